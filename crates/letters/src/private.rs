//! Numbers that are nobody else's business: telephone numbers of people and offices, identity numbers.
//!
//! In: a text. Out: the same with `*` for each of their digits, byte for byte as long, so that every place in it stays true. Hotlines
//! (12345, 110), document and case numbers, credit codes, accounts, dates and amounts are none. Where such a number stands does not
//! matter, but a number without an area code needs a word for it near by, or a passage that tells of contacts.

use std::borrow::Cow;

use crate::reply::model::BlockKind;

/// Words before a number, or right behind it, that make it a telephone's.
const TELEPHONES: &[&str] = &[
    "电话",
    "联系方式",
    "联系人",
    "联系",
    "手机",
    "传真",
    "致电",
    "拨打",
    "来电",
    "座机",
    "承办",
    "经办",
    "话：",
    "tel",
    "TEL",
    "Tel",
];
/// Words before a number that make it something else.
const OTHERS: &[&str] = &[
    "账号",
    "帐号",
    "账户",
    "帐户",
    "编号",
    "单号",
    "代码",
    "证号",
    "文号",
    "案号",
    "卡号",
    "许可",
    "备案",
    "流水",
    "序列号",
    "热线",
];
/// What stands after amounts and counts.
const UNITS: &[char] = &[
    '万', '亿', '元', '人', '户', '件', '次', '个', '平', '公', '米', '吨', '名', '亩', '千', '立', '度',
    '%', '％', '号', '年', '.', '．',
];
/// How far before a number a word is looked for, digits and white space not counted.
const REACH: usize = 16;

/// A run of digits.
struct Digits {
    /// First character and one past the last, as indices into the characters.
    from: usize,
    to: usize,
    digits: String,
    /// What joins it to the run before: none where they stand apart.
    joined: Option<Joint>,
}

/// What can stand between the parts of one number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Space,
    Hyphen,
    Bracket,
}

/// Fewest digits of a private number: a telephone's without its area.
const SHORTEST: usize = 7;

/// `text` with every private number masked. `contacts` tells that it stands where contacts are told.
pub fn masked(text: &str, contacts: bool) -> Cow<'_, str> {
    if text.chars().filter(|&c| value(c).is_some()).nth(SHORTEST - 1).is_none() {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let runs = runs(&chars);
    let mut hidden = vec![false; chars.len()];
    let (mut at, mut told) = (0, false);
    while at < runs.len() {
        match number(&chars, &runs, at, contacts) {
            Some(count) => {
                let (first, last) = (runs[at].from, runs[at + count - 1].to);
                hidden[first..last].fill(true);
                // The check character of an identity number.
                if chars.get(last).is_some_and(|&c| is_x(c)) {
                    hidden[last] = true;
                }
                told = true;
                at += count;
            }
            None => at += 1,
        }
    }
    if !told {
        return Cow::Borrowed(text);
    }
    let star = |(index, &c): (usize, &char)| match hidden[index] {
        true if c.is_ascii_digit() || c == 'x' || c == 'X' => '*',
        true if value(c).is_some() || is_x(c) => '＊',
        _ => c,
    };
    Cow::Owned(chars.iter().enumerate().map(star).collect())
}

/// True for the roles of passages that tell who may be reached.
pub fn tells_contacts(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Contact | BlockKind::Signer | BlockKind::Cc | BlockKind::Closing | BlockKind::Signature
    )
}

/// The digit that a character is, of either width.
fn value(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

fn is_x(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ')
}

fn joint(between: &[char]) -> Option<Joint> {
    let mut kind = Joint::Space;
    if between.len() > 2 {
        return None;
    }
    for &c in between {
        match c {
            ' ' | '\u{3000}' | '\u{a0}' => {}
            '-' | '－' | '‐' | '‑' | '–' | '—' | '−' => kind = Joint::Hyphen,
            ')' | '）' => kind = Joint::Bracket,
            _ => return None,
        }
    }
    Some(kind)
}

fn runs(chars: &[char]) -> Vec<Digits> {
    let mut runs: Vec<Digits> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if value(chars[at]).is_none() {
            at += 1;
            continue;
        }
        let from = at;
        let mut digits = String::new();
        while let Some(digit) = chars.get(at).copied().and_then(value) {
            digits.push(digit);
            at += 1;
        }
        let joined = runs.last().and_then(|last| joint(&chars[last.to..from]));
        runs.push(Digits { from, to: at, digits, joined });
    }
    runs
}

