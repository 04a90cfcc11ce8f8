//! Words → Query: what is a term, an exclusion, a filter, an OR.

use crate::notes::QueryNote;
use crate::query::asked::{Filter, LONGEST, MOST_TERMS, Query, Term};
use crate::query::fields::named;
use crate::query::lex::{self, QueryWord};
use dafu_words::fold::fold_str;
use dafu_words::script::is_han;

/// Reads a query. Never fails; see [`Query::notes`].
pub fn parse(typed: &str) -> Query {
    let mut query = Query::default();
    let typed = bounded(typed, &mut query.notes);
    let (words, unclosed) = lex::words(typed, |name| named(name).is_some());
    if unclosed {
        query.notes.push(QueryNote::Unclosed);
    }
    let mut alternatives = false;
    let last = words.len().saturating_sub(1);
    for (index, word) in words.into_iter().enumerate() {
        let is_or = word.text == "OR" && !word.quoted && !word.minus && word.prefix.is_none();
        if is_or && index > 0 && index < last && !alternatives {
            alternatives = true;
            continue;
        }
        if is_or {
            query.notes.push(QueryNote::LonelyOr);
        }
        let told = query.notes.iter().any(|note| matches!(note, QueryNote::NoOperator(_)));
        if !told && !word.quoted && word.prefix.is_none() && is_foreign(&word.text) {
            query.notes.push(QueryNote::NoOperator(word.text.clone()));
        }
        if query.terms().count() + query.exclusions.len() >= MOST_TERMS {
            query.notes.push(QueryNote::TooManyTerms(MOST_TERMS));
            break;
        }
        add(&mut query, word, std::mem::take(&mut alternatives));
    }
    query.joined = joined(&query);
    if let Some(joined) = &query.joined {
        query.notes.push(QueryNote::JoinedFirst(joined.clone()));
    }
    query
}

/// True for what is an operator elsewhere: AND, NOT, a bracket without its partner in the word, a star at a word's end.
fn is_foreign(word: &str) -> bool {
    const WORDS: [&str; 4] = ["AND", "NOT", "&&", "||"];
    let opens = word.starts_with('(') && !word.contains(')');
    let closes = word.ends_with(')') && !word.contains('(');
    let star = word != "*" && (word.ends_with('*') || word.starts_with('*'));
    WORDS.contains(&word) || opens || closes || star
}

/// The query for one literal, taken as it is: no operator, filter or quote has a meaning in it.
pub fn literal(text: &str) -> Query {
    let mut query = Query::default();
    let text = bounded(text, &mut query.notes);
    match term(text, true) {
        Some(term) => query.groups.push(vec![term]),
        None => query.notes.push(QueryNote::Nothing(text.to_owned())),
    }
    query
}

fn bounded<'a>(typed: &'a str, notes: &mut Vec<QueryNote>) -> &'a str {
    match typed.char_indices().nth(LONGEST) {
        None => typed,
        Some((end, _)) => {
            notes.push(QueryNote::TooLong(LONGEST));
            &typed[..end]
        }
    }
}

fn add(query: &mut Query, word: QueryWord, alternative: bool) {
    if let Some(field) = word.prefix.as_deref().and_then(named) {
        if !word.text.trim().is_empty() {
            let mixed = alternative && query.filters.last().is_none_or(|last| last.field != field);
            if mixed {
                query.notes.push(QueryNote::OrAcrossFields(field.name));
            }
            query.filters.push(Filter { field, value: word.text, negated: word.minus });
            return;
        }
        query.notes.push(QueryNote::NoValue(field.name));
    }
    let written = match &word.prefix {
        Some(name) => format!("{name}:{}", word.text),
        None => word.text,
    };
    let Some(term) = term(&written, word.quoted) else {
        query.notes.push(QueryNote::Nothing(written));
        return;
    };
    if word.minus {
        query.exclusions.push(term);
    } else if let Some(group) = query.groups.last_mut().filter(|_| alternative) {
        group.push(term);
    } else {
        query.groups.push(vec![term]);
    }
}

fn term(raw: &str, quoted: bool) -> Option<Term> {
    let folded = fold_str(raw);
    (!folded.is_empty()).then(|| Term { raw: raw.trim().to_owned(), folded, quoted })
}

