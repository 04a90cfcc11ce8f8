//! `fold`: the one definition of which texts are equal.
//!
//! In: a text. Out: the folded text and, for each of its characters, the bytes of the source it stands for.
//! Width, case, radicals and traditional forms are levelled; white space next to Han or to punctuation, quotes
//! and book-title marks vanish; a run of sentence punctuation becomes one [`SEPARATOR`]. Nothing here decides
//! what matches: see [`Folded::find_all`] for that.

use unicode_normalization::UnicodeNormalization;

use crate::script::{is_han, simplified};
use crate::span::Span;

/// Version of the folding rules, recorded with every index.
pub const FOLD_VERSION: u32 = 1;

/// What a run of sentence punctuation becomes. `。` is itself sentence punctuation, so nothing else folds to it.
pub const SEPARATOR: char = '。';

/// A folded text with its map back to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Byte offset in `text` of each folded character, and one past the last.
    offsets: Vec<u32>,
    /// Source bytes of each folded character.
    sources: Vec<(u32, u32)>,
}

impl Folded {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Number of folded characters.
    pub fn chars(&self) -> usize {
        self.sources.len()
    }

    /// The folded characters `[start, end)` as a slice.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        match (self.offsets.get(start), self.offsets.get(end)) {
            (Some(&start), Some(&end)) if start <= end => &self.text[start as usize..end as usize],
            _ => "",
        }
    }

    /// The source bytes that the folded characters `[start, end)` stand for.
    pub fn source(&self, start: usize, end: usize) -> Span {
        match (self.sources.get(start), end.checked_sub(1).and_then(|last| self.sources.get(last))) {
            (Some(&(from, _)), Some(&(_, to))) => Span::new(from as usize, to as usize),
            _ => Span::new(0, 0),
        }
    }

    /// Index of the first folded character that stands for source bytes at or after `offset`.
    pub fn at_source(&self, offset: usize) -> usize {
        self.sources.partition_point(|&(start, _)| (start as usize) < offset)
    }

    /// Every occurrence of the folded `term`, overlapping ones included, as ranges of folded characters.
    /// An empty term occurs nowhere.
    pub fn find_all<'a>(&'a self, term: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let length = term.chars().count();
        occurrences(&self.text, term).map(move |byte| {
            let start = self.offsets.partition_point(|&offset| (offset as usize) < byte);
            (start, start + length)
        })
    }
}

/// Where folded characters go.
trait Sink {
    /// Takes a character and the source bytes it stands for.
    fn push(&mut self, c: char, start: usize, end: usize);
    /// The last character stands for the source up to `end`.
    fn stretch(&mut self, end: usize);
}

impl Sink for Folded {
    fn push(&mut self, c: char, start: usize, end: usize) {
        self.text.push(c);
        self.offsets.push(self.text.len() as u32);
        self.sources.push((start as u32, end as u32));
    }

    fn stretch(&mut self, end: usize) {
        if let Some(last) = self.sources.last_mut() {
            last.1 = end as u32;
        }
    }
}

/// The text without a map.
impl Sink for String {
    #[inline]
    fn push(&mut self, c: char, _: usize, _: usize) {
        self.push(c);
    }

    fn stretch(&mut self, _: usize) {}
}

/// Byte offsets of every occurrence of `term` in `text`, overlapping ones included.
fn occurrences<'a>(text: &'a str, term: &'a str) -> impl Iterator<Item = usize> + 'a {
    let step = term.chars().next().map_or(1, char::len_utf8);
    let finder = memchr::memmem::Finder::new(term.as_bytes()).into_owned();
    let mut from = if term.is_empty() { text.len() + 1 } else { 0 };
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(from..)?;
        let found = from + finder.find(rest)?;
        from = found + step;
        Some(found)
    })
}

/// Folds `source` and keeps the map back.
pub fn fold(source: &str) -> Folded {
    let mut out = Folded::default();
    out.text.reserve(source.len());
    out.offsets.push(0);
    fold_into(source, &mut out);
    out
}

/// The folded text alone.
pub fn fold_str(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    fold_into(source, &mut out);
    out
}

fn fold_into(source: &str, out: &mut impl Sink) {
    let mut state = State { last: Last::Nothing, space: false };
    for (start, c) in source.char_indices() {
        // Nearly every character is of these two kinds, about which there is nothing to ask.
        match c {
            UNIFIED_FIRST..=UNIFIED_LAST => state.han(simplified(c), start, start + c.len_utf8(), out),
            '0'..='9' | 'a'..='z' | 'A'..='Z' => state.word(c.to_ascii_lowercase(), start, start + 1, out),
            _ => {
                let end = start + c.len_utf8();
                let next = source[end..].chars().next();
                each_level_char(c, next, |level, digit_follows| {
                    state.feed(level, digit_follows, start, end, out);
                });
            }
        }
    }
}

