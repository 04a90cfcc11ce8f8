//! Seals: by what the files of an index are known to be whole, and the commit's own.
//!
//! In: a commit record as the engine writes it, the files that it names. Out: the same record with a line a file (name,
//! length, checksum of the file's end, in which the engine keeps the checksum of the whole) and a checksum of itself. So a
//! record that was changed, and a file that is gone, cut, or another one's, are told before anything is read from them.
//! Bytes in the middle of a file are told by the engine's own checksum, which only `verify` computes.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use serde::Deserialize;

/// Bytes of a file's end that are looked at; the engine's footer is shorter.
const END: usize = 256;
/// A line end and eight hexadecimal digits.
const SUM: usize = 9;
/// Stands between the record and the seals of its files.
const MARK: &[u8] = b"\nsealed\n";

/// What the engine's commit record says of the segments.
#[derive(Deserialize)]
pub(crate) struct Commit {
    /// The segments.
    pub segments: Vec<Listed>,
}

/// A segment in the commit record.
#[derive(Deserialize)]
pub(crate) struct Listed {
    segment_id: String,
    /// Passages, deleted ones included.
    pub max_doc: u32,
    /// Its file of deletes, if it has one.
    pub deletes: Option<Deletes>,
}

/// Which file of deletes counts.
#[derive(Deserialize)]
pub(crate) struct Deletes {
    /// Part of the file's name.
    pub opstamp: u64,
}

impl Listed {
    /// The first part of its files' names.
    pub fn stem(&self) -> String {
        self.segment_id.replace('-', "")
    }

    /// The end of the name of its file of deletes.
    pub fn deletes(&self) -> Option<String> {
        self.deletes.as_ref().map(|deletes| format!("{}.del", deletes.opstamp))
    }
}

/// Lengths and checksums of the files that a commit names.
#[derive(Debug, Default)]
pub(crate) struct Seals(HashMap<String, (u64, u32)>);

impl Seals {
    /// True when `bytes` are the file `name` as far as its length and its end tell.
    pub fn fit(&self, name: &str, bytes: &[u8]) -> bool {
        self.0.get(name).is_some_and(|seal| *seal == seal_of(bytes))
    }

    /// Names of all files, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn seal_of(bytes: &[u8]) -> (u64, u32) {
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default();
    (bytes.len() as u64, crc32fast::hash(end))
}

/// The bytes that are written for `data`; with `named`, the directory of the files that it names as a commit.
pub(crate) fn seal(data: &[u8], named: Option<&Path>) -> io::Result<Vec<u8>> {
    let mut sealed = [data, MARK].concat();
    if let Some(root) = named {
        let commit: Commit = serde_json::from_slice(data)?;
        for (name, length, end) in files(root, &commit)? {
            sealed.extend_from_slice(format!("{name} {length} {end:08x}\n").as_bytes());
        }
    }
    let sum = crc32fast::hash(&sealed);
    sealed.extend_from_slice(format!("\n{sum:08x}").as_bytes());
    Ok(sealed)
}

/// The files of a commit's segments, by name.
fn files(root: &Path, commit: &Commit) -> io::Result<Vec<(String, u64, u32)>> {
    let segments: HashMap<String, Option<String>> =
        commit.segments.iter().map(|listed| (listed.stem(), listed.deletes())).collect();
    let mut files = Vec::new();
    for entry in fs_err::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((stem, rest)) = name.split_once('.') else { continue };
        let Some(deletes) = segments.get(stem) else { continue };
        if rest.ends_with("del") && deletes.as_deref() != Some(rest) {
            continue;
        }
        let (length, end) = seal_of_file(&entry.path())?;
        files.push((name, length, end));
    }
    files.sort();
    Ok(files)
}

fn seal_of_file(path: &Path) -> io::Result<(u64, u32)> {
    use std::io::{Read, Seek, SeekFrom};
    let mut file = fs_err::File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(END as u64)))?;
    let mut end = Vec::with_capacity(END);
    file.read_to_end(&mut end)?;
    Ok((length, crc32fast::hash(&end)))
}

/// What was sealed, and the seals of its files; none when the bytes are not what was written.
pub(crate) fn open(mut bytes: Vec<u8>) -> Option<(Vec<u8>, Seals)> {
    let (sealed, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM)?)?;
    let (b"\n", sum) = sum.split_at(1) else { return None };
    if u32::from_str_radix(std::str::from_utf8(sum).ok()?, 16).ok()? != crc32fast::hash(sealed) {
        return None;
    }
    let length = mark(sealed)?;
    let seals = std::str::from_utf8(sealed.get(length + MARK.len()..)?).ok()?;
    let mut all = Seals::default();
    for line in seals.lines() {
        let mut words = line.split(' ');
        let (name, length, end) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
        all.0.insert(name.to_owned(), (length, u32::from_str_radix(end, 16).ok()?));
    }
    bytes.truncate(length);
    Some((bytes, all))
}

/// Where the last mark stands: no file's name holds one.
fn mark(sealed: &[u8]) -> Option<usize> {
    (0..=sealed.len().checked_sub(MARK.len())?).rev().find(|&at| sealed[at..].starts_with(MARK))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &[u8] = br#"{"segments":[{"segment_id":"00-ff","max_doc":3,"deletes":{"opstamp":7}}]}"#;

    #[test]
    fn a_record_and_the_files_it_names_are_told_from_any_others() {
        let dir = tempfile::tempdir().unwrap();
        for (name, content) in
            [("00ff.store", "texts"), ("00ff.7.del", "new"), ("00ff.3.del", "old"), ("11ff.store", "other")]
        {
            std::fs::write(dir.path().join(name), content).unwrap();
        }
        let sealed = seal(RECORD, Some(dir.path())).unwrap();
        let (record, seals) = open(sealed.clone()).unwrap();
        assert_eq!(record, RECORD);
        let mut names: Vec<&str> = seals.names().collect();
        names.sort_unstable();
        assert_eq!(names, ["00ff.7.del", "00ff.store"]);
        assert!(seals.fit("00ff.store", b"texts"));
        for other in ["text", "textz", "", "texts "] {
            assert!(!seals.fit("00ff.store", other.as_bytes()), "{other}");
        }
        assert!(!seals.fit("11ff.store", b"other"));
        for at in 0..sealed.len() {
            for bit in [1, 0x20, 0x80] {
                let mut damaged = sealed.clone();
                damaged[at] ^= bit;
                // The digits of the sum can be written large or small.
                let same = open(damaged).is_none_or(|(found, _)| found == record && at >= sealed.len() - 8);
                assert!(same, "byte {at}");
            }
            assert!(open(sealed[..at].to_vec()).is_none());
        }
        assert!(open(RECORD.to_vec()).is_none());
    }
}
