//! Keys and values of a page's information table, as lines have them.
//!
//! In: a line such as `索 引 号：0012  发布机构：某局`, or a row with keys and values in cells. Out: what its keys
//! tell, and how surely the line is the page's. Whether it is left out of the text is decided with its neighbours in
//! view.

use super::keys::{self, Key, Owner, Told};
use crate::extract::html::lines::line::{Kind, PageLine};
use crate::extract::html::markup::steps;
use crate::forms::dates;
use dafu_words::punctuation;

/// Longest line, in bytes, that is read.
const LONGEST: usize = 3_000;

/// The pairs of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// What each key tells, and the value behind it.
    pub told: Vec<(Told, String)>,
    /// Keys that only pages have.
    pub page: usize,
    /// Keys that letters have too.
    pub shared: usize,
    /// Keys of a platform's table of a case.
    pub case: usize,
    /// No value stands behind the last key.
    pub open: bool,
}

impl Pairs {
    /// True when the line is about the page or the case, and no part of the letter.
    pub(super) fn are_about_page(&self, line: &PageLine, place: Standing) -> bool {
        let tabled = matches!(line.kind, Kind::Row | Kind::Entry);
        let keys = self.page + self.shared + self.case;
        match (self.page, self.case, self.shared) {
            (0, 0, 0) => false,
            (0, 0, 1) => {
                let says = self.told.iter().any(|(told, _)| *told != Told::Nothing)
                    && !matches!(self.told.first(), Some((Told::Column(_), _)));
                place.around && (tabled || place.in_table || says && place.above)
            }
            (0, 0, _) => place.around || tabled,
            (0, _, _) => tabled && (line.kind == Kind::Row || keys >= 2 || place.in_table || place.around),
            _ => place.around || tabled && keys >= 2,
        }
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Outside of the letter's running text.
    pub around: bool,
    /// Above it.
    pub above: bool,
    /// Next to lines that are about the page.
    pub in_table: bool,
}

/// A line without white space, in canonical characters, with the way back.
struct Squeezed<'a> {
    source: &'a str,
    text: String,
    /// For each byte of the text, the offset in the source; and the end of the source.
    back: Vec<usize>,
}

impl<'a> Squeezed<'a> {
    fn new(source: &'a str) -> Squeezed<'a> {
        steps::add(source.len());
        let (mut text, mut back) = (String::new(), Vec::new());
        for (at, c) in source.char_indices() {
            if c == '\t' || !punctuation::is_blank(c) {
                text.push(if c == '\t' { c } else { punctuation::canonical(c) });
                back.resize(text.len(), at);
            }
        }
        back.push(source.len());
        Squeezed { source, text, back }
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// True when a key may begin at `at`: at the start, in a new cell, after white space or a closing mark.
    fn may_begin(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return true };
        let after_it = self.back.get(at).zip(self.back.get(at - before.len_utf8()));
        let gap = after_it.is_some_and(|(here, there)| {
            let next = self.source.get(*there..).and_then(|s| s.chars().next());
            *here > *there + next.map_or(0, char::len_utf8)
        });
        gap || !before.is_alphanumeric() && !matches!(before, '：' | '《' | '“' | '（')
    }

    /// The characters of the source between two places of the text.
    fn slice(&self, start: usize, end: usize) -> &'a str {
        let place = |at: usize| self.back.get(at).copied().unwrap_or(self.source.len());
        self.source.get(place(start)..place(end)).unwrap_or("")
    }
}

