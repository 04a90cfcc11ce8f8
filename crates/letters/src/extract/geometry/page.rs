//! A page as readers of formats hand it over.
//!
//! In: nothing. Out: [`Page`] and [`Run`], what is written where.

/// One page; lengths are in points, the origin is its upper left corner and y grows downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
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
pub(crate) struct Run {
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
