//! Where the pages of a package are.
//!
//! In: the root part and the parts of documents. Out: the paths of documents, of their pages in order and of their
//! templates, and the size of a page.

use super::numbers;
use crate::extract::format::{Caps, ExtractError};
use crate::extract::xml::{Xml, XmlPiece};

/// The format's name.
pub(super) const NAME: &str = "ofd";

/// Width and height of a page whose size is not told, in millimetres: A4.
const PAPER: (f32, f32) = (210.0, 297.0);

/// Parts with shared things that are looked at.
const MOST_RESOURCES: usize = 100;

/// One document of a package.
#[derive(Debug, PartialEq)]
pub(super) struct Document {
    /// Paths of its pages in order.
    pub pages: Vec<String>,
    /// Its templates: identifier and path.
    pub templates: Vec<(String, String)>,
    /// Paths of the parts with what its pages share.
    pub resources: Vec<String>,
    /// Width and height of a page that has no size of its own, in millimetres.
    pub size: (f32, f32),
}

/// The paths of the documents that the root part names.
pub(super) fn roots(source: &str, caps: &Caps) -> Result<Vec<String>, ExtractError> {
    let mut xml = Xml::new(source, NAME, caps);
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => {
                inside = tag.name() == "DocRoot";
                if inside {
                    found.push(String::new());
                }
            }
            XmlPiece::Close => inside = false,
            XmlPiece::Text(text) if inside => {
                found.iter_mut().last().into_iter().for_each(|path| *path += &text)
            }
            XmlPiece::Text(_) => {}
        }
    }
    let mut paths: Vec<String> = found.iter().map(|path| beside("", path)).collect();
    paths.retain(|path| !path.is_empty());
    // Versions of one document are named again and again.
    let mut seen = std::collections::HashSet::new();
    paths.retain(|path| seen.insert(path.to_ascii_lowercase()));
    Ok(paths)
}

/// Reads the part of a document, which lies at `path`.
pub(super) fn read(source: &str, path: &str, caps: &Caps) -> Result<Document, ExtractError> {
    let mut xml = Xml::new(source, NAME, caps);
    let mut document =
        Document { pages: Vec::new(), templates: Vec::new(), resources: Vec::new(), size: PAPER };
    let (mut in_box, mut in_resource) = (false, false);
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => {
                in_box = tag.name() == "PhysicalBox";
                in_resource = matches!(tag.name(), "PublicRes" | "DocumentRes");
                let Some(location) = tag.attribute("BaseLoc") else { continue };
                let location = beside(path, &location);
                match tag.name() {
                    "Page" if document.pages.len() > caps.pages => {
                        return Err(ExtractError::Capped { what: "pages", most: caps.pages as u64 });
                    }
                    "Page" => document.pages.push(location),
                    "TemplatePage" => {
                        document.templates.push((tag.attribute("ID").unwrap_or_default(), location));
                    }
                    _ => {}
                }
            }
            XmlPiece::Text(text) if in_box => {
                document.size = size(&text).unwrap_or(document.size);
            }
            XmlPiece::Text(text) if in_resource && document.resources.len() < MOST_RESOURCES => {
                document.resources.push(beside(path, &text));
            }
            XmlPiece::Close => (in_box, in_resource) = (false, false),
            XmlPiece::Text(_) => {}
        }
    }
    Ok(document)
}

/// Width and height of a box.
pub(super) fn size(source: &str) -> Option<(f32, f32)> {
    let [_, _, width, height] = numbers::area(source)?;
    (width > 0.0 && height > 0.0).then_some((width, height))
}

/// The path that `location` means in the part at `path`.
pub(super) fn beside(path: &str, location: &str) -> String {
    let location = location.trim().replace('\\', "/");
    let folder = match location.starts_with('/') {
        true => "",
        false => path.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(location.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_are_relative_to_the_part_that_names_them() {
        assert_eq!(
            beside("Doc_0/Document.xml", "Pages/Page_0/Content.xml"),
            "Doc_0/Pages/Page_0/Content.xml"
        );
        assert_eq!(beside("Doc_0/Document.xml", "/Doc_1/./a.xml"), "Doc_1/a.xml");
        assert_eq!(beside("Doc_0/Document.xml", "..\\Tpls\\a.xml"), "Tpls/a.xml");
        assert_eq!(beside("", "../../a.xml"), "a.xml");
    }

    #[test]
    fn pages_come_in_the_order_of_the_document() {
        let source = "<o:Document xmlns:o='x'><o:CommonData><o:PageArea><o:PhysicalBox>0 0 100 200</o:PhysicalBox>\
                      </o:PageArea><o:TemplatePage ID='7' BaseLoc='T/1.xml'/></o:CommonData><o:Pages>\
                      <o:Page ID='2' BaseLoc='P/2.xml'/><o:Page ID='1' BaseLoc='P/1.xml'/></o:Pages></o:Document>";
        let document = read(source, "D/Document.xml", &Caps::default()).unwrap();
        assert_eq!(document.pages, ["D/P/2.xml", "D/P/1.xml"]);
        assert_eq!(document.templates, [("7".to_owned(), "D/T/1.xml".to_owned())]);
        assert_eq!(document.size, (100.0, 200.0));
    }
}
