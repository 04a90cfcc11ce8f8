//! Bundles: zip archives of files that belong together.
//!
//! In: the bytes of a zip archive that is no document itself. Out: its files, one at a time, with their names as people
//! read them. Names are names: nothing is ever written to where they point. A bundle in a bundle is a file like any
//! other; how deep they may lie in each other is for those to say who open them.

use super::format_of;
use super::package::Package;
use crate::extract::format::{Caps, ExtractError};

/// Parts that no one put there: what makers of archives add.
const CLUTTER: [&[u8]; 4] = [b"__MACOSX/", b".DS_Store", b"Thumbs.db", b"desktop.ini"];

/// Parts by which a zip archive shows that it is a document, if not one that is read: sheets, slides, books.
const DOCUMENTS: [&str; 5] =
    ["[Content_Types].xml", "mimetype", "META-INF/container.xml", "META-INF/MANIFEST.MF", "OFD.xml"];

/// True for a zip archive that is no document.
pub fn is_bundle(bytes: &[u8]) -> bool {
    if !is_zip(bytes) || format_of(bytes).is_some() {
        return false;
    }
    match Package::open(bytes, "zip", &Caps::default()) {
        Ok(package) => !DOCUMENTS.iter().any(|part| package.has(part)),
        // What it holds cannot be told; whoever opens it says why.
        Err(_) => true,
    }
}

fn is_zip(bytes: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| bytes.starts_with(magic))
}

/// What is done with each file of a bundle, given its name and its content.
pub type Each<'a> = &'a mut dyn FnMut(&str, Result<Vec<u8>, ExtractError>);

/// Calls `each` with the name and the content of every file in the bundle, in its order. A file that cannot be unpacked
/// is told with the reason and ends nothing, unless it used up what all of them may come to.
pub fn unpack(bytes: &[u8], caps: &Caps, each: Each<'_>) -> Result<(), ExtractError> {
    let mut package = Package::open(bytes, "zip", caps)?;
    let files: Vec<(usize, String)> = package
        .entries()
        .iter()
        .enumerate()
        .filter(|(_, entry)| !entry.is_folder() && !is_clutter(&entry.name))
        .map(|(at, entry)| (at, shown(&entry.name, entry.utf8)))
        .collect();
    for (at, name) in files {
        each(&name, package.part_at(at));
    }
    Ok(())
}

fn is_clutter(name: &[u8]) -> bool {
    let last = name.rsplit(|&byte| byte == b'/').next().unwrap_or(name);
    name.starts_with(CLUTTER[0]) || CLUTTER[1..].contains(&last)
}

/// A name as people read it: in UTF-8 where the archive says so or it can be, else in GBK, as archives made on Chinese
/// Windows have it.
fn shown(name: &[u8], utf8: bool) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) if utf8 => String::from_utf8_lossy(name).into_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(name).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::zip;
    use super::*;

    #[test]
    fn files_come_in_order_without_folders_and_clutter() {
        let bytes = zip(&[
            ("信/", b""),
            ("信/甲.txt", b"one"),
            ("__MACOSX/信/._甲.txt", b"x"),
            ("../乙.txt", b"two"),
        ]);
        assert!(is_bundle(&bytes));
        let mut found = Vec::new();
        unpack(&bytes, &Caps::default(), &mut |name, content| {
            found.push((name.to_owned(), content.unwrap()))
        })
        .unwrap();
        assert_eq!(
            found,
            [("信/甲.txt".to_owned(), b"one".to_vec()), ("../乙.txt".to_owned(), b"two".to_vec())]
        );
    }

    #[test]
    fn documents_that_are_not_read_are_no_bundles() {
        assert!(!is_bundle(&zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", b"<workbook/>")
        ])));
        assert!(!is_bundle(&zip(&[("mimetype", b"application/epub+zip"), ("text.html", b"<p>x</p>")])));
        assert!(!is_bundle(b"text"));
    }

    #[test]
    fn names_of_chinese_windows_are_read() {
        assert_eq!(shown(b"\xB4\xF0\xB8\xB4.doc", false), "答复.doc");
    }

    #[test]
    fn a_file_that_swells_does_not_take_the_others_along() {
        let bytes = zip(&[("a.txt", &vec![b' '; 3 << 20]), ("b.txt", b"two")]);
        let mut found = Vec::new();
        unpack(&bytes, &Caps::default(), &mut |_, content| found.push(content.is_ok())).unwrap();
        assert_eq!(found, [false, true]);
    }
}
