//! The text layer of a PDF, whoever made the file.
//!
//! In: the bytes of a PDF, damaged ones too, and encrypted ones that open without a password. Out: the paragraphs that
//! the places of its characters show, with pages. Nothing is painted and no picture is looked into: pages that show
//! something but hold no text are named, for OCR.

use super::sniff::{self, NAME};
use crate::extract::format::{Caps, ExtractError, Extracted};
use crate::extract::geometry;
use crate::extract::geometry::page::{Page, Turn};
use crate::text::Note;
use dafu_words::message;
use dafu_words::message::Message;
use pdfboss_core::{Document, Error, Immediate, OcState, block_on};
use pdfboss_text::{FontCache, ReadingOrder, SkippedTextKind, TextSpan};
use place::View;
use source::Mended;
use std::collections::HashSet;

mod angle;
mod faint;
mod filled;
mod glyph;
mod paint;
mod place;
mod source;

/// Characters of a file above which it is no letter, nor many.
const CHARACTERS: usize = 4_000_000;
/// Characters of a page below which its pictures are looked for.
const FEW: usize = 200;

/// Recovers the text of a PDF.
pub(super) fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let document = load(bytes)?;
    if document.is_locked() {
        return Err(ExtractError::Encrypted);
    }
    let count = document.flattened_page_count();
    if count > caps.pages {
        return Err(ExtractError::Capped { what: "pages", most: caps.pages as u64 });
    }
    if count == 0 {
        return Err(damaged(message!("fault_no_pages")));
    }
    let mut reader = Reader {
        document: &document,
        source: Mended::new(&document, caps),
        layers: document.oc_state(),
        fonts: FontCache::default(),
        characters: 0,
        radicals: 0,
        marks: HashSet::new(),
        emptied: Vec::new(),
        notes: Vec::new(),
    };
    let mut pages =
        (0..count).map(|index| reader.page(index)).collect::<Result<Vec<Page>, ExtractError>>()?;
    reader.give_back(&mut pages);
    if reader.source.is_exhausted() {
        return Err(ExtractError::Capped { what: "unpacked_bytes", most: reader.source.most });
    }
    let (mut notes, radicals) = (reader.notes, reader.radicals);
    let unread = notes.iter().find(|note| note.code == "page_parts_unread").map(Note::message);
    if radicals > 0 {
        notes.push(Note::new("radicals_replaced").with("count", radicals));
    }
    let found = geometry::recover(&pages);
    if found.text.paragraphs().is_empty() {
        let count = |pages: usize| u32::try_from(pages).unwrap_or(u32::MAX);
        return Err(match (unread, found.unread_pages.len()) {
            // Nothing is known of what could not be read: it need not be a scan.
            (Some(what), _) => damaged(what),
            (None, 0) => ExtractError::Empty,
            (None, pages) if pages == found.garbled => ExtractError::Unmapped(count(pages)),
            (None, pages) => ExtractError::Scan(count(pages)),
        });
    }
    notes.extend(found.notes);
    let unknown = found.text.as_str().chars().filter(|&c| is_unknown(c)).count();
    if unknown > 0 {
        notes.push(Note::new("characters_unknown").with("count", unknown));
    }
    Ok(Extracted {
        text: found.text,
        format: NAME,
        encoding: "",
        notes,
        fields: Vec::new(),
        unread_pages: found.unread_pages,
    })
}

/// The document, whatever stands before it. Its places count from its header; some makers count from the first byte.
fn load(bytes: &[u8]) -> Result<Document, ExtractError> {
    let from = |bytes: &[u8]| Document::load(bytes.to_vec()).map_err(error);
    match sniff::header(bytes) {
        None | Some(0) => from(bytes),
        Some(at) => match from(bytes.get(at..).unwrap_or_default()) {
            Ok(document) if document.is_locked() || document.flattened_page_count() > 0 => Ok(document),
            _ => from(bytes),
        },
    }
}

/// True for a character of which nobody knows what it means.
fn is_unknown(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Characters below which a page under a large picture counts as a scan, and the share of the page from which a
/// picture is large.
const SCANNED: usize = 30;
const LARGE: f32 = 0.4;

/// What is kept from page to page while a file is read.
struct Reader<'a> {
    document: &'a Document,
    source: Mended<'a>,
    layers: Option<OcState>,
    fonts: FontCache,
    characters: usize,
    radicals: usize,
    /// What watermarks say.
    marks: HashSet<String>,
    /// Pages that have nothing but what looks like a watermark: index, what it says, and the page with it.
    emptied: Vec<(usize, String, Page)>,
    /// On each page of which not everything could be read.
    notes: Vec<Note>,
}