/// How many runs from `at` on are a private number; none when it begins none.
fn number(chars: &[char], runs: &[Digits], at: usize, contacts: bool) -> Option<usize> {
    // Most figures have too few digits: what stands before them need not be looked at.
    let joined = runs.iter().skip(at + 1).take_while(|run| run.joined.is_some());
    let digits: usize = runs.iter().skip(at).take(1).chain(joined).map(|run| run.digits.len()).sum();
    if digits < SHORTEST {
        return None;
    }
    if let Some(count) = identity(chars, runs, at) {
        return Some(count);
    }
    let before = before(chars, runs[at].from);
    let other = OTHERS.iter().filter_map(|word| before.rfind(word)).max();
    let phone = TELEPHONES.iter().filter_map(|word| before.rfind(word)).max();
    // The nearer word tells.
    if other > phone || is_attached(chars, runs, at, phone.is_some()) {
        return None;
    }
    let beside =
        |count: usize| contacts || phone.is_some() || is_named_behind(chars, runs[at + count - 1].to);
    if let Some(count) = mobile(runs, at).filter(|&count| ends(chars, runs, at, count)) {
        return Some(count);
    }
    let (count, strict) = landline(runs, at)?;
    let date = runs[at].digits.len() == 8 && count == 1 && is_date(&runs[at].digits);
    let known = strict || (beside(count) && !date);
    if !known || !ends(chars, runs, at, count) {
        return None;
    }
    let extension = runs.get(at + count).is_some_and(|next| next.joined == Some(Joint::Hyphen));
    Some(count + usize::from(extension))
}

/// An identity number of 18 characters: a day of birth within, a check digit at its end.
fn identity(chars: &[char], runs: &[Digits], at: usize) -> Option<usize> {
    if at_word(chars, runs[at].from) {
        return None;
    }
    for lengths in [&[18][..], &[17], &[6, 8, 4], &[6, 8, 3], &[6, 12], &[6, 11], &[14, 4], &[14, 3]] {
        let Some(mut joined) = together(runs, at, lengths) else { continue };
        let last = runs[at + lengths.len() - 1].to;
        let mut end = last;
        if joined.len() == 17 && chars.get(last).is_some_and(|&c| is_x(c)) {
            joined.push('X');
            end += 1;
        }
        let whole = chars.get(end).is_none_or(|c| !c.is_ascii_alphanumeric() && value(*c).is_none());
        if joined.len() == 18 && whole && is_date(&joined[6..14]) && is_checked(&joined) {
            return Some(lengths.len());
        }
    }
    None
}

/// True when the last character is what the others make of it (GB 11643).
fn is_checked(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
    let check = (12 - sum % 11) % 11;
    number.chars().last().is_some_and(|last| last.to_digit(10).unwrap_or(10) == check)
}

/// The digits of runs of these lengths that are joined to one another.
fn together(runs: &[Digits], at: usize, lengths: &[usize]) -> Option<String> {
    let parts = runs.get(at..at + lengths.len())?;
    let fit = parts.iter().zip(lengths).all(|(part, &length)| part.digits.len() == length);
    let joined = parts.iter().skip(1).all(|part| part.joined.is_some());
    (fit && joined).then(|| parts.iter().map(|part| part.digits.as_str()).collect())
}

/// A mobile telephone's number, perhaps with the country's before it.
fn mobile(runs: &[Digits], at: usize) -> Option<usize> {
    let is_mobile = |digits: &str| {
        digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
    };
    if let Some(rest) = ["0086", "86"].iter().find_map(|code| runs[at].digits.strip_prefix(code)) {
        if is_mobile(rest) {
            return Some(1);
        }
        if rest.is_empty() && runs.get(at + 1).is_some_and(|next| next.joined.is_some()) {
            return mobile(runs, at + 1).map(|count| count + 1);
        }
    }
    let ways = [&[11][..], &[3, 4, 4], &[3, 8], &[7, 4], &[4, 7], &[3, 3, 5], &[4, 3, 4]];
    let way = ways.iter().find(|way| together(runs, at, way).is_some_and(|digits| is_mobile(&digits)))?;
    Some(way.len())
}

/// A landline's number, and whether its form alone tells it: an area code, a hyphen or bracket, the number.
fn landline(runs: &[Digits], at: usize) -> Option<(usize, bool)> {
    let area = |digits: &str| digits.starts_with('0') && matches!(digits.len(), 3 | 4);
    let local = |at: usize, any: bool| -> Option<usize> {
        let ways = [&[7][..], &[8], &[4, 4], &[3, 4]];
        let begins = any || runs.get(at)?.digits.starts_with(['2', '3', '4', '5', '6', '7', '8']);
        ways.iter().find(|way| begins && together(runs, at, way).is_some()).map(|way| way.len())
    };
    if area(&runs[at].digits) {
        let next = runs.get(at + 1)?;
        let strict = matches!(next.joined?, Joint::Hyphen | Joint::Bracket);
        // After an area code every number of that length is one.
        return local(at + 1, true).map(|count| (count + 1, strict));
    }
    let whole = &runs[at].digits;
    if whole.starts_with('0') && (10..=12).contains(&whole.len()) {
        return Some((1, false));
    }
    // 400-811-8888 is a hotline.
    if at > 0 && runs[at].joined.is_some() && matches!(runs[at - 1].digits.as_str(), "400" | "800") {
        return None;
    }
    local(at, false).map(|count| (count, false))
}

