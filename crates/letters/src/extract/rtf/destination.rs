//! Destinations: what a group's text is for.
//!
//! In: the control word that opens a group. Out: its [`Destination`]. A group marked as one that may be passed over is
//! passed over unless it is known here.

/// What text in a group is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// The letter.
    Body,
    /// Nothing that is read here.
    Skipped,
    /// Names of fonts.
    Fonts,
    /// The number before a paragraph of a list.
    Label,
    /// A field, whose text is in groups of their own.
    Field,
    /// The instruction of a field.
    Instruction,
    /// Where a field's result is shown.
    Result,
    /// The state of a form field.
    Form,
    /// Two versions of a text, the second of them in Unicode.
    Versions,
    /// The second version.
    Unicode,
    /// A drawn object, whose text is in a group of its own.
    Shape,
    /// The text of a drawn object.
    TextBox,
    /// A footnote or an endnote.
    Note,
    /// How a row of a table within a cell is set, and its end.
    NestedRow,
    /// A picture, of which nothing is read.
    Picture,
}

use Destination::{
    Field, Fonts, Form, Instruction, Label, NestedRow, Note, Picture, Result, Shape, Skipped, TextBox,
    Unicode, Versions,
};

const KNOWN: &[(&str, Destination)] = &[
    ("fonttbl", Fonts),
    ("listtext", Label),
    ("pntext", Label),
    ("field", Field),
    ("fldinst", Instruction),
    ("fldrslt", Result),
    ("formfield", Form),
    ("upr", Versions),
    ("ud", Unicode),
    ("shpinst", Shape),
    ("do", Shape),
    ("shptxt", TextBox),
    ("dptxbxtext", TextBox),
    ("footnote", Note),
    ("nesttableprops", NestedRow),
    ("shprslt", Skipped),
    ("sp", Skipped),
    ("colortbl", Skipped),
    ("stylesheet", Skipped),
    ("listtable", Skipped),
    ("listoverridetable", Skipped),
    ("info", Skipped),
    ("pict", Picture),
    ("object", Skipped),
    ("header", Skipped),
    ("headerl", Skipped),
    ("headerr", Skipped),
    ("headerf", Skipped),
    ("footer", Skipped),
    ("footerl", Skipped),
    ("footerr", Skipped),
    ("footerf", Skipped),
    ("ftnsep", Skipped),
    ("ftnsepc", Skipped),
    ("ftncn", Skipped),
    ("aftnsep", Skipped),
    ("aftnsepc", Skipped),
    ("aftncn", Skipped),
    ("annotation", Skipped),
    ("atnid", Skipped),
    ("atnauthor", Skipped),
    ("nonesttables", Skipped),
    ("nonshppict", Skipped),
    ("xe", Skipped),
    ("tc", Skipped),
    ("tcn", Skipped),
    ("rxe", Skipped),
    ("txe", Skipped),
    ("filetbl", Skipped),
    ("revtbl", Skipped),
    ("private", Skipped),
    ("template", Skipped),
    ("pnseclvl", Skipped),
    ("fchars", Skipped),
    ("lchars", Skipped),
];

/// The destination that `word` opens, if it opens one.
pub(super) fn named(word: &str) -> Option<Destination> {
    KNOWN.iter().find(|(name, _)| *name == word).map(|(_, destination)| *destination)
}
