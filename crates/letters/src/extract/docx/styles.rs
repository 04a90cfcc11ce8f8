//! Styles of a document, as far as they decide what is read: numbers and hidden text.
//!
//! In: the styles part. Out: [`DocxStyles`], asked by the identifier of a style; what a style does not say it takes
//! from the one it is based on.

use super::properties::{self, Numbered};
use crate::extract::format::ExtractError;
use crate::extract::xml::{Xml, XmlPiece};
use std::collections::HashMap;

/// Styles based on each other that are followed.
const LONGEST_CHAIN: usize = 30;

/// What one style says.
#[derive(Debug, Default)]
struct DocxStyle {
    based_on: Option<String>,
    numbered: Numbered,
    hidden: Option<bool>,
    font: Option<String>,
    is_placeholder: bool,
}

/// The styles by identifier.
#[derive(Debug, Default)]
pub(super) struct DocxStyles {
    styles: HashMap<String, DocxStyle>,
    default: Option<String>,
}

impl DocxStyles {
    /// The list and level that a paragraph of style `id` has by its style, and the style that names the list.
    pub(super) fn numbered<'a>(&'a self, id: Option<&'a str>) -> (Numbered, Option<&'a str>) {
        let mut found = Numbered::default();
        let mut by = None;
        for (id, style) in self.chain(id.or(self.default.as_deref())) {
            if found.list.is_none() && style.numbered.list.is_some() {
                found.list = style.numbered.list;
                by = Some(id);
            }
            found.level = found.level.or(style.numbered.level);
        }
        (found, by)
    }

    /// True when text of style `id` is hidden, false when it is shown, nothing when the style does not say.
    pub(super) fn hidden(&self, id: &str) -> Option<bool> {
        self.chain(Some(id)).find_map(|(_, style)| style.hidden)
    }

    /// The font of style `id`.
    pub(super) fn font<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        self.chain(Some(id)).find_map(|(_, style)| style.font.as_deref())
    }

    /// True for the style of prompts that stand where nobody has written yet.
    pub(super) fn is_placeholder(&self, id: &str) -> bool {
        self.styles.get(id).is_some_and(|style| style.is_placeholder)
    }

    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a DocxStyle)> {
        let named = |id: &'a str| self.styles.get(id).map(|style| (id, style));
        std::iter::successors(id.and_then(named), move |(_, style)| style.based_on.as_deref().and_then(named))
            .take(LONGEST_CHAIN)
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<DocxStyles, ExtractError> {
    let mut styles = DocxStyles::default();
    let mut open: Option<(String, DocxStyle)> = None;
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => match tag.name() {
                "style" => {
                    let id = tag.attribute("styleId").unwrap_or_default();
                    let is_default = tag
                        .attribute("default")
                        .is_some_and(|v| !matches!(v.as_str(), "0" | "false" | "off"));
                    if is_default && tag.attribute("type").is_some_and(|kind| kind == "paragraph") {
                        styles.default = Some(id.clone());
                    }
                    open = Some((id, DocxStyle::default()));
                }
                "name" => {
                    let name = tag.attribute("val").unwrap_or_default();
                    if let Some((_, style)) = &mut open {
                        style.is_placeholder = name.eq_ignore_ascii_case("Placeholder Text");
                    }
                }
                "basedOn" => {
                    if let Some((_, style)) = &mut open {
                        style.based_on = tag.attribute("val");
                    }
                }
                "pPr" if open.is_some() => {
                    let paragraph = properties::paragraph(xml)?;
                    if let Some((_, style)) = &mut open {
                        style.numbered = paragraph.numbered;
                    }
                }
                "rPr" if open.is_some() => {
                    let run = properties::run(xml)?;
                    if let Some((_, style)) = &mut open {
                        (style.hidden, style.font) = (run.hidden, run.font);
                    }
                }
                "docDefaults" | "latentStyles" | "tblStylePr" => xml.skip()?,
                _ => {}
            },
            XmlPiece::Close if xml.depth() == 1 => {
                if let Some((id, style)) = open.take() {
                    styles.styles.insert(id, style);
                }
            }
            XmlPiece::Close | XmlPiece::Text(_) => {}
        }
    }
    Ok(styles)
}
