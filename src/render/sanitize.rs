//! What must not reach a terminal from a document.

/// True for control characters, bidirectional overrides and other characters that change what a terminal shows.
pub(crate) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// `text` with every harmful character replaced by U+FFFD; line breaks and tabs become spaces.
pub(crate) fn sanitize(text: &str) -> String {
    text.chars().map(safe).collect()
}

/// The character that is shown for `c`.
pub(crate) fn safe(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_harmful(c) => '\u{FFFD}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn escape_sequences_and_bidi_overrides_are_defused() {
        assert_eq!(sanitize("甲\u{1b}[31m乙\u{202e}丙\t丁"), "甲\u{fffd}[31m乙\u{fffd}丙 丁");
    }
}
