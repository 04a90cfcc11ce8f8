//! How word processors count the paragraphs of a list: 一 二 三, 1 2 3, ① ② ③, a b c.
//!
//! In: a number and one of the ways of counting. Out: the number as a page shows it. The ways are known by the names
//! that Office Open XML has for them and by the codes of the older binary files. What is written around a number
//! (（一）, 1.) is the list's business.

use dafu_words::numerals;

/// A way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// 1 2 3
    Decimal,
    /// 01 02 03
    DecimalZero,
    /// I II III
    UpperRoman,
    /// i ii iii
    LowerRoman,
    /// A B C … AA BB
    UpperLetter,
    /// a b c … aa bb
    LowerLetter,
    /// One sign a number; beyond the last, decimal.
    Signs(&'static str),
    /// One sign a digit, zero first.
    Digits(&'static str),
    /// In words below a hundred, from there on one sign a digit: 九十九, 一○○.
    Short,
    /// In words: 一百零一.
    Words(&'static Words),
    /// `- 1 -`
    Dashed,
    /// The text of the level and no number.
    Bullet,
    /// No number.
    Silent,
}

/// Signs of a way of counting in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Zero to nine.
    digits: &'static str,
    /// Ten, hundred, thousand.
    units: [char; 3],
    /// What stands for places left out in the middle, if anything does.
    gap: Option<char>,
    /// A one before a unit is not written: 百十一, not 一百一十一.
    silent_one: bool,
    /// Numbers below this are written as everywhere: 十二, not 一十二.
    plain_below: u32,
}

const HAN: &str = "〇一二三四五六七八九";
const ROUND: &str = "○一二三四五六七八九";
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖";
const LEGAL_OLD: &str = "零壹貳參肆伍陸柒捌玖";
const WIDE: &str = "０１２３４５６７８９";
const UNITS: [char; 3] = ['十', '百', '千'];
const LEGAL_UNITS: [char; 3] = ['拾', '佰', '仟'];
/// From here on the digits are written one after the other.
const SPELLED: u32 = 10_000;

static THOUSAND: Words =
    Words { digits: HAN, units: UNITS, gap: Some('零'), silent_one: false, plain_below: 1000 };
static JAPANESE: Words = Words { digits: HAN, units: UNITS, gap: None, silent_one: true, plain_below: 0 };
static BANK: Words =
    Words { digits: LEGAL, units: LEGAL_UNITS, gap: Some('零'), silent_one: false, plain_below: 0 };
static BANK_OLD: Words =
    Words { digits: LEGAL_OLD, units: LEGAL_UNITS, gap: Some('零'), silent_one: false, plain_below: 0 };

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// Name, code, way. What is not here is shown as decimal.
const WAYS: &[(&str, u16, Counting)] = &[
    ("decimal", 0, Counting::Decimal),
    ("upperRoman", 1, Counting::UpperRoman),
    ("lowerRoman", 2, Counting::LowerRoman),
    ("upperLetter", 3, Counting::UpperLetter),
    ("lowerLetter", 4, Counting::LowerLetter),
    ("ideographDigital", 10, Counting::Digits(HAN)),
    ("japaneseCounting", 11, Counting::Words(&JAPANESE)),
    ("decimalFullWidth", 14, Counting::Digits(WIDE)),
    ("japaneseLegal", 16, Counting::Words(&BANK_OLD)),
    ("japaneseDigitalTenThousand", 17, Counting::Digits(HAN)),
    ("decimalEnclosedCircle", 18, Counting::Signs(CIRCLED)),
    ("decimalFullWidth2", 19, Counting::Digits(WIDE)),
    ("decimalZero", 22, Counting::DecimalZero),
    ("bullet", 23, Counting::Bullet),
    ("decimalEnclosedFullstop", 26, Counting::Signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")),
    ("decimalEnclosedParen", 27, Counting::Signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")),
    ("decimalEnclosedCircleChinese", 28, Counting::Signs(CIRCLED)),
    ("ideographEnclosedCircle", 29, Counting::Signs("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")),
    ("ideographTraditional", 30, Counting::Signs(STEMS)),
    ("ideographZodiac", 31, Counting::Signs(BRANCHES)),
    ("taiwaneseCounting", 33, Counting::Short),
    ("ideographLegalTraditional", 34, Counting::Words(&BANK_OLD)),
    ("taiwaneseCountingThousand", 35, Counting::Words(&THOUSAND)),
    ("taiwaneseDigital", 36, Counting::Digits(ROUND)),
    ("chineseCounting", 37, Counting::Short),
    ("chineseLegalSimplified", 38, Counting::Words(&BANK)),
    ("chineseCountingThousand", 39, Counting::Words(&THOUSAND)),
    ("numberInDash", 57, Counting::Dashed),
    ("none", 255, Counting::Silent),
];

impl Counting {
    /// The way of this name in Office Open XML.
    pub(super) fn named(name: &str) -> Counting {
        WAYS.iter().find(|way| way.0 == name).map_or(Counting::Decimal, |way| way.2)
    }

    /// The way of this code in binary Word files and in RTF.
    pub(super) fn coded(code: u16) -> Counting {
        WAYS.iter().find(|way| way.1 == code).map_or(Counting::Decimal, |way| way.2)
    }

    /// `n` as a page shows it.
    pub(super) fn show(self, n: u32) -> String {
        match self {
            Counting::Decimal => n.to_string(),
            Counting::DecimalZero => format!("{n:02}"),
            Counting::UpperRoman => roman(n),
            Counting::LowerRoman => roman(n).to_lowercase(),
            Counting::UpperLetter => letters(n, b'A'),
            Counting::LowerLetter => letters(n, b'a'),
            Counting::Signs(signs) => {
                let sign = n.checked_sub(1).and_then(|before| signs.chars().nth(before as usize));
                sign.map_or_else(|| n.to_string(), String::from)
            }
            Counting::Digits(digits) => spelled(digits, n),
            Counting::Short if (1..100).contains(&n) => numerals::written(n),
            Counting::Short => spelled(ROUND, n),
            Counting::Words(words) => words.show(n),
            Counting::Dashed => format!("- {n} -"),
            Counting::Bullet | Counting::Silent => String::new(),
        }
    }
}

/// The digits of `n` one after the other.
fn spelled(signs: &str, n: u32) -> String {
    let sign = |c: char| signs.chars().nth(c.to_digit(10)? as usize);
    n.to_string().chars().filter_map(sign).collect()
}

impl Words {
    fn show(&self, n: u32) -> String {
        if n == 0 || n >= SPELLED {
            return spelled(self.digits, n);
        }
        if n < self.plain_below {
            return numerals::written(n);
        }
        let mut out = String::new();
        let mut skipped = false;
        for (place, scale) in (0..4usize).zip([1, 10, 100, 1000]).rev().filter(|(_, scale)| n >= *scale) {
            let digit = (n / scale % 10) as usize;
            if digit == 0 {
                skipped = true;
                continue;
            }
            out.extend(self.gap.filter(|_| skipped));
            skipped = false;
            let silent = self.silent_one && digit == 1 && place > 0;
            out.extend(self.digits.chars().nth(digit).filter(|_| !silent));
            out.extend(place.checked_sub(1).and_then(|unit| self.units.get(unit)));
        }
        out
    }
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 4999 {
        return n.to_string();
    }
    let (mut rest, mut out) = (n, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            out += sign;
            rest -= value;
        }
    }
    out
}

/// A to Z, then AA to ZZ, AAA to ZZZ and so on.
fn letters(n: u32, first: u8) -> String {
    match n.checked_sub(1) {
        Some(before) if before < 26 * 30 => {
            let letter = char::from(first + (before % 26) as u8);
            std::iter::repeat_n(letter, before as usize / 26 + 1).collect()
        }
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_pages_show_them() {
        let cases = [
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 105, "一○五"),
            ("chineseCountingThousand", 12, "十二"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCounting", 0, "○"),
            ("chineseCounting", 100, "一○○"),
            ("chineseCountingThousand", 0, "〇"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 999, "九百九十九"),
            ("chineseCountingThousand", 1000, "一千"),
            ("chineseCountingThousand", 1012, "一千零一十二"),
            ("chineseCountingThousand", 10_000, "一〇〇〇〇"),
            ("japaneseCounting", 1_101, "千百一"),
            ("japaneseCounting", 20, "二十"),
            ("chineseLegalSimplified", 1_001, "壹仟零壹"),
            ("japaneseLegal", 3_020, "參仟零貳拾"),
            ("japaneseCounting", 111, "百十一"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 99, "99"),
            ("ideographTraditional", 2, "乙"),
            ("decimalFullWidth", 12, "１２"),
            ("upperRoman", 14, "XIV"),
            ("lowerLetter", 28, "bb"),
            ("decimalZero", 7, "07"),
            ("none", 7, ""),
            ("of another maker", 7, "7"),
        ];
        for (name, n, shown) in cases {
            assert_eq!(Counting::named(name).show(n), shown, "{name} {n}");
        }
        assert_eq!(Counting::coded(39).show(20), "二十");
        assert_eq!(Counting::coded(39).show(u32::MAX).chars().count(), 10);
    }
}
