//! Ordinals that open the items of a series: 一是, 一要, 首先, 其一, 第一, （一）, 1.
//!
//! In: canonical text at a place where an item may begin. Out: family, number, length. Whether a series
//! really runs there is for the parser to see.

use dafu_words::numerals;

/// A family of ordinals; the order is from the outermost to the innermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    /// 一、
    Han,
    /// （一）
    HanRound,
    /// 第一，
    Ordinal,
    /// 1. 1、
    Arabic,
    /// （1） 1）
    ArabicRound,
    /// ①
    Circled,
    /// 一是 一要 一为
    Is,
    /// 首先 其次 再次 最后
    First,
    /// 其一
    One,
}

/// One ordinal as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ordinal {
    /// Which family.
    pub family: Family,
    /// Its number, from 1; 0 for 最后 (the next one, whichever it is).
    pub number: u32,
    /// Length in bytes.
    pub length: usize,
}

/// Words that continue a series begun by 首先.
const FIRST_WORDS: &[(&str, u32)] =
    &[("首先", 1), ("其次", 2), ("再次", 3), ("第三", 3), ("然后", 3), ("最后", 0), ("此外", 0), ("再者", 3)];

/// True for a character after which 一是 may open a series without a mark between: 我局一是…
pub(crate) fn may_precede(c: char) -> bool {
    matches!(c, '局' | '厅' | '委' | '们' | '将' | '办' | '府')
}

/// The ordinal at the start of `s`.
pub(crate) fn read(s: &str) -> Option<Ordinal> {
    let first = s.chars().next()?;
    // One character that is the whole ordinal, counted from the sign of one.
    let sign = |one: char, family| {
        Some(Ordinal { family, number: first as u32 - one as u32 + 1, length: first.len_utf8() })
    };
    match first {
        '（' => bracketed(s),
        '①'..='⑳' => sign('①', Family::Circled),
        '⒈'..='⒛' => sign('⒈', Family::Arabic),
        '⑴'..='⒇' => sign('⑴', Family::ArabicRound),
        '㈠'..='㈩' => sign('㈠', Family::HanRound),
        '首' | '再' | '最' | '然' => first_words(s),
        '其' => {
            let rest = &s['其'.len_utf8()..];
            match rest.chars().next()? {
                '次' => first_words(s),
                c => {
                    let number = numerals::figure(c).filter(|&n| n > 0)?;
                    let length = '其'.len_utf8() + c.len_utf8();
                    Some(Ordinal { family: Family::One, number, length })
                }
            }
        }
        '第' => {
            let rest = &s['第'.len_utf8()..];
            let (number, length) = numerals::read(rest)?;
            let after = rest[length..].chars().next()?;
            matches!(after, '，' | '、' | '：' | '.' | '是').then_some(Ordinal {
                family: Family::Ordinal,
                number,
                length: '第'.len_utf8() + length + after.len_utf8(),
            })
        }
        '0'..='9' => {
            let (number, length) = numerals::read(s)?;
            let mut after = s[length..].chars();
            let mark = after.next()?;
            let next = after.next()?;
            let family = match mark {
                '.' | '、' | '．' => Family::Arabic,
                '）' => Family::ArabicRound,
                _ => return None,
            };
            let plain = length <= 2 && number > 0 && !next.is_ascii_digit();
            plain.then_some(Ordinal { family, number, length: length + mark.len_utf8() })
        }
        c if numerals::is_numeral(c) => {
            let (number, length) = numerals::read(s)?;
            let rest = &s[length..];
            let mut after = rest.chars();
            let mark = after.next()?;
            let next = after.next()?;
            let family = match mark {
                // 一、二年级 and 一、二级公路 are no ordinals: a figure follows at once.
                '、' | '.' if !numerals::is_numeral(next) => Family::Han,
                '是' | '要' | '为' | '则' | '抓' | '靠' | '促' | '盯' | '查' | '补' | '推' | '强' | '管'
                | '来'
                    if number <= 20 && next != '否' =>
                {
                    Family::Is
                }
                _ => return None,
            };
            (number > 0).then_some(Ordinal { family, number, length: length + mark.len_utf8() })
        }
        _ => None,
    }
}

/// What the points of a proposal are called.
const POINTS: &[&str] = &["建议", "问题", "意见", "诉求"];

/// `建议一：`, `问题二、`: a numbered point of the proposal that heads its answer.
pub(crate) fn point(s: &str) -> Option<Ordinal> {
    let rest = POINTS.iter().find_map(|word| s.strip_prefix(word))?;
    let (number, length) = numerals::read(rest)?;
    let mark = rest[length..].chars().next().filter(|c| matches!(c, '：' | '、' | '，'))?;
    let length = s.len() - rest.len() + length + mark.len_utf8();
    (1..=40).contains(&number).then_some(Ordinal { family: Family::Han, number, length })
}

fn bracketed(s: &str) -> Option<Ordinal> {
    let inner = &s['（'.len_utf8()..];
    let (number, length) = numerals::read(inner)?;
    let family =
        if inner.starts_with(|c: char| c.is_ascii_digit()) { Family::ArabicRound } else { Family::HanRound };
    // （一期）, （2023）: not a bare small number in brackets.
    let closed = inner[length..].starts_with('）') && (1..=40).contains(&number);
    closed.then_some(Ordinal { family, number, length: 2 * '（'.len_utf8() + length })
}

fn first_words(s: &str) -> Option<Ordinal> {
    let (word, number) = FIRST_WORDS.iter().find(|row| s.starts_with(row.0))?;
    Some(Ordinal { family: Family::First, number: *number, length: word.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(s: &str) -> Option<(Family, u32)> {
        read(s).map(|ordinal| (ordinal.family, ordinal.number))
    }

    #[test]
    fn ordinals_of_each_family_are_read() {
        assert_eq!(seen("一是建设"), Some((Family::Is, 1)));
        assert_eq!(seen("十二要抓"), Some((Family::Is, 12)));
        assert_eq!(seen("（三）加强"), Some((Family::HanRound, 3)));
        assert_eq!(seen("2.推进"), Some((Family::Arabic, 2)));
        assert_eq!(seen("⑵推进"), Some((Family::ArabicRound, 2)));
        assert_eq!(seen("㈢推进"), Some((Family::HanRound, 3)));
        assert_eq!(seen("其二，"), Some((Family::One, 2)));
        assert_eq!(seen("其次是"), Some((Family::First, 2)));
        assert_eq!(seen("第一，建"), Some((Family::Ordinal, 1)));
        assert_eq!(seen("二抓落实"), Some((Family::Is, 2)));
        assert_eq!(point("建议二：压缩时限").map(|ordinal| ordinal.number), Some(2));
        assert_eq!(point("建议增设路灯"), None);
    }

    #[test]
    fn false_friends_are_no_ordinals() {
        assert_eq!(seen("一、二年级"), None);
        assert_eq!(seen("（一期）："), None);
        assert_eq!(seen("2.5万元"), None);
        assert_eq!(seen("第一季度"), None);
        assert_eq!(seen("2023年"), None);
        assert_eq!(seen("其他"), None);
    }

    #[test]
    fn a_large_number_in_brackets_is_no_ordinal() {
        assert_eq!(seen("（40）推进"), Some((Family::ArabicRound, 40)));
        assert_eq!(seen("（41）推进"), None);
        assert_eq!(seen("（2023）推进"), None);
    }
}
