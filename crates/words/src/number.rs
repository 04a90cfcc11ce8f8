//! Keys under which numbers and citations are looked up, so that ways of writing do not matter.
//!
//! In: a case number, document number or citation in any writing. Out: a folded key; equal keys, equal number.
//! Brackets, spaces and widths never count; leading zeros do not in case numbers.

use crate::fold::fold_str;

/// What stands before and after a number when it is written out.
const NUMBER_FRAME: [&str; 2] = ["第", "号"];

/// Key of a case number: `2024D10` = `2024d10` = `第２０２４Ｄ１０号`, `01025` = `1025`.
pub fn case_key(number: &str) -> String {
    let key = bare(number);
    let significant = key.trim_start_matches('0');
    if significant.is_empty() { key } else { significant.to_owned() }
}

/// Key of a document number: `吉科发人才〔2024〕80号` = `吉科发人才 [2024] 第80号` = `吉科发人才2024年80号`.
pub fn doc_key(number: &str) -> String {
    let [ordinal, _] = NUMBER_FRAME;
    let key = bare(number).replace(ordinal, "");
    match year_and_serial(&key) {
        Some((year, "年", serial)) => {
            format!("{}{}", &key[..year], &key[serial..])
        }
        _ => key,
    }
}

/// The key of a document number when `written` looks like one: it ends with a year and a serial number, which 号, brackets or 年
/// tell from other digits.
pub fn looks_like_doc(written: &str) -> Option<String> {
    let folded = fold_str(written);
    let told = folded.contains(is_bracket) || folded.contains('年') || folded.ends_with('号');
    let bare = bare(written).replace(NUMBER_FRAME[0], "");
    year_and_serial(&bare).filter(|_| told)?;
    Some(doc_key(written))
}

/// Where in a key the year before its serial number ends, what stands between (nothing or 年), and where the serial begins; none where
/// the key does not end so.
fn year_and_serial(key: &str) -> Option<(usize, &str, usize)> {
    let digits = |s: &str| s.len() - s.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let last = digits(key);
    let head = &key[..key.len() - last];
    if let Some(before) = head.strip_suffix('年') {
        let year = digits(before);
        let is_year = year == 4 && is_year(&before[before.len() - 4..]);
        return (is_year && (1..=5).contains(&last)).then_some((before.len(), "年", head.len()));
    }
    // Without brackets the year and the serial are one run of digits.
    let run = &key[key.len() - last..];
    let year = run.get(..4).filter(|year| is_year(year))?;
    let serial = head.len() + year.len();
    (5..=9).contains(&last).then_some((serial, "", serial))
}

/// A year in which letters of this kind were written.
fn is_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

/// Key of a citation's head, or of a title.
pub fn citation_key(citation: &str) -> String {
    fold_str(citation).chars().filter(|c| !c.is_whitespace()).collect()
}

fn bare(number: &str) -> String {
    let folded: String = fold_str(number).chars().filter(|&c| !is_bracket(c) && !c.is_whitespace()).collect();
    let [ordinal, mark] = NUMBER_FRAME;
    let key = folded.strip_prefix(ordinal).unwrap_or(&folded);
    key.strip_suffix(mark).unwrap_or(key).to_owned()
}

/// Brackets of every family that the genre puts around a year.
fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | '（'
            | '）'
            | '［'
            | '］'
            | '〖'
            | '〗'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_a_number_share_a_key() {
        for (a, b) in [("01025", "1025"), ("2024D10", "第２０２４d10号"), ("[2023]闭08号", "（2023）闭08")]
        {
            assert_eq!(case_key(a), case_key(b));
        }
        for other in [
            "吉科发人才[2024]80号",
            "吉科发人才﹝2024﹞ 80 号",
            "吉科發人才【２０２４】80",
            "吉科发人才〔2024〕第80号",
            "吉科发人才（2024）80号",
            "吉科发人才2024年80号",
            "吉科发人才2024年第80号",
        ] {
            assert_eq!(doc_key("吉科发人才〔2024〕80号"), doc_key(other), "{other}");
        }
        assert_ne!(case_key("1025"), case_key("10250"));
        assert_eq!(case_key("000"), "000");
    }

    #[test]
    fn document_numbers_are_told_from_other_numbers() {
        for number in [
            "安科发[2024]12号",
            "安科发（2024）12号",
            "2024年80号",
            "〔2024〕80号",
            "安科发2024年第12号",
            "安科发〔2024〕12",
        ] {
            assert!(looks_like_doc(number).is_some(), "{number}");
        }
        for other in [
            "2024年",
            "2024年6月3日",
            "15万元",
            "2024",
            "安科发",
            "第12号提案",
            "20240603",
            "1025号",
            "2024D10",
        ] {
            assert_eq!(looks_like_doc(other), None, "{other}");
        }
    }

    #[test]
    fn spaces_do_not_count_in_a_citation() {
        assert_eq!(citation_key("ABC 2024 D10"), "abc2024d10");
        assert_eq!(citation_key("槐办函 〔2024〕 7号"), "槐办函〔2024〕7号");
    }
}
