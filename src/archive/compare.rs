//! Two texts of one letter, set side by side.
//!
//! In: the passages of both and how well each was read. Out: where they differ, with what differs marked, and of which kind
//! it is: 说法不一 where a figure, a date, 未 or 已, or a unit differs; 读法不同 where a file was cut off, recognised or laid
//! out; else 措辞不同. Nothing is decided about which of them is right.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::archive::report::Reason;
use dafu_letters::reply::model::BlockKind;
use dafu_search::record::{PassageRecord, ReplyRecord};
use dafu_words::fold::{Folded, fold};
use dafu_words::span::Span;

/// How two texts differ in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Differs {
    /// 说法不一
    Saying,
    /// 措辞不同
    Wording,
    /// 读法不同
    Reading,
}

impl Differs {
    /// Every kind, the gravest first.
    pub const ALL: [Differs; 3] = [Differs::Saying, Differs::Wording, Differs::Reading];

    /// How many of `differences` are of this kind.
    pub fn count(self, differences: &[Difference]) -> usize {
        differences.iter().filter(|of| of.differs == self).count()
    }

    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Differs::Saying => "saying",
            Differs::Wording => "wording",
            Differs::Reading => "reading",
        }
    }

    /// Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Differs::Saying => "说法不一",
            Differs::Wording => "措辞不同",
            Differs::Reading => "读法不同",
        }
    }
}

/// A text that is compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its passages.
    pub record: &'a ReplyRecord,
    /// Format of its file.
    pub format: &'a str,
    /// Cut off or recognised, where it is.
    pub mark: Option<Reason>,
}

impl Side<'_> {
    fn is_laid_out(self) -> bool {
        matches!(self.format, "pdf" | "ofd")
    }
}

/// What one of the texts has in a place where they differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Indexes of its passages in the record; empty where it has nothing.
    pub passages: std::ops::Range<usize>,
    /// Their text.
    pub text: String,
    /// What differs, in bytes of the text.
    pub marks: Vec<Span>,
}

/// A place in which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Of which kind it is.
    pub differs: Differs,
    /// Outline position: of the first text, where it has anything there.
    pub outline: String,
    /// What the first text has.
    pub left: Part,
    /// What the other one has.
    pub right: Part,
}

/// Where two texts differ, in the order of the first. Page furniture is left out.
pub fn compare(left: Side<'_>, right: Side<'_>) -> Vec<Difference> {
    let (of_left, of_right) = (told(left.record), told(right.record));
    let folded = |passages: &[usize], record: &ReplyRecord| -> Vec<String> {
        passages.iter().map(|&at| record.passages[at].folded.clone()).collect()
    };
    let (a, b) = (folded(&of_left, left.record), folded(&of_right, right.record));
    let mut differences = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &a, &b) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        let at_end = new.end == b.len() || old.end == a.len();
        let part = |record: &ReplyRecord, told: &[usize], range: std::ops::Range<usize>| {
            let passages: Vec<usize> = told.get(range).unwrap_or_default().to_vec();
            let text: String = passages.iter().map(|&at| record.passages[at].text.as_str()).collect();
            let range = match (passages.first(), passages.last()) {
                (Some(&first), Some(&last)) => first..last + 1,
                _ => 0..0,
            };
            Part { passages: range, text, marks: Vec::new() }
        };
        let mut parts = (part(left.record, &of_left, old), part(right.record, &of_right, new));
        let Some(differs) = mark(&mut parts.0, &mut parts.1, (left, right), at_end) else { continue };
        let outline = |record: &ReplyRecord, part: &Part| -> Option<String> {
            record.passages.get(part.passages.clone())?.first().map(|passage| passage.outline.clone())
        };
        let outline = outline(left.record, &parts.0).or_else(|| outline(right.record, &parts.1));
        let (left, right) = parts;
        differences.push(Difference { differs, outline: outline.unwrap_or_default(), left, right });
    }
    differences
}

