//! What one page or template holds.
//!
//! In: a part with the content of a page. Out: [`Content`], its characters, lines and pictures. Text that is made
//! invisible is left out, layers and blocks are read through, and glyph numbers beside the text are passed over.

use super::place::{self, Object};
use super::{POINTS, numbers, path, structure};
use crate::extract::geometry::{Frame, Glyph, Rule};
use crate::extract::package::Package;
use crate::extract::xml::{self, Piece, Tag, Xml};
use crate::extract::{Caps, ExtractError};

/// What a page or template holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Characters in the order in which they are painted.
    pub glyphs: Vec<Glyph>,
    /// Lines drawn across or down.
    pub rules: Vec<Rule>,
    /// Size, if it states one.
    pub frame: Option<Frame>,
    /// Area that pictures cover.
    pub pictures: f32,
    /// Above nothing where anything but text is painted.
    pub painted: f32,
    /// Numbers of the templates that lie under or over it.
    pub templates: Vec<String>,
}

/// A matrix that changes nothing.
const PLAIN: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
/// Lightness from which on a colour is hardly seen on paper.
const PALE: f32 = 0.72;
/// Opacity, of 255, below which text is hardly seen.
const THIN: f32 = 110.0;

/// Reads the part called `location`.
pub(super) fn read(package: &mut Package<'_>, location: &str, caps: &Caps) -> Result<Content, ExtractError> {
    let source = xml::decode(package.part(location)?);
    let mut reader = Xml::new(&source, super::FORMAT.name, caps);
    let mut found = Content::default();
    while let Some(piece) = reader.next()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "PhysicalBox" => found.frame = found.frame.or(structure::frame(&text(&mut reader)?)),
            "Template" => found.templates.extend(tag.attribute("TemplateID")),
            "TextObject" | "PathObject" | "ImageObject" if is_hidden(&tag) => reader.skip()?,
            "TextObject" => text_object(&tag, &mut reader, &mut found)?,
            "PathObject" => path_object(&tag, &mut reader, &mut found)?,
            "ImageObject" | "CompositeObject" => {
                if let [_, _, width, height, ..] = boundary(&tag).as_slice() {
                    found.pictures += (width * height).abs() * POINTS * POINTS;
                }
                found.painted = 1.0;
                reader.skip()?;
            }
            _ => {}
        }
    }
    Ok(found)
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attribute("Visible").is_some_and(|visible| matches!(visible.trim(), "false" | "0"))
}

fn boundary(tag: &Tag<'_>) -> Vec<f32> {
    tag.attribute("Boundary").map(|text| numbers::list(&text)).unwrap_or_default()
}

fn matrix(tag: &Tag<'_>) -> [f32; 6] {
    let given = tag.attribute("CTM").map(|text| numbers::list(&text));
    given.and_then(|list| list.first_chunk::<6>().copied()).unwrap_or(PLAIN)
}

fn corner(tag: &Tag<'_>) -> (f32, f32) {
    match boundary(tag).as_slice() {
        [x, y, ..] => (*x, *y),
        _ => (0.0, 0.0),
    }
}

/// The characters within the element that was opened last.
fn text(reader: &mut Xml<'_>) -> Result<String, ExtractError> {
    let (mut found, outside) = (String::new(), reader.depth().saturating_sub(1));
    while reader.depth() > outside {
        match reader.next()? {
            Some(Piece::Text(text)) => found.push_str(&text),
            Some(_) => {}
            None => break,
        }
    }
    Ok(found)
}

fn text_object(tag: &Tag<'_>, reader: &mut Xml<'_>, found: &mut Content) -> Result<(), ExtractError> {
    let number = |name: &str| tag.attribute(name).and_then(|text| numbers::list(&text).first().copied());
    let mut object = Object {
        corner: corner(tag),
        matrix: matrix(tag),
        size: number("Size").unwrap_or(3.5),
        stretch: number("HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0),
        faint: number("Alpha").is_some_and(|alpha| alpha < THIN),
        start: (0.0, 0.0),
    };
    let first = found.glyphs.len();
    let outside = reader.depth().saturating_sub(1);
    while reader.depth() > outside {
        let Some(piece) = reader.next()? else { break };
        let Piece::Open(tag) = piece else { continue };
        match tag.name() {
            "FillColor" => object.faint |= is_pale(&tag),
            "TextCode" => {
                let number =
                    |name: &str| tag.attribute(name).and_then(|text| numbers::list(&text).first().copied());
                object.start = (number("X").unwrap_or(object.start.0), number("Y").unwrap_or(object.start.1));
                let steps = |name: &str| tag.attribute(name).unwrap_or_default();
                let (across, down) = (steps("DeltaX"), steps("DeltaY"));
                let text = text(reader)?.replace(['\n', '\r', '\t'], "");
                place::place(&object, &text, &across, &down, &mut found.glyphs);
            }
            _ => {}
        }
    }
    // The colour can stand behind the text.
    found.glyphs.iter_mut().skip(first).for_each(|glyph| glyph.faint = object.faint);
    Ok(())
}

fn is_pale(tag: &Tag<'_>) -> bool {
    let list = |name: &str| tag.attribute(name).map(|text| numbers::list(&text)).unwrap_or_default();
    let light = match list("Value").as_slice() {
        [grey] => *grey / 255.0,
        [red, green, blue] => (0.3 * red + 0.6 * green + 0.1 * blue) / 255.0,
        _ => 0.0,
    };
    light >= PALE || list("Alpha").first().is_some_and(|alpha| *alpha < THIN)
}

fn path_object(tag: &Tag<'_>, reader: &mut Xml<'_>, found: &mut Content) -> Result<(), ExtractError> {
    let (corner, matrix) = (corner(tag), matrix(tag));
    found.painted = 1.0;
    let outside = reader.depth().saturating_sub(1);
    while reader.depth() > outside {
        let Some(piece) = reader.next()? else { break };
        if let Piece::Open(tag) = piece
            && tag.name() == "AbbreviatedData"
        {
            found.rules.append(&mut path::rules(&text(reader)?, corner, matrix));
        }
    }
    Ok(())
}
