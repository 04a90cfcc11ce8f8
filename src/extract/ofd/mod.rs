//! OFD (GB/T 33190): pages of characters in a zip package, as Chinese offices archive their letters.
//!
//! In: the bytes of an OFD package. Out: the paragraphs that the places of its characters show, with pages. Stamps and
//! other annotations are left out, pictures are not looked into, and nothing is painted.

use super::geometry::{self, Frame, Page};
use super::package::Package;
use super::{Caps, ExtractError, Extracted, Format};
use crate::text::Note;
use content::Content;
use std::collections::HashMap;

mod content;
mod numbers;
mod path;
mod place;
mod structure;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: "ofd", sniff, read, binary: true, version: 1 };

/// The part that every package begins with.
const ROOT: &str = "OFD.xml";
/// The part that tells how other parts were encrypted.
const ENCRYPTIONS: &str = "Encryptions.xml";
/// Characters of a file above which it is no letter, nor many.
const CHARACTERS: usize = 4_000_000;
/// Points in a millimetre: places count in points, as on other pages.
const POINTS: f32 = 72.0 / 25.4;

fn sniff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
        && Package::open(bytes, FORMAT.name, &Caps::default()).is_ok_and(|package| package.has(ROOT))
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let mut package = Package::open(bytes, FORMAT.name, caps)?;
    let encrypted = package.has(ENCRYPTIONS);
    read_package(&mut package, caps).map_err(|error| match error {
        // Encrypted parts look like damaged ones.
        ExtractError::Damaged { .. } if encrypted => ExtractError::Encrypted,
        other => other,
    })
}

fn read_package(package: &mut Package<'_>, caps: &Caps) -> Result<Extracted, ExtractError> {
    let (mut pages, mut notes) = (Vec::new(), Vec::new());
    let mut characters = 0usize;
    for root in structure::documents(package, ROOT, caps)? {
        let document = structure::document(package, &root, caps)?;
        let mut templates: HashMap<String, Content> = HashMap::new();
        for location in &document.pages {
            if pages.len() >= caps.pages {
                return Err(ExtractError::Capped { what: "pages", most: caps.pages as u64 });
            }
            let number = u32::try_from(pages.len()).unwrap_or(u32::MAX).saturating_add(1);
            let mut page = match content::read(package, location, caps) {
                Ok(content) => content,
                Err(ExtractError::Damaged { what, .. }) => {
                    let message = format!("page {number} could not be read: {what}");
                    notes.push(Note { code: "page_parts_unread", message, span: None });
                    Content { painted: f32::EPSILON, ..Content::default() }
                }
                Err(other) => return Err(other),
            };
            for id in std::mem::take(&mut page.templates) {
                let Some(location) = document.templates.get(&id) else { continue };
                if !templates.contains_key(&id) {
                    templates.insert(id.clone(), content::read(package, location, caps).unwrap_or_default());
                }
                let Some(template) = templates.get(&id) else { continue };
                page.frame = page.frame.or(template.frame);
                page.glyphs.extend_from_slice(&template.glyphs);
                page.rules.extend_from_slice(&template.rules);
                page.painted += template.painted;
            }
            characters += page.glyphs.len();
            if characters > CHARACTERS {
                return Err(ExtractError::Capped { what: "characters", most: CHARACTERS as u64 });
            }
            pages.push(finished(page, number, document.frame));
        }
    }
    if pages.is_empty() {
        return Err(damaged("it has no pages"));
    }
    let unread = notes.first().map(|note| note.message.clone());
    geometry::extracted(pages, notes, FORMAT.name).map_err(|error| match (error, unread) {
        // Nothing is known of what could not be read: it need not be a scan.
        (ExtractError::Scan(_), Some(what)) => damaged(&what),
        (error, _) => error,
    })
}

/// A page whose size is known, with its pictures as a share of it.
fn finished(page: Content, number: u32, usual: Option<Frame>) -> Page {
    let frame = page.frame.or(usual).unwrap_or(Frame { width: 210.0 * POINTS, height: 297.0 * POINTS });
    let whole = (frame.width * frame.height).max(1.0);
    let mut glyphs = page.glyphs;
    place::turn_columns(&mut glyphs, frame.width);
    let painted = if page.pictures > 0.0 { page.pictures / whole } else { page.painted.min(f32::EPSILON) };
    Page { number, glyphs, rules: page.rules, frame, painted }
}

fn damaged(what: &str) -> ExtractError {
    ExtractError::Damaged { format: FORMAT.name, what: what.to_owned() }
}

#[cfg(test)]
mod tests;
