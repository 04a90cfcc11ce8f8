//! Calendar dates as letters write them, and what page converters leave of them.
//!
//! In: canonical text without white space. Out: year, month, day, or the likeliest reading of a damaged date.

use dafu_words::numerals;

/// What stands behind the year, the month and the day; a day is written 29日 or 29号.
pub(crate) const UNITS: [char; 4] = ['年', '月', '日', '号'];

/// Year, month, day.
pub(crate) type Day = (u32, u32, u32);

/// A date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateReading {
    /// `2024年5月29日`
    Whole(Day),
    /// `202285`: the day that it most likely was, if only one fits.
    Damaged(Option<Day>),
}

/// `YYYY-MM-DD`.
pub(crate) fn iso((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn sane((year, month, day): Day) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1949..=2099).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// Years that a letter can be of.
const YEARS: std::ops::RangeInclusive<u32> = 1949..=2099;

/// The date at the start of `s` and its length in bytes; a time of day behind it is not part of it.
pub(crate) fn read(s: &str) -> Option<(Day, usize)> {
    let (year, mut at) = year(s)?;
    let is_joint = |c: char| matches!(c, '年' | '月' | '-' | '/' | '.');
    at += s[at..].chars().next().filter(|&c| is_joint(c))?.len_utf8();
    let (month, day, length) = month_and_day(&s[at..], is_joint)?;
    let day = (year, month, day);
    sane(day).then_some((day, at + length))
}

/// The year at the start of `s`.
fn year(s: &str) -> Option<(u32, usize)> {
    let plain = numerals::read(s).filter(|found| YEARS.contains(&found.0));
    plain.or_else(|| mixed(s, 4).filter(|found| YEARS.contains(&found.0)))
}

/// The figures of `0` to `9` as people mix them: 二0一七, 二OO八.
const FIGURES: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The letter O, Latin, Greek or Cyrillic, which is typed for a zero.
fn is_letter_o(c: char) -> bool {
    matches!(c, 'O' | 'o' | 'Ο' | 'ο' | 'О' | 'о')
}

/// True for what a year or a day can be written with.
pub(crate) fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || is_letter_o(c) || numerals::is_numeral(c)
}

/// A number whose figures are mixed of Han figures, digits and the letter O, of at most `most` characters.
fn mixed(s: &str, most: usize) -> Option<(u32, usize)> {
    s.chars().next().filter(|&c| is_figure(c))?;
    let mut han = String::new();
    let mut length = 0;
    for c in s.chars().take(most) {
        let figure = match c {
            _ if is_letter_o(c) => '〇',
            // 20l5: a letter typed for a one.
            'l' | 'I' if length > 0 => '一',
            _ if c.is_ascii_digit() => FIGURES[(c as u8 - b'0') as usize],
            _ if numerals::is_numeral(c) => c,
            _ => break,
        };
        han.push(figure);
        length += c.len_utf8();
    }
    numerals::chinese(&han).map(|value| (value, length))
}

/// Month and day at the start of `s` with a joint between them, and their length in bytes: `5月29日`, `元月五号`.
fn month_and_day(s: &str, is_joint: impl Fn(char) -> bool) -> Option<(u32, u32, usize)> {
    let joined = |found: &(u32, usize)| s[found.1..].starts_with(&is_joint);
    let (month, mut at) =
        numerals::read(s).or_else(|| first_month(s)).filter(joined).or_else(|| mixed(s, 3).filter(joined))?;
    let joint = s[at..].chars().next().filter(|&c| is_joint(c))?;
    at += joint.len_utf8();
    let rest = &s[at..];
    if joint != '月'
        && let Some(length) = before_clock(rest, at - joint.len_utf8() >= 2)
    {
        return Some((month, rest[..length].parse().ok()?, at + length));
    }
    let ended = |found: &(u32, usize)| joint != '月' || rest[found.1..].starts_with(['日', '号']);
    let (day, length) = numerals::read(rest).filter(ended).or_else(|| mixed(rest, 3).filter(ended))?;
    at += length;
    match s[at..].chars().next().filter(|c| matches!(c, '日' | '号')) {
        // 2024-5-29号 is no way to write a date, but 2024-5-29日 was seen.
        Some(unit) if unit == '日' || joint == '月' => at += unit.len_utf8(),
        _ if joint == '月' => return None,
        _ => {}
    }
    Some((month, day, at))
}

/// How many of the digits at the start of `s` are the day when a time of day is glued to it: 2013-08-02 0:0 without
/// its space is no 20th. `padded` tells that the month is written with two figures.
fn before_clock(s: &str, padded: bool) -> Option<usize> {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    if !s[digits..].starts_with('：') {
        return None;
    }
    match digits {
        4 => Some(2),
        3 if padded => Some(2),
        2 | 3 => Some(1),
        _ => None,
    }
}

