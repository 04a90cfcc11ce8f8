//! Properties of paragraphs, runs, content controls and form fields, as far as they decide what is read.
//!
//! In: a reader that has just opened a `pPr`, an `rPr`, an `sdtPr` or a `fldChar`. Out: what it says; the reader stands
//! behind the element. Properties of before a tracked change are passed over.

use crate::extract::format::ExtractError;
use crate::extract::glyphs;
use crate::extract::xml::{Xml, XmlPiece, XmlTag};

/// The list and the level that a paragraph is numbered by, as far as it says so itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Number of the use of a list; 0 for none, whatever the style says.
    pub list: Option<u32>,
    /// Level from 0.
    pub level: Option<usize>,
}

/// What a `pPr` says.
#[derive(Debug, Default)]
pub(super) struct ParagraphProperties {
    /// Identifier of the style.
    pub style: Option<String>,
    /// Its numbers.
    pub numbered: Numbered,
    /// True when the end of the paragraph was deleted: the next one continues it.
    pub runs_on: bool,
}

/// What an `rPr` says.
#[derive(Debug, Default)]
pub(super) struct RunProperties {
    /// Identifier of the style.
    pub style: Option<String>,
    /// Hidden or shown, if it says so.
    pub hidden: Option<bool>,
    /// The symbol font, or any font if it is set in none.
    pub font: Option<String>,
    /// True when it was deleted while changes were tracked.
    pub deleted: bool,
}

/// Reads a `pPr`.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> Result<ParagraphProperties, ExtractError> {
    let mut found = ParagraphProperties::default();
    let outside = xml.depth().saturating_sub(1);
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => match tag.name() {
                "pStyle" => found.style = tag.attribute("val"),
                "ilvl" => found.numbered.level = number(&tag).map(|n| n as usize),
                "numId" | "ilfo" => found.numbered.list = number(&tag),
                "rPr" => found.runs_on = run(xml)?.deleted,
                "pPrChange" | "sectPr" | "annotation" => xml.skip()?,
                _ => {}
            },
            XmlPiece::Close if xml.depth() == outside => break,
            XmlPiece::Close | XmlPiece::Text(_) => {}
        }
    }
    Ok(found)
}

/// Reads an `rPr`.
pub(super) fn run(xml: &mut Xml<'_>) -> Result<RunProperties, ExtractError> {
    let mut found = RunProperties::default();
    let outside = xml.depth().saturating_sub(1);
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => match tag.name() {
                "rStyle" => found.style = tag.attribute("val"),
                "vanish" => found.hidden = Some(is_on(&tag)),
                "rFonts" => {
                    let fonts = ["ascii", "hAnsi", "eastAsia"].map(|name| tag.attribute(name));
                    let symbols = fonts.iter().flatten().find(|font| glyphs::is_symbol_font(font));
                    found.font = symbols.or_else(|| fonts.iter().flatten().next()).cloned();
                }
                "del" | "moveFrom" => found.deleted = true,
                "rPrChange" => xml.skip()?,
                // Word 2003 wraps what it tracks.
                "annotation" => {
                    found.deleted |= tag.attribute("type").is_some_and(|kind| kind == "Word.Deletion");
                    xml.skip()?;
                }
                _ => {}
            },
            XmlPiece::Close if xml.depth() == outside => break,
            XmlPiece::Close | XmlPiece::Text(_) => {}
        }
    }
    Ok(found)
}

/// The number that a tag has as its value.
pub(super) fn number(tag: &XmlTag<'_>) -> Option<u32> {
    tag.attribute("val").and_then(|value| value.trim().parse().ok())
}

/// True when a switch is on: it is unless its value says otherwise.
pub(super) fn is_on(tag: &XmlTag<'_>) -> bool {
    !tag.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// What the properties of a content control say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Control {
    /// Ticked or not, for a box.
    pub ticked: Option<bool>,
    /// True while it shows a prompt.
    pub is_prompt: bool,
}

/// Reads the properties of a content control or a form field: boxes to tick, and prompts.
pub(super) fn control(xml: &mut Xml<'_>) -> Result<Control, ExtractError> {
    let mut control = Control::default();
    let outside = xml.depth().saturating_sub(1);
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => match tag.name() {
                "checkbox" | "checkBox" => control.ticked = Some(false),
                // What is ticked beats what was ticked at first; both stand inside of the box.
                "checked" | "default" if control.ticked.is_some() => control.ticked = Some(is_on(&tag)),
                "showingPlcHdr" => control.is_prompt = is_on(&tag),
                _ => {}
            },
            XmlPiece::Close if xml.depth() == outside => break,
            XmlPiece::Close | XmlPiece::Text(_) => {}
        }
    }
    Ok(control)
}
