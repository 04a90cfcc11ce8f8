//! The parts of a Word package and how they are related.
//!
//! In: a package, or one file of XML that holds the parts of one. Out: its main part, wherever it lies, and the parts
//! that belong to it, asked for by kind. Parts outside of the package are never looked for.

use crate::extract::format::{Caps, ExtractError};
use crate::extract::package::Package;
use crate::extract::xml::{self, Xml, XmlPiece};
use dafu_words::message;

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

/// Where parts are kept.
pub(super) enum Store<'a> {
    /// In a zip archive.
    Package(Package<'a>),
    /// In one file of XML: name and source of each.
    Single(Vec<(String, &'a str)>),
}

impl Store<'_> {
    fn has(&self, name: &str) -> bool {
        match self {
            Store::Package(package) => package.has(name),
            Store::Single(parts) => parts.iter().any(|part| is_name(&part.0, name)),
        }
    }

    /// The bytes of the part called `name`, if it can be read.
    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        match self {
            Store::Package(package) => package.part(name).ok(),
            // What is no XML is not kept.
            Store::Single(_) => None,
        }
    }

    /// The characters of the part called `name`.
    fn source(&mut self, name: &str) -> Result<String, ExtractError> {
        match self {
            Store::Package(package) => Ok(xml::decode(package.part(name)?)),
            Store::Single(parts) => match parts.iter().find(|part| is_name(&part.0, name)) {
                Some((_, source)) => Ok((*source).to_owned()),
                None => Err(ExtractError::Damaged {
                    format: NAME,
                    what: message!("fault_part_missing", name = name),
                }),
            },
        }
    }
}

fn is_name(stored: &str, wanted: &str) -> bool {
    stored.trim_start_matches('/').eq_ignore_ascii_case(wanted.trim_start_matches('/'))
}

/// The parts of a document.
pub(super) struct Parts<'a> {
    store: Store<'a>,
    main: String,
    related: Vec<Relation>,
}

/// How the main part is related to another.
struct Relation {
    id: String,
    kind: String,
    name: String,
}

impl<'a> Parts<'a> {
    /// Finds the main part in `store` and what is related to it.
    pub(super) fn open(mut store: Store<'a>, caps: &Caps) -> Result<Parts<'a>, ExtractError> {
        let main = match store.has("_rels/.rels") {
            true => relations(&mut store, "", caps)?.into_iter().find(|part| part.kind == "officeDocument"),
            false => None,
        };
        let main = main.map(|part| part.name).filter(|name| store.has(name));
        let main = main.unwrap_or_else(|| USUAL_MAIN.to_owned());
        let related = relations(&mut store, &main, caps)?;
        Ok(Parts { store, main, related })
    }

    /// The source of the main part.
    pub(super) fn main(&mut self) -> Result<String, ExtractError> {
        self.store.source(&self.main)
    }

    /// The source of the part that is related as `kind`, if there is one.
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<String>, ExtractError> {
        let part = self.related.iter().find(|part| part.kind == kind && self.store.has(&part.name));
        match part.map(|part| part.name.clone()) {
            Some(name) => Ok(Some(self.store.source(&name)?)),
            None => Ok(None),
        }
    }

    /// Identifier and bytes of the files that stand in the document whole.
    pub(super) fn chunks(&mut self) -> Vec<(String, Vec<u8>)> {
        let chunks = self.related.iter().filter(|part| part.kind == "aFChunk").take(MOST_RELATED);
        let chunks: Vec<(String, String)> = chunks.map(|part| (part.id.clone(), part.name.clone())).collect();
        chunks.into_iter().filter_map(|(id, name)| Some((id, self.store.bytes(&name)?))).collect()
    }

    /// The sources of all parts that are related as `kind` and can be read.
    pub(super) fn all_related(&mut self, kind: &str) -> Vec<String> {
        let names = self.related.iter().filter(|part| part.kind == kind).take(MOST_RELATED);
        let names: Vec<String> = names.map(|part| part.name.clone()).collect();
        names.iter().filter_map(|name| self.store.source(name).ok()).collect()
    }
}

/// Each part that `source` is related to; `""` stands for the package itself.
fn relations(store: &mut Store<'_>, source: &str, caps: &Caps) -> Result<Vec<Relation>, ExtractError> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let name = format!("{folder}/_rels/{file}.rels");
    if !store.has(&name) {
        return Ok(Vec::new());
    }
    let part = store.source(&name)?;
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
            let id = tag.attribute("Id").unwrap_or_default();
            found.push(Relation { id, kind, name: resolved(folder, &target) });
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