/// Indexes of the passages that are compared.
fn told(record: &ReplyRecord) -> Vec<usize> {
    let aside = |passage: &PassageRecord| passage.kind == BlockKind::Furniture;
    (0..record.passages.len()).filter(|&at| !aside(&record.passages[at])).collect()
}

/// Marks what differs in both parts and tells of which kind it is; none where they only are cut otherwise.
fn mark(left: &mut Part, right: &mut Part, sides: (Side<'_>, Side<'_>), at_end: bool) -> Option<Differs> {
    let (a, b) = (fold(&left.text), fold(&right.text));
    let (old, new): (Vec<char>, Vec<char>) = (a.as_str().chars().collect(), b.as_str().chars().collect());
    let mut hunks = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if !matches!(op, DiffOp::Equal { .. }) {
            let (of_old, of_new) = (op.old_range(), op.new_range());
            place(&a, number(&old, &of_old), &mut left.marks);
            place(&b, number(&new, &of_new), &mut right.marks);
            hunks.push((of_old, of_new));
        }
    }
    if hunks.is_empty() {
        return None;
    }
    let marked = |reason| [sides.0.mark, sides.1.mark].contains(&Some(reason));
    let missing = old.is_empty() || new.is_empty();
    let is_cut = marked(Reason::CutOff) && at_end && (missing || begins(&old, &new));
    if marked(Reason::Recognised) || is_cut {
        return Some(Differs::Reading);
    }
    let laid_out = sides.0.is_laid_out() || sides.1.is_laid_out();
    let hunk = |(of_old, of_new): &(std::ops::Range<usize>, std::ops::Range<usize>)| {
        let (was, is) = (&old[of_old.clone()], &new[of_new.clone()]);
        if laid_out && is_of_layout(was, is) {
            return Differs::Reading;
        }
        let after = (old.get(of_old.end..).unwrap_or_default(), new.get(of_new.end..).unwrap_or_default());
        if says_otherwise(was, is, after) { Differs::Saying } else { Differs::Wording }
    };
    let kinds: Vec<Differs> = hunks.iter().map(hunk).collect();
    if kinds.contains(&Differs::Saying) {
        Some(Differs::Saying)
    } else if kinds.iter().all(|&kind| kind == Differs::Reading) {
        Some(Differs::Reading)
    } else {
        Some(Differs::Wording)
    }
}

/// A range, drawn out to the whole of a number of which it is a part.
fn number(text: &[char], range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let digit =
        |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_ascii_digit() || *c == '.');
    let (mut start, mut end) = (range.start, range.end);
    if text.get(range.clone()).is_some_and(|part| part.iter().any(char::is_ascii_digit)) {
        while digit(start.checked_sub(1)) && digit(Some(start)) {
            start -= 1;
        }
        while digit(Some(end)) && digit(end.checked_sub(1)) {
            end += 1;
        }
    }
    start..end
}

fn place(folded: &Folded, range: std::ops::Range<usize>, marks: &mut Vec<Span>) {
    if range.is_empty() {
        return;
    }
    let span = folded.source(range.start, range.end);
    match marks.last_mut() {
        Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
        _ => marks.push(span),
    }
}

