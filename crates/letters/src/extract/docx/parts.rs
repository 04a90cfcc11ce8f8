//! The parts of a Word package and how they are related.
//!
//! In: a package. Out: its main part, wherever it lies, and the parts that belong to it, asked for by kind. Parts
//! outside of the package are never looked for.

use crate::extract::format::{Caps, ExtractError};
use crate::extract::package::Package;
use crate::extract::xml::{self, Xml, XmlPiece};

/// The format's name.
pub(super) const NAME: &str = "docx";
/// The part that says what the others are.
pub(super) const CONTENT_TYPES: &str = "[Content_Types].xml";
/// Where the main part nearly always is.
pub(super) const USUAL_MAIN: &str = "word/document.xml";
/// Words of the content types of a word processor's main part.
pub(super) const KINDS: [&[u8]; 2] = [b"wordprocessingml", b"vnd.ms-word.document"];

/// Headers and footers looked at.
const MOST_RELATED: usize = 12;

/// The parts of a document.
pub(super) struct Parts<'a> {
    package: Package<'a>,
    main: String,
    related: Vec<(String, String)>,
}

impl<'a> Parts<'a> {
    /// Finds the main part of `package` and what is related to it.
    pub(super) fn open(mut package: Package<'a>, caps: &Caps) -> Result<Parts<'a>, ExtractError> {
        let main = match package.has("_rels/.rels") {
            true => relations(&mut package, "", caps)?.into_iter().find(|(kind, _)| kind == "officeDocument"),
            false => None,
        };
        let main = main.map(|(_, name)| name).filter(|name| package.has(name));
        let main = main.unwrap_or_else(|| USUAL_MAIN.to_owned());
        let related = relations(&mut package, &main, caps)?;
        Ok(Parts { package, main, related })
    }

    /// The bytes of the main part.
    pub(super) fn main(&mut self) -> Result<Vec<u8>, ExtractError> {
        self.package.part(&self.main)
    }

    /// The source of the part that is related as `kind`, if there is one.
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<String>, ExtractError> {
        let name = self.related.iter().find(|(k, name)| k == kind && self.package.has(name));
        match name.map(|(_, name)| name.clone()) {
            Some(name) => Ok(Some(xml::decode(self.package.part(&name)?))),
            None => Ok(None),
        }
    }

    /// The sources of all parts that are related as `kind` and can be read.
    pub(super) fn all_related(&mut self, kind: &str) -> Vec<String> {
        let names = self.related.iter().filter(|(k, _)| k == kind).take(MOST_RELATED);
        let names: Vec<String> = names.map(|(_, name)| name.clone()).collect();
        names.iter().filter_map(|name| self.package.part(name).ok()).map(xml::decode).collect()
    }
}

/// Kind and name of each part that `source` is related to; `""` stands for the package itself.
fn relations(
    package: &mut Package<'_>,
    source: &str,
    caps: &Caps,
) -> Result<Vec<(String, String)>, ExtractError> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let name = format!("{folder}/_rels/{file}.rels");
    if !package.has(&name) {
        return Ok(Vec::new());
    }
    let part = xml::decode(package.part(&name)?);
    let mut xml = Xml::new(&part, NAME, caps);
    let mut found = Vec::new();
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        let outside = tag.attribute("TargetMode").is_some_and(|mode| mode == "External");
        if tag.name() != "Relationship" || outside {
            continue;
        }
        if let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target")) {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push((kind, resolved(folder, &target)));
        }
    }
    Ok(found)
}

/// The name that `target` means, seen from `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
