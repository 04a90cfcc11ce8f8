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

/// Key of a document number: `吉科发人才〔2024〕80号` = `吉科发人才 [2024] 第80号`.
pub fn doc_key(number: &str) -> String {
    let [ordinal, _] = NUMBER_FRAME;
    bare(number).replace(ordinal, "")
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
        ] {
            assert_eq!(doc_key("吉科发人才〔2024〕80号"), doc_key(other), "{other}");
        }
        assert_ne!(case_key("1025"), case_key("10250"));
        assert_eq!(case_key("000"), "000");
    }

    #[test]
    fn spaces_do_not_count_in_a_citation() {
        assert_eq!(citation_key("ABC 2024 D10"), "abc2024d10");
        assert_eq!(citation_key("槐办函 〔2024〕 7号"), "槐办函〔2024〕7号");
    }
}