const UNIFIED_FIRST: char = '\u{4E00}';
const UNIFIED_LAST: char = '\u{9FFF}';

/// What the last folded character was.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Separator,
    Han,
    Digit,
    Other,
}

struct State {
    last: Last,
    space: bool,
}

impl State {
    fn han(&mut self, c: char, start: usize, end: usize, out: &mut impl Sink) {
        *self = State { last: Last::Han, space: false };
        out.push(c, start, end);
    }

    /// Any character that is neither Han nor dropped nor punctuation.
    fn word(&mut self, c: char, start: usize, end: usize, out: &mut impl Sink) {
        if self.space && matches!(self.last, Last::Digit | Last::Other) {
            out.push(' ', start, start);
        }
        *self = State { last: if c.is_ascii_digit() { Last::Digit } else { Last::Other }, space: false };
        out.push(c, start, end);
    }

    fn feed(&mut self, c: char, digit_follows: bool, start: usize, end: usize, out: &mut impl Sink) {
        if is_dropped(c) {
            return;
        }
        if c.is_whitespace() || c.is_control() {
            self.space = true;
            return;
        }
        let after_digit = !self.space && self.last == Last::Digit;
        let in_number = matches!(c, '.' | ',' | ':') && after_digit && digit_follows;
        if is_sentence_punctuation(c) && !in_number {
            self.space = false;
            if self.last == Last::Separator {
                return out.stretch(end);
            }
            self.last = Last::Separator;
            return out.push(SEPARATOR, start, end);
        }
        if is_han(c) { self.han(c, start, end, out) } else { self.word(c, start, end, out) }
    }
}

/// Calls `emit` with each character that `c` folds to on its own, and whether a digit follows it directly.
fn each_level_char(c: char, next: Option<char>, mut emit: impl FnMut(char, bool)) {
    let digit_next = next.is_some_and(is_plain_digit);
    match c {
        '\0'..='\x7F' => emit(c.to_ascii_lowercase(), digit_next),
        UNIFIED_FIRST..=UNIFIED_LAST | '\u{2E80}'..='\u{2FDF}' => emit(simplified(c), digit_next),
        _ => match common_mark(c) {
            Some(level) => emit(level, digit_next),
            None => by_the_book(c, digit_next, emit),
        },
    }
}

/// What [`by_the_book`] makes of the marks that every letter is full of.
fn common_mark(c: char) -> Option<char> {
    match c {
        '，' => Some(','),
        '：' => Some(':'),
        '；' => Some(';'),
        '（' => Some('('),
        '）' => Some(')'),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        '。' | '、' | '“' | '”' | '‘' | '’' | '《' | '》' | '〈' | '〉' | '〔' | '〕' | '【' | '】' => {
            Some(c)
        }
        _ => None,
    }
}

/// The characters of the compatibility decomposition, lower case and simplified.
fn by_the_book(c: char, digit_next: bool, mut emit: impl FnMut(char, bool)) {
    let mut parts = std::iter::once(c)
        .nfkd()
        .flat_map(char::to_lowercase)
        .flat_map(|part| std::iter::once(part).nfkd())
        .map(simplified)
        .peekable();
    while let Some(part) = parts.next() {
        let digit_follows = parts.peek().map_or(digit_next, char::is_ascii_digit);
        emit(part, digit_follows);
    }
}

/// ASCII and full-width digits.
fn is_plain_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// True when `text` folds alike whatever stands before it, and what stands before it folds alike, too: it begins with
/// Han, next to which neither white space, nor numbers, nor runs of punctuation go on.
pub fn folds_apart(text: &str) -> bool {
    text.chars().next().is_some_and(|first| ('\u{4E00}'..='\u{9FFF}').contains(&first))
}

/// Sentence punctuation after levelling of width.
pub fn is_sentence_punctuation(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | ':' | ';' | '!' | '?' | '，' | '、' | '。' | '；' | '：' | '！' | '？' | '…' | '⋯' | '‥'
    )
}