impl Reader<'_> {
    /// The characters of the page at `index`, from 0, and what else it shows.
    fn page(&mut self, index: usize) -> Result<Page, ExtractError> {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        let page = self.document.page(index).map_err(error)?;
        self.source.begin_page();
        let spans = pdfboss_text::extract_spans_and_rulings_reporting_cached_with(
            Immediate(&self.source),
            &page,
            &self.fonts,
            self.layers.as_ref(),
            None,
            ReadingOrder::Content,
        );
        let (spans, rulings, report) = block_on(spans).map_err(error)?;
        // Fonts that cannot be told show by their characters, and pictures are not read anyway.
        let is_text = |kind| matches!(kind, SkippedTextKind::PageContents | SkippedTextKind::Form);
        let skipped = report.skipped.iter().filter(|skipped| is_text(skipped.kind)).count();
        if skipped > 0 {
            self.notes.push(Note::new("page_parts_unread").with("page", number).with("count", skipped));
        }
        self.characters += spans.iter().map(|span| span.text.chars().count()).sum::<usize>();
        if self.characters > CHARACTERS {
            return Err(ExtractError::Capped { what: "characters", most: CHARACTERS as u64 });
        }
        let view = View::of(&spans, &page);
        let mut glyphs = view.glyphs(&spans);
        self.radicals += glyph::read_radicals(&mut glyphs);
        glyph::paint_once(&mut glyphs);
        let share = match glyphs.len() {
            0 if skipped > 0 => f32::EPSILON,
            0 => paint::share(&self.source, &page),
            1..FEW => paint::pictures(&self.source, &page),
            _ => 0.0,
        };
        let size = faint::body_size(&glyphs);
        let mark = faint::take_out(&mut glyphs, size);
        let (width, height) = view.size();
        if !mark.trim().is_empty() {
            if glyphs.iter().all(|glyph| glyph.char.is_whitespace()) {
                let covered = paint::pictures(&self.source, &page) >= LARGE;
                if !covered {
                    let whole = whole(&view, &spans);
                    self.emptied.push((index, mark, whole));
                    return Ok(Page { width, height, painted: share > 0.0, ..Page::default() });
                }
            }
            self.notes.extend(faint::note(number, &mark));
            self.marks.insert(mark);
        }
        let few = glyphs.iter().filter(|glyph| !glyph.char.is_whitespace()).count() < SCANNED;
        let covered = share >= LARGE;
        if few && covered {
            // What a scanner's program writes on a picture of a page is not the page.
            glyphs.clear();
        }
        let rules = view.rules(&rulings);
        let mut runs = glyph::runs(&glyphs);
        if !(few && covered) {
            let filled = filled::find(&self.source, &page);
            runs.extend(filled.into_iter().map(|text| view.run(text)));
        }
        Ok(Page { width, height, runs, painted: share > 0.0, covered, rules })
    }

    /// Gives those `pages` their text back that would be empty without it, but for watermarks of other pages.
    fn give_back(&mut self, pages: &mut [Page]) {
        for (index, mark, whole) in std::mem::take(&mut self.emptied) {
            match pages.get_mut(index) {
                Some(page) if !self.marks.contains(&mark) => *page = whole,
                _ => {
                    let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
                    self.notes.extend(faint::note(number, &mark));
                }
            }
        }
    }
}

/// The page with all that `spans` say, at whatever angle.
fn whole(view: &View, spans: &[TextSpan]) -> Page {
    let mut glyphs = view.glyphs(spans);
    let (mut width, mut height) = view.size();
    if glyphs.iter().any(|glyph| glyph.turn == Turn::Slanted) {
        (glyphs, (width, height)) = angle::straightened(spans);
    }
    glyph::read_radicals(&mut glyphs);
    Page { width, height, runs: glyph::runs(&glyphs), ..Page::default() }
}

fn error(error: Error) -> ExtractError {
    match error {
        Error::Encrypted => ExtractError::Encrypted,
        other => damaged(message!("fault_quoted", words = other.to_string())),
    }
}

fn damaged(what: Message) -> ExtractError {
    ExtractError::Damaged { format: NAME, what }
}

#[cfg(test)]
mod tests;