/// The pairs that `line` consists of; none when it begins with no key.
pub(super) fn read(line: &PageLine) -> Option<Pairs> {
    if line.text.len() > LONGEST {
        return None;
    }
    let squeezed = Squeezed::new(line.text.trim());
    let mut pairs = Pairs::default();
    let mut at = 0;
    // 2024-05-20 10:30 来源：某局
    let glued = || squeezed.text.get(..10).and_then(dates::read);
    if let Some((day, length)) = dates::read(&squeezed.text).or_else(glued) {
        let clock = squeezed.rest(length).trim_start_matches(|c: char| c.is_ascii_digit() || c == '：');
        at = squeezed.text.len() - clock.trim_start_matches('\t').len();
        key_at(&squeezed, at)?;
        pairs.told.push((Told::Published, dates::iso(day)));
    }
    let (mut told, mut value_from) = (None, at);
    while at < squeezed.text.len() {
        steps::add(1);
        let found = if squeezed.may_begin(at) { key_at(&squeezed, at) } else { None };
        match found {
            Some((key, after)) => {
                if let Some(told) = told.replace(key.told) {
                    pairs.told.push((told, value(squeezed.slice(value_from, at))));
                }
                match key.owner {
                    Owner::Page => pairs.page += 1,
                    Owner::Shared => pairs.shared += 1,
                    Owner::Case => pairs.case += 1,
                }
                (at, value_from) = (after, after);
            }
            None if told.is_none() => return None,
            None => at += squeezed.rest(at).chars().next().map_or(1, char::len_utf8),
        }
    }
    let last = value(squeezed.slice(value_from, squeezed.text.len()));
    pairs.open = last.is_empty();
    pairs.told.push((told?, last));
    Some(pairs)
}

fn value(raw: &str) -> String {
    raw.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '【' | '】' | '[' | ']')).to_owned()
}

/// The key at `at` with its colon, its brackets, or the tab behind it, and its end.
fn key_at(squeezed: &Squeezed<'_>, at: usize) -> Option<(Key, usize)> {
    let rest = squeezed.rest(at);
    let inner = rest.trim_start_matches([punctuation::TORTOISE.0, '·', '※', '*', '|']);
    let bracketed = rest.starts_with(punctuation::TORTOISE.0);
    let in_cell = matches!(squeezed.before(at), None | Some('\t'));
    let key = keys::at_start(inner)?;
    let behind = inner.get(key.name.len()..)?;
    let end = |rest: &str| squeezed.text.len() - rest.len();
    if let Some(rest) = behind.strip_prefix(punctuation::COLON) {
        return Some((key, end(rest)));
    }
    if bracketed && let Some(rest) = behind.strip_prefix(punctuation::TORTOISE.1) {
        return Some((key, end(rest.strip_prefix(punctuation::COLON).unwrap_or(rest))));
    }
    let whole_cell = in_cell && behind.starts_with('\t');
    whole_cell.then(|| (key, end(behind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<(Told, String)>> {
        let line = PageLine::plain(text);
        read(&line).map(|pairs| pairs.told)
    }

    #[test]
    fn keys_and_values_are_read_from_lines_and_rows() {
        use Told::*;
        let pair = |told: Told, value: &str| (told, value.to_owned());
        assert_eq!(
            told("索 引 号：012/2024-1 发文机关： 某市 教育局").unwrap(),
            [pair(Nothing, "012/2024-1"), pair(Column("unit"), "某市 教育局")]
        );
        assert_eq!(
            told("文　　号：\t某教函〔2024〕8号\t成文日期\t2024年5月20日").unwrap(),
            [pair(Column("doc"), "某教函〔2024〕8号"), pair(Column("date"), "2024年5月20日")]
        );
        assert_eq!(
            told("【发布日期】2024-05-20 【字号：大 中 小】").unwrap(),
            [pair(Published, "2024-05-20"), pair(Nothing, "大 中 小")]
        );
        assert_eq!(
            told("2024-05-20 10:30 来源：某局 浏览次数：12").unwrap(),
            [pair(Published, "2024-05-20"), pair(Source, "某局"), pair(Nothing, "12")]
        );
    }

    #[test]
    fn sentences_and_dates_are_no_pairs() {
        assert_eq!(told("我局于发布日期：前完成"), None);
        assert_eq!(told("2024年5月20日"), None);
        assert_eq!(told("关于来源：的说明"), None);
    }
}