/// The joined form when the query is two or more single Han characters and nothing else.
fn joined(query: &Query) -> Option<String> {
    let single = |group: &Vec<Term>| match group.as_slice() {
        [term] if !term.quoted => {
            let mut chars = term.folded.chars();
            chars.next().filter(|&c| is_han(c) && chars.next().is_none())
        }
        _ => None,
    };
    let chars: Option<String> = query.groups.iter().map(single).collect();
    chars.filter(|joined| joined.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(typed: &str) -> Vec<Vec<String>> {
        let query = parse(typed);
        query.groups.iter().map(|group| group.iter().map(|term| term.folded.clone()).collect()).collect()
    }

    #[test]
    fn only_white_space_and_chinese_stops_separate_terms() {
        assert_eq!(
            groups("博士后　路演、R&D投入，3.5% 〔2024〕80号"),
            [["博士后"], ["路演"], ["r&d投入"], ["3.5%"], ["〔2024〕80号"]]
        );
        assert_eq!(groups("a,b"), [["a。b"]]);
    }

    #[test]
    fn quotes_of_any_style_hold_a_phrase_together() {
        for typed in ["\"高校 院所\"", "“高校 院所”", "「高校 院所」", "'高校 院所'", "『高校 院所』"]
        {
            let query = parse(typed);
            assert_eq!(query.groups.len(), 1, "{typed}");
            assert!(query.groups[0][0].quoted);
            assert_eq!(query.groups[0][0].folded, "高校院所");
        }
        assert_eq!(groups("“破茧成蝶”行动"), [["破茧成蝶行动"]]);
        assert_eq!(parse("“破茧成蝶”行动").notes, []);
        assert_eq!(parse("“破茧成蝶行动").notes, [QueryNote::Unclosed]);
        assert_eq!(groups("\"-路演 OR 单位:x\""), [["-路演or单位。x"]]);
    }

    #[test]
    fn filters_need_a_known_field_and_a_value() {
        let query = parse("板块:下步打算 Unit：科技厅 -年:2023 成效:博士后 单位:");
        let filters: Vec<_> =
            query.filters.iter().map(|f| (f.field.name, f.value.as_str(), f.negated)).collect();
        assert_eq!(
            filters,
            [("block", "下步打算", false), ("unit", "科技厅", false), ("year", "2023", true)]
        );
        assert_eq!(groups("成效:博士后"), [["成效。博士后"]]);
        assert_eq!(query.notes.len(), 1);
    }

    #[test]
    fn a_minus_excludes_only_at_the_start_of_a_term() {
        let query = parse("路演 -线上 GB14886-2006 - --x");
        assert_eq!(query.exclusions.iter().map(|t| t.folded.as_str()).collect::<Vec<_>>(), ["线上"]);
        assert_eq!(groups("路演 -线上 GB14886-2006 - --x"), [["路演"], ["gb14886-2006"], ["-"], ["--x"]]);
    }

    #[test]
    fn or_joins_its_neighbours() {
        assert_eq!(groups("博士后 路演 OR 推介 公寓"), [vec!["博士后"], vec!["路演", "推介"], vec!["公寓"]]);
        assert_eq!(groups("OR 路演"), [["or"], ["路演"]]);
        assert_eq!(groups("路演 or 推介"), [["路演"], ["or"], ["推介"]]);
    }

    #[test]
    fn operators_of_other_programs_are_told_from_words() {
        for typed in ["路演 AND 推介", "路演 NOT 线上", "(路演 推介)", "路演*", "路演 && 推介"]
        {
            let notes = parse(typed).notes;
            assert!(matches!(notes[..], [QueryNote::NoOperator(_)]), "{typed}: {notes:?}");
        }
        for typed in ["(试行)", "安科发(2024)12号", "\"AND\"", "路演 -线上", "R&D", "5*3", "and"] {
            assert_eq!(parse(typed).notes, [], "{typed}");
        }
    }

    #[test]
    fn single_characters_are_also_tried_joined() {
        assert_eq!(parse("路 演").joined.as_deref(), Some("路演"));
        assert_eq!(parse("路 演 会议").joined, None);
        assert_eq!(parse("路").joined, None);
    }

    #[test]
    fn nothing_to_search_for_is_said() {
        let query = parse("“” 《》");
        assert!(query.is_empty());
        assert_eq!(query.notes.len(), 2);
    }

    proptest! {
        #[test]
        fn any_query_is_read(typed in "\\PC{0,60}|[\"“”'():：*\\-OR 路演。，年]{0,30}") {
            let query = parse(&typed);
            prop_assert!(query.terms().all(|term| !term.folded.is_empty()));
            let literal = literal(&typed);
            prop_assert!(literal.groups.len() <= 1 && literal.filters.is_empty());
        }
    }

    #[test]
    fn exclusions_count_among_the_terms_of_which_only_so_many_are_read() {
        let query = parse(&"-线上 ".repeat(MOST_TERMS + 1));
        assert_eq!(query.exclusions.len(), MOST_TERMS);
        assert_eq!(query.notes, [QueryNote::TooManyTerms(MOST_TERMS)]);
    }
}
