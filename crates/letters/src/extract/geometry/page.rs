//! A page as readers of formats hand it over.
//!
//! In: nothing. Out: [`Page`], [`Run`] and [`Turn`], what is written where and how it reads, and [`Rule`].

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
    /// True when pictures cover so much of it that what is written need not be what it shows.
    pub covered: bool,
    /// The straight lines that are drawn on it.
    pub rules: Vec<Rule>,
}

/// A line drawn across a page or down it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rule {
    /// Left end.
    pub left: f32,
    /// Upper end.
    pub top: f32,
    /// Right end.
    pub right: f32,
    /// Lower end.
    pub bottom: f32,
}

/// How text reads against the rest of its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Turn {
    /// From left to right, as most of the page does.
    #[default]
    Upright,
    /// In any other of the four directions, or in columns from top to bottom. The places are turned already: they are
    /// seen as if text of this number read from left to right.
    Turned(u8),
    /// At an angle, as only stamps and watermarks do.
    Slanted,
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
    /// How it reads.
    pub turn: Turn,
}