/// The first month's other name, 元月.
fn first_month(s: &str) -> Option<(u32, usize)> {
    s.starts_with("元月").then_some((1, '元'.len_utf8()))
}

/// Reads `s` as a date and nothing else; brackets, spaces and a full stop around it are allowed.
pub(crate) fn whole(s: &str) -> Option<DateReading> {
    let s = without_note(s);
    let s = s.trim_matches(|c| matches!(c, '。' | '（' | '）' | '，' | '〔' | '〕'));
    if let Some((day, length)) = read(s) {
        let rest = &s[length..];
        let clock = rest.chars().all(|c| c.is_ascii_digit() || c == '：');
        return (rest.is_empty() || clock).then_some(DateReading::Whole(day));
    }
    if s.len() >= 4 && s.len() <= 8 && s.bytes().all(|b| b.is_ascii_digit()) {
        return torn(s).map(DateReading::Damaged);
    }
    if let Some((year, rest)) = s.split_once('年')
        && year.len() == 4
        && (2..=4).contains(&rest.len())
        && rest.bytes().all(|b| b.is_ascii_digit())
    {
        // 2019年731: month and day have lost their marks.
        return torn(&format!("{year}{rest}")).map(DateReading::Damaged);
    }
    holed(s).then_some(DateReading::Damaged(None))
}

