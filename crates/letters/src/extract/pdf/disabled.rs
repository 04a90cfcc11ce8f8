//! What a build without the feature `pdf` makes of a PDF.
//!
//! In: the bytes of a PDF. Out: that this build reads none. Nothing is looked at.

use super::sniff::NAME;
use crate::extract::format::{Caps, ExtractError, Extracted};

/// Refuses a PDF.
pub(super) fn read(_: &[u8], _: &Caps) -> Result<Extracted, ExtractError> {
    Err(ExtractError::NoReader(NAME))
}

#[cfg(test)]
mod tests {
    use crate::extract::{ExtractError, extract};

    #[test]
    fn a_pdf_is_known_and_the_build_says_that_it_reads_none() {
        let error = extract(b"%PDF-1.7\n1 0 obj <<>> endobj").unwrap_err();
        assert!(matches!(error, ExtractError::NoReader("pdf")));
        assert_eq!(
            (error.code(), error.to_string().as_str()),
            ("no_reader", "fault_no_reader {format: pdf}")
        );
    }
}
