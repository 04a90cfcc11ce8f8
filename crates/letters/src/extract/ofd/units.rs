//! Composite objects: pieces of pages that are drawn once and shown where an object names them.
//!
//! In: the parts with what a document's pages share. Out: [`Units`], and the texts of a page with those that its
//! composite objects show, moved to where they are seen. Units within units are followed a few steps deep, and no more
//! texts are made of one file than are taken of a page.

use super::content::{self, Composite, Content};
use super::document::NAME;
use super::glyphs::Object;
use crate::extract::format::{Caps, ExtractError};
use crate::extract::xml::{Xml, XmlPiece};
use std::borrow::Cow;
use std::collections::HashMap;

/// Units within units that are followed.
const DEEPEST: usize = 6;
/// Units of a document.
const MOST: usize = 20_000;

/// The units of a document by identifier.
#[derive(Debug, Default)]
pub(super) struct Units(HashMap<String, Content>);

impl Units {
    /// Adds the units of one part.
    pub(super) fn read(&mut self, source: &str, caps: &Caps) -> Result<(), ExtractError> {
        let mut xml = Xml::new(source, NAME, caps);
        while let Some(piece) = xml.next()? {
            let XmlPiece::Open(tag) = piece else { continue };
            if tag.name() == "CompositeGraphicUnit" && self.0.len() < MOST {
                let id = tag.attribute("ID").unwrap_or_default();
                let unit = content::read(xml.element()?, caps)?;
                self.0.insert(id, unit);
            }
        }
        Ok(())
    }

    /// `content` with the texts that its composite objects show; of all contents of a file so many are `left`.
    pub(super) fn shown<'c>(&self, content: &'c Content, left: &mut usize) -> Cow<'c, Content> {
        if content.composites.is_empty() || self.0.is_empty() {
            return Cow::Borrowed(content);
        }
        let mut whole = content.clone();
        self.add(&content.composites, None, DEEPEST, left, &mut whole);
        Cow::Owned(whole)
    }

    fn add(
        &self,
        composites: &[Composite],
        around: Option<&Object>,
        depth: usize,
        left: &mut usize,
        into: &mut Content,
    ) {
        for composite in composites {
            let Some(unit) = self.0.get(&composite.unit) else { continue };
            let place = moved(&composite.place, around);
            for object in &unit.objects {
                if *left == 0 {
                    return;
                }
                *left -= 1;
                into.objects.push(moved(object, Some(&place)));
            }
            into.painted |= unit.painted;
            *left = left.saturating_sub(1);
            if depth > 0 && *left > 0 {
                self.add(&unit.composites, Some(&place), depth - 1, left, into);
            }
        }
    }
}

/// An object as it is seen where the object `around` it is.
fn moved(object: &Object, around: Option<&Object>) -> Object {
    let Some(around) = around else { return object.clone() };
    let [a, b, c, d, e, f] = around.matrix;
    let [x, y, width, height] = object.area;
    let [left, top, ..] = around.area;
    let [oa, ob, oc, od, oe, of] = object.matrix;
    let turned = |x: f32, y: f32| (a * x + c * y, b * x + d * y);
    let (across, down, origin) = (turned(oa, ob), turned(oc, od), turned(oe, of));
    let corner = turned(x, y);
    Object {
        area: [left + corner.0 + e, top + corner.1 + f, width * a.hypot(b), height * c.hypot(d)],
        matrix: [across.0, across.1, down.0, down.1, origin.0, origin.1],
        ..object.clone()
    }
}
