//! What is painted on one page.
//!
//! In: the part of a page or a template. Out: its texts with their places, as a page of the geometry. Paths and
//! images are only noticed, composite objects are named. Colours, clips and actions are passed over.

use super::document::{self, NAME};
use super::glyphs::{self, Code, Object, Widths};
use super::numbers;
use super::shared;
use crate::extract::format::{Caps, ExtractError};
use crate::extract::geometry::page::{Page, Run, Turn};
use crate::extract::xml::{Xml, XmlPiece, XmlTag};

/// Runs of glyphs on all pages together that are taken.
pub(super) const MOST_RUNS: usize = 500_000;
/// Share of a page from which pictures cover it.
const LARGE: f32 = 0.4;
/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// A composite object of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Composite {
    /// Identifier of its unit.
    pub unit: String,
    /// Its box and its matrix, as of a text.
    pub place: Object,
}

/// The content of a page or a template.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    /// Identifiers of the templates below it.
    pub templates: Vec<String>,
    /// Its texts in the order of painting.
    pub objects: Vec<Object>,
    /// Its composite objects.
    pub composites: Vec<Composite>,
    /// Paths of the parts with what it alone shares with nobody.
    pub resources: Vec<String>,
    /// Something besides text is painted.
    pub painted: bool,
    /// Square millimetres of its pictures.
    pub pictured: f32,
    /// Width and height, in millimetres, if it tells them.
    pub size: Option<(f32, f32)>,
}

/// Reads a page or a template.
pub(super) fn read(source: &str, caps: &Caps) -> Result<Content, ExtractError> {
    let mut xml = Xml::new(source, NAME, caps);
    let mut content = Content::default();
    let (mut place, mut written) = (Within::Elsewhere, 0);
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => {
                place = Within::Elsewhere;
                match tag.name() {
                    "Template" => content.templates.extend(tag.attribute("TemplateID")),
                    "PhysicalBox" => place = Within::Size,
                    "TextObject" if tag.attribute("Visible").as_deref() == Some("false") => xml.skip()?,
                    "TextObject" | "TextCode" if written >= MOST_RUNS => {
                        return Err(ExtractError::Capped { what: "page_texts", most: MOST_RUNS as u64 });
                    }
                    "TextObject" => {
                        written += 1;
                        content.objects.push(object(&tag));
                    }
                    "TextCode" => {
                        written += 1;
                        if let Some(object) = content.objects.last_mut() {
                            object.codes.push(code(&tag, object.codes.last()));
                            place = Within::Code;
                        }
                    }
                    "PageRes" => place = Within::Resource,
                    name @ ("PathObject" | "ImageObject" | "CompositeObject") => {
                        content.painted = true;
                        if name == "CompositeObject" && content.composites.len() < MOST_RUNS {
                            let unit = tag.attribute("ResourceID").unwrap_or_default();
                            content.composites.push(Composite { unit, place: object(&tag) });
                        }
                        if name == "ImageObject" {
                            let area = tag.attribute("Boundary").and_then(|value| numbers::area(&value));
                            content.pictured += area.map_or(0.0, |[_, _, width, height]| width * height);
                        }
                        xml.skip()?;
                    }
                    "FillColor" | "StrokeColor" | "Clips" | "CGTransform" | "Actions" => xml.skip()?,
                    _ => {}
                }
            }
            XmlPiece::Close => place = Within::Elsewhere,
            XmlPiece::Text(text) => match place {
                Within::Size => content.size = document::size(&text).or(content.size),
                Within::Code => {
                    let code = content.objects.last_mut().and_then(|object| object.codes.last_mut());
                    code.into_iter().for_each(|code| code.text += &text);
                }
                Within::Resource => content.resources.push(text.into_owned()),
                Within::Elsewhere => {}
            },
        }
    }
    content.objects = shared::joined(content.objects);
    Ok(content)
}

/// What the characters that come next belong to.
#[derive(Clone, Copy)]
enum Within {
    Elsewhere,
    Size,
    Code,
    Resource,
}

fn object(tag: &XmlTag<'_>) -> Object {
    let number = |name: &str| tag.attribute(name).and_then(|value| numbers::number(&value));
    let matrix = tag.attribute("CTM").map(|value| numbers::plain(&value)).unwrap_or_default();
    Object {
        area: tag.attribute("Boundary").and_then(|value| numbers::area(&value)).unwrap_or_default(),
        matrix: matrix.as_slice().try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        size: number("Size").or_else(|| number("size")).unwrap_or(0.0),
        stretch: number("HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0),
        font: tag.attribute("Font").unwrap_or_default(),
        direction: number("ReadDirection").unwrap_or(0.0),
        glyph_direction: number("CharDirection").unwrap_or(0.0),
        codes: Vec::new(),
    }
}

/// A text begins where the one before does, as far as it says nothing else.
fn code(tag: &XmlTag<'_>, before: Option<&Code>) -> Code {
    let number = |name: &str| tag.attribute(name).and_then(|value| numbers::number(&value));
    Code {
        x: number("X").or(before.map(|code| code.x)).unwrap_or(0.0),
        y: number("Y").or(before.map(|code| code.y)).unwrap_or(0.0),
        right: tag.attribute("DeltaX").unwrap_or_default(),
        down: tag.attribute("DeltaY").unwrap_or_default(),
        text: String::new(),
    }
}

/// The page that `content` makes with the templates `below` it.
pub(super) fn page(content: &Content, below: &[&Content], size: (f32, f32), widths: &mut Widths) -> Page {
    let all = || below.iter().copied().chain([content]);
    all().flat_map(|content| &content.objects).for_each(|object| widths.learn(object));
    let mut runs = Vec::new();
    for object in all().flat_map(|content| &content.objects) {
        glyphs::runs(object, widths, &mut runs);
    }
    let (mut width, mut height) = content.size.unwrap_or(size);
    let far = |far: f32, at: f32| if at.is_finite() { far.max(at) } else { far };
    let end = |run: &Run| if run.turn == Turn::Upright { run.x + run.width } else { run.x };
    let right = runs.iter().map(end).fold(0.0, far);
    let bottom = runs.iter().map(|run| run.y).fold(0.0, far);
    // Some makers write the size of the page in other units than all that is on it.
    if right > width * 1.02 || bottom > height * 1.02 || right < width * 0.25 && bottom < height * 0.25 {
        (width, height) = (right * 1.15, bottom * 1.05);
    }
    for run in &mut runs {
        glyphs::turned(run, width, height);
        for length in [&mut run.x, &mut run.y, &mut run.width, &mut run.size] {
            *length *= POINTS;
        }
    }
    let painted = all().any(|content| content.painted);
    let covered = all().map(|content| content.pictured).sum::<f32>() >= LARGE * width * height;
    Page { width: width * POINTS, height: height * POINTS, runs, painted, covered, rules: Vec::new() }
}
