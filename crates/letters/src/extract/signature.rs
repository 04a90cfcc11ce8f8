//! Magic numbers of formats that are no plain text, and markup that is none.
//!
//! In: the first bytes of a file. Out: the name of the format they announce. A format that has a reader
//! of its own keeps its signature here too; the order of the format table decides who reads.

use super::office_xml;

/// Name, offset and magic bytes, the longer signature before one that it begins with.
const SIGNATURES: &[(&str, usize, &[u8])] = &[
    ("pdf", 0, b"%PDF-"),
    ("pdf", 3, b"%PDF-"),
    ("zip", 0, b"PK\x03\x04"),
    ("zip", 0, b"PK\x05\x06"),
    ("zip", 0, b"PK\x07\x08"),
    ("ole2", 0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    ("rtf", 0, b"{\\rtf"),
    ("png", 0, b"\x89PNG\r\n\x1A\n"),
    ("jpeg", 0, b"\xFF\xD8\xFF"),
    ("gif", 0, b"GIF87a"),
    ("gif", 0, b"GIF89a"),
    ("tiff", 0, b"II*\0"),
    ("tiff", 0, b"MM\0*"),
    ("webp", 8, b"WEBPVP8"),
    ("gzip", 0, b"\x1F\x8B\x08"),
    ("bzip2", 4, b"1AY&SY"),
    ("xz", 0, b"\xFD7zXZ\0"),
    ("zstd", 0, b"\x28\xB5\x2F\xFD"),
    ("7z", 0, b"7z\xBC\xAF\x27\x1C"),
    ("rar", 0, b"Rar!\x1A\x07"),
    ("tar", 257, b"ustar"),
    ("elf", 0, b"\x7FELF"),
    ("exe", 0, b"MZ\x90\0"),
    ("class", 0, b"\xCA\xFE\xBA\xBE"),
    ("sqlite", 0, b"SQLite format 3\0"),
    ("mp3", 0, b"ID3\x03"),
    ("mp3", 0, b"ID3\x04"),
    ("mp4", 4, b"ftyp"),
    ("mhtml", 0, b"MIME-Version: 1.0"),
    ("mhtml", 0, b"From: <Saved by "),
    ("ogg", 0, b"OggS\0"),
    ("wasm", 0, b"\0asm"),
];

/// The binary format that `bytes` announce, if any.
pub(super) fn of(bytes: &[u8]) -> Option<&'static str> {
    let announced = |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(magic));
    if is_bitmap(bytes) {
        return Some("bmp");
    }
    if office_xml::kind(bytes).is_some() {
        return Some("office-xml");
    }
    SIGNATURES.iter().find(|(_, offset, magic)| announced(*offset, magic)).map(|(name, _, _)| *name)
}

/// `BM` alone could begin a text; the four reserved zero bytes of a bitmap's header could not.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_binary_formats_are_named() {
        assert_eq!(of(b"%PDF-1.7\n%\xE2\xE3"), Some("pdf"));
        assert_eq!(of(b"\xEF\xBB\xBF%PDF-1.4"), Some("pdf"));
        assert_eq!(of(b"PK\x03\x04\x14\0"), Some("zip"));
        assert_eq!(of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"), Some("ole2"));
        assert_eq!(of(b"MIME-Version: 1.0\r\nContent-Type: multipart/related"), Some("mhtml"));
        assert_eq!(of(b"BM\x36\0\0\0\0\0\0\0\x36"), Some("bmp"));
    }

    #[test]
    fn text_that_begins_with_capitals_is_no_bitmap() {
        assert_eq!(of("BMI 指数".as_bytes()), None);
        assert_eq!(of(b""), None);
    }
}
