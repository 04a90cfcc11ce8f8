//! Word documents in Office Open XML (docx, docm, dotx), as Word, WPS Office and LibreOffice write them.
//!
//! In: a zip package with a word processing part. Out: its paragraphs as a page shows them: automatic numbers are text,
//! deleted and hidden text is none, notes stand at the end. Headers and footers are left out. Pages are not counted:
//! the format knows them only as its last reader laid them out. The same in one file of XML is read by [`single`].

use super::package::Package;
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use parts::{NAME, Store};

mod letter;
mod numbering;
mod parts;
mod properties;
pub(super) mod single;
mod styles;
mod walk;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: NAME, sniff, read, binary: true, version: 2 };

/// A package with a word processing part; or a broken one whose first part tells that it was one.
fn sniff(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let caps = Caps { expanded: 1 << 20, ..Caps::default() };
    match Package::open(bytes, NAME, &caps) {
        Ok(mut package) => match package.part(parts::CONTENT_TYPES) {
            Ok(types) => parts::KINDS.iter().any(|kind| memchr::memmem::find(&types, kind).is_some()),
            Err(_) => package.has(parts::USUAL_MAIN),
        },
        Err(_) => {
            let named = |name: &str| bytes.get(30..).is_some_and(|rest| rest.starts_with(name.as_bytes()));
            named(parts::CONTENT_TYPES) || named("word/")
        }
    }
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    letter::read(Store::Package(Package::open(bytes, NAME, caps)?), caps)
}

#[cfg(test)]
mod tests;
