//! Binary Word documents (doc, wps): compound files as Word 6 to 2003 and WPS Office write them.
//!
//! In: a compound file with a Word document in it. Out: its paragraphs as a page shows them: automatic numbers are
//! text, deleted and hidden text is none, text boxes follow their anchor and notes stand at the end. Headers, footers
//! and comments are left out. Pages are not counted, as the format does not know them.

use super::compound::{Compound, MAGIC};
use super::story;
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use dafu_words::message;
use header::{Header, NAME, Structure};
use walk::{DocWalker, WordFile};

mod boxes;
mod formatted;
mod header;
mod numbering;
mod old;
mod pieces;
mod sprm;
mod styles;
mod walk;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: NAME, sniff, read, binary: true, version: 2 };

/// The stream that makes a compound file a Word document.
const MAIN: &str = "WordDocument";
/// The stream that holds a whole encrypted package.
const LOCKED: &str = "EncryptedPackage";
/// The stream of pictures.
const PICTURES: &str = "Data";
/// The stream of another word processor that used the ending wps.
const WORKS: &str = "MatOST";

/// A compound file in which one of the streams is named that is asked for here.
fn sniff(bytes: &[u8]) -> bool {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let named = |name: &str| memchr::memmem::find(bytes, &wide(name)).is_some();
    // Names mean the same in capitals; hardly a maker writes them so.
    let named_otherwise = |name: &str| {
        let wide = wide(name);
        let first = wide.first().copied().unwrap_or_default();
        memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), bytes)
            .any(|at| bytes.get(at..at + wide.len()).is_some_and(|found| found.eq_ignore_ascii_case(&wide)))
    };
    let names = [MAIN, LOCKED, WORKS];
    bytes.starts_with(MAGIC) && (names.into_iter().any(named) || names.into_iter().any(named_otherwise))
}

fn read(bytes: &[u8], _: &Caps) -> Result<Extracted, ExtractError> {
    let file = Compound::open(bytes, NAME)?;
    if file.has(LOCKED) {
        return Err(ExtractError::Encrypted);
    }
    if !file.has(MAIN) {
        let works = ExtractError::Damaged { format: NAME, what: message!("fault_works") };
        return Err(if file.has(WORKS) { works } else { ExtractError::Binary("ole2") });
    }
    let main = file.stream(MAIN)?;
    let Some(header) = Header::read(&main)? else {
        let (lines, encoding) = old::read(&main)?;
        return story::extracted(&lines, NAME, encoding, Vec::new());
    };
    let other = if header.table == "1Table" { "0Table" } else { "1Table" };
    // Some makers name the one table stream and write the other.
    let table = file.stream(if file.has(header.table) { header.table } else { other })?;
    let styles = styles::DocStyles::read(
        header.part(&table, Structure::Styles),
        header.part(&table, Structure::Fonts),
    );
    let mut lists =
        numbering::read(header.from(&table, Structure::Lists), header.from(&table, Structure::Uses), &styles);
    let document = WordFile {
        pieces: pieces::read(header.part(&table, Structure::Pieces), main.len())?,
        looks: formatted::characters(&main, header.part(&table, Structure::Characters)),
        shapes: formatted::paragraphs(&main, header.part(&table, Structure::Paragraphs)),
        styles,
        main: &main,
    };
    let mut box_lists = lists.clone();
    let boxes = boxes::lines(&document, &header, &table, &mut box_lists);
    let mut walker = DocWalker::new(&document, &mut lists);
    walker.read(&header.ranges.main, &boxes);
    walker.read(&header.ranges.footnotes, &[]);
    walker.read(&header.ranges.endnotes, &[]);
    story::extracted(&walker.finish(), NAME, "", Vec::new())
        .map_err(|error| story::or_pictures(error, file.has(PICTURES)))
}
