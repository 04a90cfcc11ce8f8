//! What was filled in and written onto a page: values of form fields and free text.
//!
//! In: the annotations of a page. Out: their texts with their places. Buttons, comments that are folded away and what
//! is hidden are left out. How a program would wrap a long value is not known: each of its lines is one here.

use super::source::Mended;
use pdfboss_core::object::decode_text_string;
use pdfboss_core::{Dict, ObjectSource, Page};

/// Annotations of a page that are looked at.
const MOST: usize = 2000;
/// Fields above a field that are asked for what it does not say.
const DEEPEST: usize = 16;
/// Bytes of one text that are taken.
const LONGEST: usize = 50_000;
/// Flags of what is not shown: hidden, and not to be viewed.
const UNSEEN: i64 = 2 | 32;
/// The size of letters where none is told.
const SIZE: f32 = 12.0;

/// A line of text and where it stands, counted from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filled {
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Size of its letters.
    pub size: f32,
    /// Its characters.
    pub text: String,
}

/// The texts on `page`.
pub(super) fn find(source: &Mended<'_>, page: &Page) -> Vec<Filled> {
    let Some(entry) = page.dict().get("Annots") else { return Vec::new() };
    let list = source.resolve(entry).ok();
    let items = list.as_ref().and_then(|list| list.as_array()).unwrap_or_default();
    let mut found = Vec::new();
    for item in items.iter().take(MOST) {
        let Ok(object) = source.resolve(item) else { continue };
        let Some(dict) = object.as_dict() else { continue };
        if dict.get_int("F").unwrap_or(0) & UNSEEN == 0 {
            found.extend(lines(source, dict).unwrap_or_default());
        }
    }
    found
}

fn lines(source: &Mended<'_>, dict: &Dict) -> Option<Vec<Filled>> {
    let is_field = match dict.get_name("Subtype")?.0.as_str() {
        "Widget" => true,
        "FreeText" => false,
        _ => return None,
    };
    let text = match is_field {
        true => {
            let kind = inherited(source, dict, "FT")?;
            let kind = kind.as_name()?;
            if kind.0 != "Tx" && kind.0 != "Ch" {
                return None;
            }
            inherited(source, dict, "V")?
        }
        false => source.resolve(dict.get("Contents")?).ok()?,
    };
    let text = text.as_str_bytes().filter(|bytes| bytes.len() <= LONGEST).map(decode_text_string)?;
    let area = source.resolve(dict.get("Rect")?).ok()?;
    let area: Vec<f32> = area.as_array()?.iter().filter_map(|n| n.as_f64()).map(|n| n as f32).collect();
    let &[left, bottom, right, top] = area.as_slice() else { return None };
    let (left, bottom, top) = (left.min(right), bottom.min(top), bottom.max(top));
    let told = inherited(source, dict, "DA").and_then(|look| size(look.as_str_bytes()?));
    let size = told.unwrap_or(SIZE).min((top - bottom).max(1.0));
    let lines: Vec<&str> = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).collect();
    let first = match lines.len() {
        1 if is_field && top - bottom < 2.5 * size => (top + bottom) / 2.0 - 0.35 * size,
        _ => top - 1.1 * size,
    };
    let line = |(nth, line): (u16, &&str)| Filled {
        x: left + 2.0,
        y: first - f32::from(nth) * 1.3 * size,
        size,
        text: (*line).to_owned(),
    };
    Some((0..).zip(&lines).map(line).collect())
}

/// What a field says under `key`, or else one of those above it.
fn inherited(source: &Mended<'_>, dict: &Dict, key: &str) -> Option<pdfboss_core::Object> {
    let mut dict = dict.clone();
    for _ in 0..DEEPEST {
        if let Some(value) = dict.get(key) {
            return source.resolve(value).ok();
        }
        dict = source.resolve(dict.get("Parent")?).ok()?.as_dict()?.clone();
    }
    None
}

/// The size of letters in a look such as `/Helv 12 Tf 0 g`.
fn size(look: &[u8]) -> Option<f32> {
    let look = String::from_utf8_lossy(look.get(..look.len().min(500))?).into_owned();
    let words: Vec<&str> = look.split_ascii_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    let size: f32 = words.get(at.checked_sub(1)?)?.parse().ok()?;
    (size > 0.5 && size < 200.0).then_some(size)
}
