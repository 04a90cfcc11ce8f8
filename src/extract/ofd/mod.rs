//! OFD, the page format of Chinese offices (GB/T 33190-2016).
//!
//! In: the bytes of a package. Out: the paragraphs that stand on its pages, found by where glyphs stand. All documents
//! of a package are read, with the templates below their pages; annotations, and the seals among them, are no text of
//! the letter. Fonts are never looked at: what a text says is written beside its glyphs.

use super::geometry::{self, Page};
use super::package::Package;
use super::xml::decode;
use super::{Caps, ExtractError, Extracted, Format};
use crate::text::Note;
use std::collections::HashMap;

mod content;
mod document;
mod glyphs;
mod numbers;
mod shared;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: "ofd", sniff, read, binary: true, version: 1 };

/// The part that every package begins with.
const ROOT: &str = "OFD.xml";
/// The part that tells how a package is encrypted.
const ENCRYPTIONS: &str = "Encryptions.xml";

fn sniff(bytes: &[u8]) -> bool {
    let archive = bytes.starts_with(b"PK\x03\x04");
    // A package that was cut off has no directory, and its first part is most often the root.
    let first =
        || bytes.get(30..30 + ROOT.len()).is_some_and(|name| name.eq_ignore_ascii_case(ROOT.as_bytes()));
    archive && (first() || Package::open(bytes, FORMAT.name, &Caps::default()).is_ok_and(|p| p.has(ROOT)))
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let mut package = Package::open(bytes, FORMAT.name, caps)?;
    let (pages, mut notes) = match pages(&mut package, caps) {
        Err(ExtractError::Damaged { .. }) if package.has(ENCRYPTIONS) => return Err(ExtractError::Encrypted),
        other => other?,
    };
    let recovered = geometry::recover(&pages);
    if recovered.text.paragraphs().is_empty() {
        let painted = pages.iter().filter(|page| page.painted).count();
        return Err(match u32::try_from(painted).unwrap_or(u32::MAX) {
            0 => ExtractError::Empty,
            count => ExtractError::Scan(count),
        });
    }
    notes.extend(recovered.notes);
    Ok(Extracted {
        text: recovered.text,
        format: FORMAT.name,
        encoding: "",
        notes,
        fields: Vec::new(),
        unread_pages: recovered.unread_pages,
    })
}

/// The pages of all documents in a package, and a note for each that could not be read.
fn pages(package: &mut Package<'_>, caps: &Caps) -> Result<(Vec<Page>, Vec<Note>), ExtractError> {
    let root = decode(package.part(ROOT)?);
    let (mut pages, mut notes) = (Vec::new(), Vec::new());
    for path in document::roots(&root, caps)? {
        let source = decode(package.part(&path)?);
        let document = document::read(&source, &path, caps)?;
        let mut widths = glyphs::Widths::default();
        let mut templates: HashMap<String, content::Content> = HashMap::new();
        for (id, path) in &document.templates {
            match content(package, path, caps) {
                Ok(content) => drop(templates.insert(id.clone(), content)),
                Err(error) => notes.push(damaged(pages.len(), &error)?),
            }
        }
        for path in &document.pages {
            if pages.len() >= caps.pages {
                return Err(ExtractError::Capped { what: "pages", most: caps.pages as u64 });
            }
            let content = match content(package, path, caps) {
                Ok(content) => content,
                Err(error) => {
                    notes.push(damaged(pages.len() + 1, &error)?);
                    content::Content { painted: true, ..content::Content::default() }
                }
            };
            let below: Vec<&content::Content> =
                content.templates.iter().filter_map(|id| templates.get(id)).collect();
            pages.push(content::page(&content, &below, document.size, &mut widths));
        }
    }
    match notes.len() == pages.len() && !pages.is_empty() {
        true => Err(ExtractError::Damaged { format: FORMAT.name, what: "no page can be read".to_owned() }),
        false => Ok((pages, notes)),
    }
}

fn content(package: &mut Package<'_>, path: &str, caps: &Caps) -> Result<content::Content, ExtractError> {
    content::read(&decode(package.part(path)?), caps)
}

/// The note on a page that is damaged; any other error is handed on.
fn damaged(page: usize, error: &ExtractError) -> Result<Note, ExtractError> {
    match error {
        ExtractError::Damaged { what, .. } => {
            let message = format!("page {page} could not be read: {what}");
            Ok(Note { code: "page_damaged", message, span: None })
        }
        ExtractError::Capped { what, most } => Err(ExtractError::Capped { what, most: *most }),
        _ => Err(ExtractError::Encrypted),
    }
}

#[cfg(test)]
mod tests;
