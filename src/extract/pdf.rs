//! PDF: the text layer, page by page.
//!
//! In: the bytes of a PDF. Out: paragraphs put together from the positions of its glyphs. The library that reads the file
//! stays behind [`pages`]; what pages mean is `geometry`'s. Files that open with an empty password are opened.

use pdfboss_core::{Document, Error, Page as Source};
use pdfboss_text::{
    FontCache, ReadingOrder, TextSpan, extract_spans_and_rulings_reporting_cached, placed_images,
};

use super::geometry::{self, Page, Run};
use super::{Caps, ExtractError, Extracted, Format};

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: "pdf", sniff, read, binary: true, version: 1 };

/// Bytes before the header that readers put up with.
const BEFORE: usize = 1024;

fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(BEFORE)).unwrap_or_default();
    let Some(at) = memchr::memmem::find(head, b"%PDF-") else { return false };
    // What merely speaks of PDF is no PDF: before the header stand a mark, white space or a mailer's lines.
    at <= 3 || memchr::memmem::find(bytes.get(at..).unwrap_or_default(), b" obj").is_some()
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let recovered = geometry::recover(&pages(bytes, caps)?);
    if recovered.text.paragraphs().is_empty() {
        let scanned = recovered.unread_pages.len() as u32;
        return Err(if scanned > 0 { ExtractError::Scan(scanned) } else { ExtractError::Empty });
    }
    Ok(Extracted {
        text: recovered.text,
        format: FORMAT.name,
        encoding: "",
        notes: recovered.notes,
        fields: Vec::new(),
        unread_pages: recovered.unread_pages,
    })
}

fn failed(error: Error) -> ExtractError {
    match error {
        Error::Encrypted => ExtractError::Encrypted,
        error => ExtractError::Damaged { format: FORMAT.name, what: error.to_string() },
    }
}

/// Encodings with narrow ASCII, each with what it is called instead.
const NARROW: [(&[u8], &[u8]); 4] = [
    (b"/GBK-EUC-H", b"/GBKp-EUC-H"),
    (b"/GBK-EUC-V", b"/GBKp-EUC-V"),
    (b"/GB-EUC-H", b"/GBKp-EUC-H"),
    (b"/GB-EUC-V", b"/GBKp-EUC-V"),
];

/// The bytes with GBK-EUC and GB-EUC called GBKp-EUC.
///
/// These differ in the width of ASCII (and the second has fewer characters). The library, and poppler too, take narrow forms
/// for wide ones (２０２４ for 2024), which cannot be told from wide forms that were typed. Nothing moves: blanks
/// that stand before or behind the name make room, else the end of the font's name.
fn with_narrow_ascii(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (name, other) in NARROW {
        let found: Vec<usize> = memchr::memmem::find_iter(&bytes, name).collect();
        for at in found {
            let is_blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
            let missing = other.len() - name.len();
            let before = (1..=missing).take_while(|&back| at.checked_sub(back).is_some_and(is_blank)).count();
            let behind = missing - before;
            let from = at - before;
            let blank_behind = (0..behind).all(|more| is_blank(at + name.len() + more));
            if let Some(room) = bytes.get_mut(from..from + other.len()).filter(|_| blank_behind) {
                room.copy_from_slice(other);
            } else if let Some(key) = room_in_font_name(&bytes, at, missing)
                && let Some(room) = bytes.get_mut(key - missing..at + name.len())
            {
                room.copy_from_slice(&[ENCODING, other].concat());
            }
        }
    }
    bytes
}

const ENCODING: &[u8] = b"/Encoding";

/// Where the key stands before the encoding's name at `at`, if `missing` bytes can be taken from the name of the font that
/// stands before it, which says nothing.
fn room_in_font_name(bytes: &[u8], at: usize, missing: usize) -> Option<usize> {
    let before = bytes.get(..at)?.strip_suffix(ENCODING)?;
    let font = memchr::memrchr(b'/', before)?;
    let named = before.get(..font)?.ends_with(b"/BaseFont") && before.len() > font + missing + 1;
    named.then_some(before.len())
}