/// `s` without the number of a note behind it: `二〇二四年五月六日[1]`.
fn without_note(s: &str) -> &str {
    let note = s.strip_suffix('〕').and_then(|inner| inner.rsplit_once('〔'));
    note.filter(|(_, number)| (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
        .map_or(s, |(before, _)| before)
}

/// `202285`: digits whose 年月日 were lost. None unless they begin like a year; 20234 has lost figures, too.
fn torn(s: &str) -> Option<Option<Day>> {
    let year: u32 = s.get(..4)?.parse().ok()?;
    if !(1990..=2050).contains(&year) || s.len() < 5 {
        return None;
    }
    let rest = &s[4..];
    let mut found = (1..rest.len())
        .filter(|&cut| cut <= 2 && rest.len() - cut <= 2)
        .filter_map(|cut| Some((year, rest[..cut].parse().ok()?, rest[cut..].parse().ok()?)))
        .filter(|&day| sane(day))
        // A figure with a leading zero stands for two places only when both have two.
        .filter(|_| !rest.starts_with('0') || rest.len() == 4);
    let first = found.next();
    Some(if found.next().is_some() { None } else { first })
}

/// `2024年月日`, `年5月号`, `54日`, `2024年529日`: marks of a date with figures missing. 54号 and 2024年529号 are
/// numbers of letters.
fn holed(s: &str) -> bool {
    let blanks = |c: char| is_figure(c) || matches!(c, 'X' | 'x' | '×' | '*' | '_' | '-');
    if !s.chars().all(|c| UNITS.contains(&c) || blanks(c)) {
        return false;
    }
    let marks = s.chars().filter(|c| UNITS.contains(c)).count();
    let month_lost = || {
        let year = s.bytes().take_while(u8::is_ascii_digit).count();
        marks == 2 && year == 4 && s[year..].starts_with('年') && s.ends_with('日')
    };
    (marks >= 2 && s.contains('月'))
        || (marks == 1 && s.ends_with('日') && s.chars().count() >= 3)
        || month_lost()
}

/// The year of a date that is damaged behind it: `2024年月日`, `20234`, `2019年731`.
pub(crate) fn year_of_damaged(s: &str) -> Option<u32> {
    let s = s.trim_start_matches(['（', '〔']);
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    let told = if digits > 4 { s[..4].parse().ok() } else { year(s).map(|found| found.0) };
    told.filter(|year| (1990..=2050).contains(year))
}

/// The likeliest day for marks with lost separators, `2024年529日`.
pub(crate) fn guess(s: &str) -> Option<Day> {
    let digits: String = s.chars().filter(char::is_ascii_digit).collect();
    let lost_day = s.contains("月日") || s.contains("月号") || s.contains("年月") || s.starts_with('年');
    if lost_day { None } else { torn(&digits).flatten() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_all_their_clothes_are_read() {
        assert_eq!(whole("2024年5月29日"), Some(DateReading::Whole((2024, 5, 29))));
        assert_eq!(whole("二〇二四年五月二十九日"), Some(DateReading::Whole((2024, 5, 29))));
        assert_eq!(whole("2024-05-29"), Some(DateReading::Whole((2024, 5, 29))));
        assert_eq!(whole("2024年5月29号"), Some(DateReading::Whole((2024, 5, 29))));
        assert_eq!(whole("二〇二四年元月五日"), Some(DateReading::Whole((2024, 1, 5))));
        assert_eq!(read("2024年5月29号文"), Some(((2024, 5, 29), "2024年5月29号".len())));
        assert_eq!(whole("二OO八年五月十二日"), Some(DateReading::Whole((2008, 5, 12))));
        assert_eq!(whole("二0一七年六月二0日"), Some(DateReading::Whole((2017, 6, 20))));
        assert_eq!(whole("二Ο一二年八月六日"), Some(DateReading::Whole((2012, 8, 6))), "Greek");
        assert_eq!(whole("二〇一O年1O月8日"), Some(DateReading::Whole((2010, 10, 8))));
        assert_eq!(whole("2024年5月29日前完成"), None);
        assert_eq!(whole("2024年"), None);
    }

    #[test]
    fn damaged_dates_are_guessed_only_when_one_day_fits() {
        assert_eq!(whole("202285"), Some(DateReading::Damaged(Some((2022, 8, 5)))));
        assert_eq!(whole("2024425"), Some(DateReading::Damaged(Some((2024, 4, 25)))));
        assert_eq!(whole("2024111"), Some(DateReading::Damaged(None)));
        assert_eq!(whole("2024年月日"), Some(DateReading::Damaged(None)));
        assert_eq!(whole("54日"), Some(DateReading::Damaged(None)));
        assert_eq!(whole("一日"), None);
        assert_eq!(whole("2024年月号"), Some(DateReading::Damaged(None)));
        assert_eq!(whole("年5月号"), Some(DateReading::Damaged(None)));
        assert_eq!(whole("2024年529日"), Some(DateReading::Damaged(None)));
        assert_eq!(guess("2024年529日"), Some((2024, 5, 29)));
        assert_eq!(guess("2024年5月号"), None);
    }

    #[test]
    fn a_time_of_day_that_is_glued_to_the_day_is_no_part_of_it() {
        let day = |s: &str| read(s).map(|(day, length)| (day, s[..length].to_owned()));
        assert_eq!(day("2013-08-020：0"), Some(((2013, 8, 2), "2013-08-02".into())));
        assert_eq!(day("2024-12-2009：16"), Some(((2024, 12, 20), "2024-12-20".into())));
        assert_eq!(day("2013-8-29：05"), Some(((2013, 8, 2), "2013-8-2".into())));
        assert_eq!(day("2012-07-260：0作者"), Some(((2012, 7, 26), "2012-07-26".into())));
        assert_eq!(whole("2013-08-020：0"), Some(DateReading::Whole((2013, 8, 2))));
        assert_eq!(whole("2024年5月29日10：30"), Some(DateReading::Whole((2024, 5, 29))));
    }

    #[test]
    fn letters_for_figures_and_numbers_of_notes_are_seen_through() {
        assert_eq!(read("20l5年8月11日").map(|found| found.0), Some((2015, 8, 11)));
        assert!(matches!(whole("二ΟΟ八年六月三日〔1〕"), Some(DateReading::Whole((2008, 6, 3)))));
        assert!(whole("〔1〕").is_none());
    }

    #[test]
    fn a_damaged_date_keeps_its_year() {
        assert_eq!(whole("2019年731"), Some(DateReading::Damaged(Some((2019, 7, 31)))));
        assert_eq!(whole("20234"), Some(DateReading::Damaged(None)));
        assert_eq!(year_of_damaged("20234"), Some(2023));
        assert_eq!(year_of_damaged("2019年731"), Some(2019));
        assert_eq!(year_of_damaged("二〇二四年月日"), Some(2024));
        assert_eq!(year_of_damaged("二О一二年八月"), Some(2012));
        assert_eq!(year_of_damaged("54日"), None);
    }

    #[test]
    fn numbers_of_letters_are_no_damaged_dates() {
        assert_eq!(whole("54号"), None);
        assert_eq!(whole("2024年529号"), None);
        assert_eq!(whole("2024年第29号"), None);
    }

    #[test]
    fn a_day_that_its_month_does_not_have_is_no_date() {
        for day in ["2024年4月31日", "2023年2月29日", "2024年5月32日", "2024年13月1日", "2024年5月0日"]
        {
            assert_eq!(read(day), None, "{day}");
        }
        assert_eq!(read("2024年4月30日"), Some(((2024, 4, 30), "2024年4月30日".len())));
        assert_eq!(read("2024年2月29日"), Some(((2024, 2, 29), "2024年2月29日".len())));
    }
}
