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

/// The pages with what is written on them, in the order in which it was drawn.
fn pages(bytes: &[u8], caps: &Caps) -> Result<Vec<Page>, ExtractError> {
    let document = Document::load(bytes.to_vec()).map_err(failed)?;
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
            text: span.text.clone(),
            turned: span.rotate != self.rotate || span.vertical,
        }
    }
}