/// The pages with what is written on them, in the order in which it was drawn.
fn pages(bytes: &[u8], caps: &Caps) -> Result<Vec<Page>, ExtractError> {
    let document = Document::load(with_narrow_ascii(bytes)).map_err(failed)?;
    if document.is_locked() {
        return Err(ExtractError::Encrypted);
    }
    let count = document.page_count();
    if count > caps.pages {
        return Err(ExtractError::Capped { what: "pages", most: caps.pages as u64 });
    }
    let fonts = FontCache::default();
    let mut pages = Vec::new();
    for index in 0..count {
        let Ok(source) = document.page(index) else {
            // A page that cannot be had is a page that was not read.
            pages.push(Page { width: 0.0, height: 0.0, runs: Vec::new(), painted: true });
            continue;
        };
        pages.push(page(&document, &source, &fonts).map_err(failed)?);
    }
    match pages.is_empty() {
        true => Err(ExtractError::Damaged { format: FORMAT.name, what: "no page".to_owned() }),
        false => Ok(pages),
    }
}

fn page(document: &Document, source: &Source, fonts: &FontCache) -> Result<Page, Error> {
    let order = ReadingOrder::Content;
    let (spans, rulings, report) =
        extract_spans_and_rulings_reporting_cached(document, source, fonts, order)?;
    let upright = Upright::of(source);
    let runs: Vec<Run> = spans.iter().map(|span| upright.run(span)).collect();
    let painted =
        !report.is_complete() || !rulings.is_empty() || !placed_images(document, source)?.is_empty();
    Ok(Page { width: upright.width, height: upright.height, runs, painted })
}

/// Brackets that Unicode has twice, as Chinese texts have them.
fn canonical(c: char) -> char {
    match c {
        '\u{2329}' => '〈',
        '\u{232A}' => '〉',
        c => c,
    }
}

/// How a page is held to be read: origin at the top left, y downwards.
struct Upright {
    rotate: i32,
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
    width: f32,
    height: f32,
}

impl Upright {
    fn of(source: &Source) -> Upright {
        let shown = source.crop_box.normalize();
        let (left, bottom, right, top) = (shown.x0, shown.y0, shown.x1, shown.y1);
        let (mut width, mut height) = (right - left, top - bottom);
        if source.rotate % 180 != 0 {
            std::mem::swap(&mut width, &mut height);
        }
        Upright { rotate: source.rotate, left, bottom, right, top, width, height }
    }

    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        match self.rotate {
            90 => (y - self.bottom, x - self.left),
            180 => (self.right - x, y - self.bottom),
            270 => (self.top - y, self.right - x),
            _ => (x - self.left, self.top - y),
        }
    }

    fn run(&self, span: &TextSpan) -> Run {
        let (x, y) = self.place(span.x, span.y);
        let (end, _) = self.place(span.end_x, span.end_y);
        Run {
            x,
            y,
            width: (end - x).max(0.0),
            size: span.size,
            text: span.text.chars().map(canonical).collect(),
            turned: span.rotate != self.rotate || span.vertical,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_ascii_is_asked_for_without_moving_a_byte() {
        for (bytes, expected) in [
            (&b"/Encoding /GBK-EUC-H /W"[..], &b"/Encoding/GBKp-EUC-H /W"[..]),
            (b"/Encoding/GBK-EUC-V\n/W", b"/Encoding/GBKp-EUC-V/W"),
            (b"/Encoding/GBK-EUC-H/W", b"/Encoding/GBK-EUC-H/W"),
            (b"/STSong-Light-GBK-EUC-H", b"/STSong-Light-GBK-EUC-H"),
            (b"/GBK-EUC-", b"/GBK-EUC-"),
            (b"/Encoding /GB-EUC-H /W", b"/Encoding/GBKp-EUC-H/W"),
            (b"/Encoding /GB-EUC-H/W", b"/Encoding /GB-EUC-H/W"),
            (b"/BaseFont/SimSun/Encoding/GB-EUC-H/W", b"/BaseFont/SimS/Encoding/GBKp-EUC-H/W"),
        ] {
            assert_eq!(with_narrow_ascii(bytes), expected);
        }
    }

    #[test]
    fn what_merely_speaks_of_pdf_is_no_pdf() {
        assert!(sniff(b"%PDF-1.7\n1 0 obj"));
        assert!(sniff(b"\xEF\xBB\xBF%PDF-1.4"));
        assert!(sniff(b"Content-Type: x\n\n%PDF-1.4\n1 0 obj"));
        assert!(!sniff("文件以 %PDF- 开头".as_bytes()));
    }

    #[test]
    fn what_is_no_pdf_inside_is_damaged() {
        for bytes in [&b"%PDF-1.7\n"[..], b"%PDF-1.7\ntrailer<</Root 1 0 R>>", b"%PDF-\0\0\0"] {
            assert!(read(bytes, &Caps::default()).is_err());
        }
    }
}