/// Quotes, book-title marks and characters that show nothing.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '„' | '‟' | '‚' | '‛' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟'
        | '《' | '》' | '〈' | '〉' | '«' | '»' | '‹' | '›'
        | '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn variants_of_one_writing_fold_alike() {
        for (a, b) in [
            ("博士後", "博士后"),
            ("２０２３年", "2023 年"),
            ("R&D 投入", "r＆d投入"),
            ("“破茧成蝶”行动", "破茧成蝶行动"),
            ("《关于…的意见》", "关于。的意见"),
            ("高校、院所", "高校,院所"),
            ("⼗⼤⾼校", "十大高校"),
            ("3.0 版", "3.0版"),
            ("㎡", "m2"),
            ("é", "e\u{301}"),
            ("A，B", "a, b"),
        ] {
            assert_eq!(fold_str(a), fold_str(b), "{a} {b}");
        }
    }

    #[test]
    fn what_differs_stays_different() {
        for (a, b) in
            [("3.5万", "35万"), ("1,000", "1000"), ("SCI 论文 A B", "SCI论文AB"), ("路。演", "路演")]
        {
            assert_ne!(fold_str(a), fold_str(b), "{a} {b}");
        }
    }

    #[test]
    fn points_within_numbers_stay_and_others_separate() {
        assert_eq!(fold_str("25.5 亿元，约 3,000 人。……"), "25.5亿元。约3,000人。");
        assert_eq!(fold_str("3. 目标"), "3。目标");
    }

    #[test]
    fn the_map_leads_back_to_exactly_the_match() {
        let source = "启动“科创 专员”选派。";
        let folded = fold(source);
        let (start, end) = folded.find_all("科创专员").next().unwrap();
        assert_eq!(folded.source(start, end).of(source), "科创 专员");
        let (start, end) = folded.find_all("专员选").next().unwrap();
        assert_eq!(folded.source(start, end).of(source), "专员”选");
    }

    #[test]
    fn overlapping_occurrences_are_all_found() {
        assert_eq!(fold("哈哈哈").find_all("哈哈").count(), 2);
        assert_eq!(fold("哈哈哈").find_all("").count(), 0);
    }

    /// Folds without the short ways for common characters and marks.
    fn fold_slowly(source: &str) -> Folded {
        let mut out = Folded { offsets: vec![0], ..Folded::default() };
        let mut state = State { last: Last::Nothing, space: false };
        for (start, c) in source.char_indices() {
            let end = start + c.len_utf8();
            let next = source[end..].chars().next();
            let feed = |level, follows| state.feed(level, follows, start, end, &mut out);
            match common_mark(c) {
                Some(_) => by_the_book(c, next.is_some_and(is_plain_digit), feed),
                None => each_level_char(c, next, feed),
            }
        }
        out
    }

    #[test]
    fn every_character_folds_the_short_way_as_the_long_way() {
        for c in '\0'..=char::MAX {
            for source in [format!("{c}"), format!("a {c} 1{c}2 {c}中 {c}，{c}")] {
                let folded = fold_slowly(&source);
                assert_eq!(fold(&source), folded, "{c}");
                assert_eq!(fold_str(&source), folded.text, "{c}");
                if c.len_utf8() == 4 {
                    break;
                }
            }
        }
    }

    proptest! {
        #[test]
        fn texts_that_fold_apart_fold_to_their_parts(
            before in "[一-丏、，。：“”《》 ０-９0-9.,:a-zA-Z…㎡①⒈ßİ　\u{200b}\n]{0,12}",
            after in "[一-丏後a0，“ ][一-丏、，。：“”《》 ０-９0-9.,:a-zA-Z…㎡①⒈ßİ　\u{200b}\n]{0,12}",
        ) {
            if folds_apart(&after) {
                prop_assert_eq!(fold_str(&format!("{before}{after}")), fold_str(&before) + &fold_str(&after));
            }
        }

        #[test]
        fn any_text_folds_the_short_way_as_the_long_way(
            source in "(\\PC|[一-龥、，。：“”《》 ０-９0-9.,:a-zA-Z…㎡\n　]){0,40}",
        ) {
            prop_assert_eq!(fold(&source), fold_slowly(&source));
            prop_assert_eq!(fold_str(&source), fold(&source).text);
        }

        #[test]
        fn folding_twice_changes_nothing(source in "[一-丏、，。：“”《》 ０-９0-9.,:a-zA-Z…㎡①⒈ßİ　\u{200b}]{0,24}") {
            let once = fold_str(&source);
            prop_assert_eq!(&fold_str(&once), &once);
        }

        #[test]
        fn any_text_folds_with_an_ordered_map(source in "\\PC{0,40}") {
            let folded = fold(&source);
            prop_assert_eq!(folded.chars(), folded.as_str().chars().count());
            for i in 0..folded.chars() {
                prop_assert!(source.get(folded.source(i, i + 1).start..folded.source(i, i + 1).end).is_some());
                prop_assert!(i == 0 || folded.sources[i - 1].0 <= folded.sources[i].0);
            }
        }
    }
}
