//! PDF: the text layer of a letter, or, in a build without the feature `pdf`, the reason why there is none.
//!
//! In: the bytes of a PDF. Out: its paragraphs with their pages; `enabled` reads them, `disabled` says that this
//! build does not. Both know a PDF when they see one.

use crate::extract::format::Format;

#[cfg(not(feature = "pdf"))]
mod disabled;
#[cfg(feature = "pdf")]
mod enabled;
mod sniff;

#[cfg(not(feature = "pdf"))]
use disabled as reader;
#[cfg(feature = "pdf")]
use enabled as reader;

/// The entry of the format table.
pub(super) const FORMAT: Format =
    Format { name: sniff::NAME, sniff: sniff::sniff, read: reader::read, binary: true, version: 3 };