/// True when nothing goes on behind the number: no further digits of one that is longer, no letter, no unit of an amount.
fn ends(chars: &[char], runs: &[Digits], at: usize, count: usize) -> bool {
    let next = runs.get(at + count);
    let goes_on = next.is_some_and(|next| match next.joined {
        Some(Joint::Hyphen) => next.digits.len() > 5,
        Some(_) if count > 1 || runs[at].digits.len() < 7 => {
            next.digits.len() < 7
                && mobile(runs, at + count).is_none()
                && landline(runs, at + count).is_none()
        }
        _ => false,
    });
    let behind = chars.get(runs[at + count - 1].to).copied();
    !goes_on && behind.is_none_or(|c| !c.is_ascii_alphabetic() && !UNITS.contains(&c))
}

/// True when the number is part of a longer one or of a code with letters.
fn is_attached(chars: &[char], runs: &[Digits], at: usize, phone: bool) -> bool {
    let hyphen = runs[at].joined == Some(Joint::Hyphen) && !phone;
    let point =
        runs[at].from > 0 && matches!(chars[runs[at].from - 1], '.' | '．' | '¥' | '￥' | '〕' | ']' | '】');
    hyphen || point || (at_word(chars, runs[at].from) && !phone)
}

/// True when a letter stands right before.
fn at_word(chars: &[char], from: usize) -> bool {
    from > 0 && chars[from - 1].is_ascii_alphabetic()
}

/// The characters before a number to the beginning of its sentence, those nearest, without digits and white space.
fn before(chars: &[char], from: usize) -> String {
    let ends = |c: &char| matches!(c, '。' | '；' | '\n' | '！' | '？');
    let near = chars[..from].iter().rev().take_while(|c| !ends(c));
    let mut near: Vec<char> =
        near.filter(|c| !c.is_whitespace() && value(**c).is_none()).take(REACH).copied().collect();
    near.reverse();
    near.into_iter().collect()
}

/// True when a word for telephones stands right behind: 8231990（办公电话）.
fn is_named_behind(chars: &[char], to: usize) -> bool {
    let behind: String = chars[to..].iter().take(6).collect();
    let inner = behind.strip_prefix(['（', '(']).unwrap_or("");
    ["电话", "手机", "传真", "办公电话"].iter().any(|word| inner.starts_with(word))
}

/// True for `yyyymmdd`.
fn is_date(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits[from..to].parse::<u32>().unwrap_or(0);
    matches!(part(0, 4), 1900..=2099) && matches!(part(4, 6), 1..=12) && matches!(part(6, 8), 1..=31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_numbers_are_masked_in_every_writing_and_nothing_moves() {
        for (text, shown) in [
            ("请拨13812345678咨询", "请拨***********咨询"),
            ("138 1234 5678", "*** **** ****"),
            ("138-1234-5678、13912345678", "***-****-****、***********"),
            ("+86 13812345678", "+** ***********"),
            ("联系人：沈某，１３８１２３４５６７８", "联系人：沈某，＊＊＊＊＊＊＊＊＊＊＊"),
            ("电话：0431-88970000。", "电话：****-********。"),
            ("丙 0369-1234567", "丙 ****-*******"),
            ("（0431）88970000", "（****）********"),
            ("联系电话：8231990、8231991", "联系电话：*******、*******"),
            ("联 系 电 话：8231990", "联 系 电 话：*******"),
            ("电话：0431-88970000-8012", "电话：****-********-****"),
            ("此件由政务服务科承办（8230140）", "此件由政务服务科承办（*******）"),
            ("8231990（办公电话）", "*******（办公电话）"),
            ("身份证11010519491231002X，", "身份证******************，"),
            ("１１０１０５１９４９１２３１００２Ｘ", "＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊"),
            ("110105 19491231 002X", "****** ******** ****"),
        ] {
            let masked = masked(text, false);
            assert_eq!(masked, shown);
            assert_eq!(masked.len(), text.len());
        }
    }

    #[test]
    fn numbers_of_other_kinds_stay() {
        for text in [
            "请拨打12345或110、12315，服务热线：0431-88970000",
            "安科发〔2024〕12号，第2024135号提案",
            "统一社会信用代码91220101MA0Y12345X",
            "账号：13812345678",
            "项目编号2024-13812345678-01",
            "6222 0213 0812 3456 789",
            "投资13812345678元，面积8231990平方米",
            "2024年5月29日至2025-01-31，20240529",
            "110105194912310021",
            "电话：400-811-8888",
            "邮编：130000，电话12345",
            "共8231990",
            "A13812345678",
        ] {
            assert_eq!(masked(text, false), text);
        }
    }

    #[test]
    fn where_contacts_are_told_a_bare_number_is_a_telephone() {
        assert_eq!(masked("丙 8231990", true), "丙 *******");
        assert_eq!(masked("丙 8231990", false), "丙 8231990");
        assert_eq!(masked("2024年5月29日 20240529 130000", true), "2024年5月29日 20240529 130000");
    }
}
