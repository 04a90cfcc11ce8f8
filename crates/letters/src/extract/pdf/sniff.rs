//! Whether bytes are a PDF.
//!
//! In: the bytes of a file. Out: yes or no, in every build, whether it reads PDF or not.

/// The format's name.
pub(super) const NAME: &str = "pdf";

/// Bytes that can stand before the header, as readers have always let them.
const HEADER: usize = 1024;

/// Where the header stands.
pub(super) fn header(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..bytes.len().min(HEADER)).unwrap_or(bytes);
    memchr::memmem::find(head, b"%PDF-")
}

/// True when `bytes` are a PDF, something before its header or not.
pub(super) fn sniff(bytes: &[u8]) -> bool {
    let Some(at) = header(bytes) else { return false };
    // A text that mentions the mark has words before it, and no objects.
    at < 8 || has_trailer(bytes) || has_object(bytes.get(at..).unwrap_or_default())
}

/// True when an object of a PDF follows soon.
fn has_object(bytes: &[u8]) -> bool {
    let near = bytes.get(..bytes.len().min(4 * HEADER)).unwrap_or(bytes);
    memchr::memmem::find(near, b" obj").is_some() && memchr::memmem::find(near, b"<<").is_some()
}

/// True when the file ends as no text does.
fn has_trailer(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(HEADER)..).unwrap_or(bytes);
    memchr::memmem::find(tail, b"%%EOF").is_some() && memchr::memmem::find(tail, b"startxref").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_about_the_mark_is_no_file_of_the_kind() {
        assert!(sniff(b"%PDF-1.7\n"));
        assert!(sniff(b"\xEF\xBB\xBF%PDF-1.4"));
        assert!(!sniff(b"the mark %PDF- begins such a file, and what follows is a text about it"));
    }
}