/// True when one of them is the beginning of the other.
fn begins(a: &[char], b: &[char]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// Numbers in Chinese writing.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两";
/// Words of one character that turn what is said around.
const TURNS: &str = "未已不没无非暂拟将可否";
/// Ends of the names of units.
const UNITS: &str = "厅局委办院部处署会府";
/// Ends of measures.
const MEASURES: &str = "元亩户人次个项吨米里台套所家座条件年月日时倍成折";

/// True where what differs is a figure or a date, 未 or 已, a measure or a unit; `after` is what follows in both.
fn says_otherwise(was: &[char], is: &[char], after: (&[char], &[char])) -> bool {
    let tells = |c: &char| c.is_ascii_digit() || *c == '%' || NUMERALS.contains(*c) || TURNS.contains(*c);
    if was.iter().chain(is).any(tells) {
        return true;
    }
    if was.is_empty() || is.is_empty() {
        return false;
    }
    // What differs ends in a unit's or measure's last character, or just before one.
    let ends = |part: &[char], after: &[char], table: &str| {
        part.last().is_some_and(|c| table.contains(*c)) || after.first().is_some_and(|c| table.contains(*c))
    };
    let both = |table: &str| ends(was, after.0, table) && ends(is, after.1, table);
    both(UNITS) || (was.len() <= 3 && is.len() <= 3 && both(MEASURES))
}

/// True for what laying out a page puts in or leaves out: a page's number, a mark, a broken word's parts.
fn is_of_layout(was: &[char], is: &[char]) -> bool {
    let small =
        |part: &[char]| part.len() <= 8 && part.iter().all(|c| c.is_ascii_digit() || !c.is_alphanumeric());
    let marks = |part: &[char]| part.iter().all(|c| !c.is_alphanumeric());
    (was.is_empty() && small(is)) || (is.is_empty() && small(was)) || (marks(was) && marks(is))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::metadata::Metadata;
    use crate::archive::record::build;
    use dafu_letters::passage::ReplyId;
    use dafu_letters::text::Text;

    fn record(text: &str) -> ReplyRecord {
        let text = Text::from_lines(text);
        build(ReplyId::from_number(1), &text, &dafu_letters::reply::parse(&text), &Metadata::default())
    }

    fn between(a: &str, b: &str, format: &str, mark: Option<Reason>) -> Vec<(Differs, String, String)> {
        let (a, b) = (record(a), record(b));
        let plain = |record| Side { record, format: "text", mark: None };
        let found = compare(plain(&a), Side { format, mark, ..plain(&b) });
        let marked =
            |part: &Part| part.marks.iter().map(|span| span.of(&part.text)).collect::<Vec<_>>().join("|");
        found.iter().map(|of| (of.differs, marked(&of.left), marked(&of.right))).collect()
    }

    const TEXT: &str = "近年来，我局投入2180万元，修复渠道三十公里。\n下一步，我局已将泵站改造列入计划，由水利局负责。\n其余工作按程序推进。";

    #[test]
    fn figures_dates_turns_and_units_are_sayings_and_all_else_is_wording() {
        let said = |old: &str, new: &str| between(TEXT, &TEXT.replace(old, new), "text", None);
        for (old, new) in [
            ("2180", "9980"),
            ("三十公里", "五十公里"),
            ("已将", "未将"),
            ("水利局", "农业局"),
            ("万元", "亿元"),
        ] {
            let found = said(old, new);
            assert_eq!(found.len(), 1, "{old}");
            assert_eq!(found[0].0, Differs::Saying, "{old} {found:?}");
        }
        let figure = said("2180", "2980");
        assert_eq!(
            figure,
            [(Differs::Saying, "2180".to_owned(), "2980".to_owned())],
            "a number is marked whole"
        );
        assert_eq!(said("按程序推进", "继续推进")[0].0, Differs::Wording);
        assert_eq!(said("2180", "2180"), []);
        assert_eq!(said("2180万元，", "２１８０ 万元,"), [], "what folds alike is the same");
    }

    #[test]
    fn what_a_reader_did_is_no_saying() {
        let cut = &TEXT[..TEXT.len() - "由水利局负责。\n其余工作按程序推进。".len()];
        assert!(between(TEXT, cut, "html", Some(Reason::CutOff)).iter().all(|of| of.0 == Differs::Reading));
        let seen = between(TEXT, &TEXT.replace("2180", "2I8O"), "pdf", Some(Reason::Recognised));
        assert_eq!(seen[0].0, Differs::Reading);
        let page = between(TEXT, &TEXT.replace("修复渠道", "修复- 3 -渠道"), "pdf", None);
        assert_eq!(page[0].0, Differs::Reading);
        let figure = between(TEXT, &TEXT.replace("2180", "9980"), "pdf", None);
        assert_eq!(figure[0].0, Differs::Saying, "a figure is no matter of layout");
    }
}
