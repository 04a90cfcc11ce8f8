//! Which pages a package has, and where.
//!
//! In: a package. Out: its documents, and of each the parts that hold its pages and templates, by names that are whole.

use super::{POINTS, damaged, numbers};
use crate::extract::geometry::Frame;
use crate::extract::package::Package;
use crate::extract::xml::{self, Piece, Xml};
use crate::extract::{Caps, ExtractError};
use std::collections::HashMap;

/// The parts of one document.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Parts with pages, in their order.
    pub pages: Vec<String>,
    /// Parts with templates, by their number.
    pub templates: HashMap<String, String>,
    /// Size of a page that states none.
    pub frame: Option<Frame>,
}

/// The parts that the documents of a package begin with.
pub(super) fn documents(
    package: &mut Package<'_>,
    root: &str,
    caps: &Caps,
) -> Result<Vec<String>, ExtractError> {
    let source = xml::decode(package.part(root)?);
    let mut reader = Xml::new(&source, super::FORMAT.name, caps);
    let (mut found, mut inside) = (Vec::new(), false);
    let mut name = String::new();
    while let Some(piece) = reader.next()? {
        match piece {
            Piece::Open(tag) => inside = tag.name() == "DocRoot",
            Piece::Text(text) if inside => name.push_str(&text),
            Piece::Close if inside => {
                found.push(whole(root, name.trim()));
                (name, inside) = (String::new(), false);
            }
            Piece::Text(_) | Piece::Close => {}
        }
    }
    if found.is_empty() { Err(damaged("it names no document")) } else { Ok(found) }
}

/// The parts of the document that begins with the part called `root`.
pub(super) fn document(package: &mut Package<'_>, root: &str, caps: &Caps) -> Result<Document, ExtractError> {
    let source = xml::decode(package.part(root)?);
    let mut reader = Xml::new(&source, super::FORMAT.name, caps);
    let mut found = Document::default();
    let mut boxed = false;
    while let Some(piece) = reader.next()? {
        match piece {
            Piece::Open(tag) => {
                boxed = tag.name() == "PhysicalBox";
                let location = || tag.attribute("BaseLoc").map(|location| whole(root, location.trim()));
                match tag.name() {
                    "Page" => found.pages.extend(location()),
                    "TemplatePage" => {
                        if let (Some(id), Some(location)) = (tag.attribute("ID"), location()) {
                            found.templates.insert(id, location);
                        }
                    }
                    _ => {}
                }
            }
            Piece::Text(text) if boxed => found.frame = found.frame.or_else(|| frame(&text)),
            Piece::Text(_) => {}
            Piece::Close => boxed = false,
        }
    }
    Ok(found)
}

/// The size that a box states.
pub(super) fn frame(text: &str) -> Option<Frame> {
    match numbers::list(text).as_slice() {
        [_, _, width, height, ..] if *width > 0.0 && *height > 0.0 => {
            Some(Frame { width: width * POINTS, height: height * POINTS })
        }
        _ => None,
    }
}

/// The whole name of the part that `base` calls `name`.
fn whole(base: &str, name: &str) -> String {
    let mut steps: Vec<&str> = match name.starts_with('/') {
        true => Vec::new(),
        false => base.trim_start_matches('/').split('/').collect(),
    };
    steps.pop();
    for step in name.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_whole_from_the_part_that_gives_them() {
        assert_eq!(whole("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), "Doc_0/Pages/Page_0/Content.xml");
        assert_eq!(whole("/Doc_0/Document.xml", "../Tpls/1.xml"), "Tpls/1.xml");
        assert_eq!(whole("Doc_0/Document.xml", "/Doc_1/./Content.xml"), "Doc_1/Content.xml");
        assert_eq!(whole("OFD.xml", "Doc_0\\Document.xml"), "Doc_0/Document.xml");
    }
}
