//! OFD, the page format of Chinese offices (GB/T 33190-2016).
//!
//! In: the bytes of a package. Out: the paragraphs that stand on its pages, found by where glyphs stand. All documents
//! of a package are read, with the templates below their pages; annotations, and the seals among them, are no text of
//! the letter. Fonts are never looked at: what a text says is written beside its glyphs.

use super::geometry;
use super::geometry::page::Page;
use super::package::Package;
use super::xml::decode;
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use crate::text::Note;
use dafu_words::message;
use dafu_words::message::Message;
use document::NAME;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

mod content;
mod document;
mod glyphs;
mod numbers;
mod shared;
mod units;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: NAME, sniff, read, binary: true, version: 2 };

/// The part that every package begins with.
const ROOT: &str = "OFD.xml";
/// The part that tells how a package is encrypted.
const ENCRYPTIONS: &str = "Encryptions.xml";

fn sniff(bytes: &[u8]) -> bool {
    let archive = bytes.starts_with(b"PK\x03\x04");
    // A package that was cut off has no directory, and its first part is most often the root.
    let first =
        || bytes.get(30..30 + ROOT.len()).is_some_and(|name| name.eq_ignore_ascii_case(ROOT.as_bytes()));
    archive && (first() || Package::open(bytes, NAME, &Caps::default()).is_ok_and(|p| p.has(ROOT)))
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let mut package = Package::open(bytes, NAME, caps)?;
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
        format: NAME,
        encoding: "",
        notes,
        fields: Vec::new(),
        unread_pages: recovered.unread_pages,
    })
}

/// The pages of all documents in a package, and a note for each that could not be read.
fn pages(package: &mut Package<'_>, caps: &Caps) -> Result<(Vec<Page>, Vec<Note>), ExtractError> {
    let mut parts = PartsByName::of(package);
    let root = decode(parts.part(ROOT)?);
    let (mut pages, mut notes, mut runs) = (Vec::new(), Vec::new(), 0);
    let mut left = content::MOST_RUNS;
    for path in document::roots(&root, caps)? {
        let source = decode(parts.part(&path)?);
        let document = document::read(&source, &path, caps)?;
        let mut widths = glyphs::Widths::default();
        let mut templates: HashMap<String, content::Content> = HashMap::new();
        let mut shared = SharedUnits::default();
        for (id, path) in &document.templates {
            match content(&mut parts, path, caps) {
                Ok(content) => drop(templates.insert(id.clone(), content)),
                Err(error) => notes.push(damaged(message!("fault_template", id = id), error)?),
            }
        }
        for path in &document.pages {
            if pages.len() >= caps.pages {
                return Err(ExtractError::Capped { what: "pages", most: caps.pages as u64 });
            }
            let content = match content(&mut parts, path, caps) {
                Ok(content) => content,
                Err(error) => {
                    notes.push(damaged(message!("fault_page", number = pages.len() + 1), error)?);
                    content::Content { painted: true, ..content::Content::default() }
                }
            };
            let below: Vec<&content::Content> =
                content.templates.iter().filter_map(|id| templates.get(id)).collect();
            let all = || below.iter().copied().chain([&content]);
            if all().any(|content| !content.composites.is_empty()) {
                let own: Vec<String> =
                    content.resources.iter().map(|part| document::beside(path, part)).collect();
                shared.read(&mut parts, document.resources.iter().chain(&own), caps, &mut notes)?;
            }
            let below: Vec<Cow<'_, content::Content>> =
                below.iter().map(|content| shared.units.shown(content, &mut left)).collect();
            let below: Vec<&content::Content> = below.iter().map(Cow::as_ref).collect();
            let content = shared.units.shown(&content, &mut left);
            let page = content::page(&content, &below, document.size, &mut widths);
            // A template is painted on every page, so few bytes can stand for many glyphs.
            runs += page.runs.len();
            if runs > content::MOST_RUNS {
                return Err(ExtractError::Capped { what: "glyph_runs", most: content::MOST_RUNS as u64 });
            }
            pages.push(page);
        }
    }
    match notes.len() >= pages.len() && pages.iter().all(|page| page.runs.is_empty()) && !notes.is_empty() {
        true => Err(ExtractError::Damaged { format: NAME, what: message!("fault_no_page_read") }),
        false => Ok((pages, notes)),
    }
}

/// The units of one document, read when a page first asks for one.
#[derive(Default)]
struct SharedUnits {
    units: units::Units,
    read: HashSet<String>,
}

impl SharedUnits {
    fn read<'n>(
        &mut self,
        parts: &mut PartsByName<'_, '_>,
        paths: impl Iterator<Item = &'n String>,
        caps: &Caps,
        notes: &mut Vec<Note>,
    ) -> Result<(), ExtractError> {
        for path in paths {
            if !self.read.insert(path.clone()) {
                continue;
            }
            let read = parts.part(path).and_then(|part| self.units.read(&decode(part), caps));
            if let Err(error) = read {
                notes.push(damaged(message!("fault_resources", path = path), error)?);
            }
        }
        Ok(())
    }
}

/// The parts of a package by their names, which are many and often asked for.
struct PartsByName<'p, 'a> {
    package: &'p mut Package<'a>,
    names: HashMap<Vec<u8>, usize>,
}

impl<'p, 'a> PartsByName<'p, 'a> {
    fn of(package: &'p mut Package<'a>) -> PartsByName<'p, 'a> {
        let names =
            package.entries().iter().enumerate().map(|(at, entry)| (plain(&entry.name), at)).collect();
        PartsByName { package, names }
    }

    fn part(&mut self, name: &str) -> Result<Vec<u8>, ExtractError> {
        match self.names.get(&plain(name.as_bytes())) {
            Some(&at) => self.package.part_at(at),
            None => self.package.part(name),
        }
    }
}

/// A part's name with what makers disagree about made equal.
fn plain(name: &[u8]) -> Vec<u8> {
    let letter = |b: &u8| if *b == b'\\' { b'/' } else { b.to_ascii_lowercase() };
    name.iter().map(letter).skip_while(|b| *b == b'/').collect()
}

fn content(
    parts: &mut PartsByName<'_, '_>,
    path: &str,
    caps: &Caps,
) -> Result<content::Content, ExtractError> {
    content::read(&decode(parts.part(path)?), caps)
}

/// The note on a part that is damaged; any other error is handed on.
fn damaged(which: Message, error: ExtractError) -> Result<Note, ExtractError> {
    match error {
        ExtractError::Damaged { what, .. } => {
            Ok(Note::new("page_damaged").with("which", which).with("what", what))
        }
        other => Err(other),
    }
}

#[cfg(test)]
mod tests;
