//! Content controls and form fields: boxes to tick, and prompts.
//!
//! In: a reader that has just opened an `sdtPr` or a `fldChar`. Out: what it says; the reader stands behind it.

use super::properties::is_on;
use crate::extract::format::ExtractError;
use crate::extract::xml::{Xml, XmlPiece};

/// What the properties of a content control say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Control {
    /// Ticked or not, for a box.
    pub ticked: Option<bool>,
    /// True while it shows a prompt.
    pub is_prompt: bool,
}

/// Reads the properties of a content control or a form field.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Control, ExtractError> {
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
