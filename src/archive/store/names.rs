//! Names of files beside the store, so that a search need not open the store at all.
//!
//! In: the store at the end of a run. Out: a file `names`, from which the files of a reply are read with a few looks.
//! It holds nothing that the store does not, and counts only while the store's file is the very one it was made from
//! (same size, same time, no log); whoever finds it absent, stale or damaged asks the store.
//!
//! Layout, little-endian: magic, size and time of the store, number of replies; for each reply, ascending, its id,
//! where its names begin behind the table, and a check on both; then the names: state, best, length, bytes.

use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

use fs_err::File;

use crate::archive::error::ArchiveError;
use crate::archive::store::Store;
use crate::archive::store::files::Standing;
use crate::archive::store::glance::Still;
use dafu_letters::passage::ReplyId;

const MAGIC: &[u8; 8] = b"dafunam1";
const HEADER: u64 = 32;
const ENTRY: u64 = 16;
/// Entries that are read at a time.
const WINDOW: u64 = 128;

/// A file that holds or held a reply: stored path, standing, whether its text is the reply's current one.
pub type Place = (Vec<u8>, Standing, bool);

/// The names that a store was last left with.
#[derive(Debug)]
pub struct Names {
    file: RefCell<File>,
    count: u64,
    still: Still,
    store: std::path::PathBuf,
}

/// Size and time as they are kept.
fn stamp(still: Still) -> [u8; 16] {
    let changed = still.changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let changed = changed.map_or(0, |time| time.as_nanos() as u64);
    let mut stamp = [0; 16];
    stamp[..8].copy_from_slice(&still.size.to_le_bytes());
    stamp[8..].copy_from_slice(&changed.to_le_bytes());
    stamp
}

/// Four bytes that tell damage.
fn check(reply: u64, names: &[u8]) -> u32 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&reply.to_le_bytes()).update(names);
    let [a, b, c, d, ..] = *hasher.finalize().as_bytes();
    u32::from_le_bytes([a, b, c, d])
}

impl Names {
    /// Opens the names in the archive `dir`; none when the store was changed since they were written.
    pub fn open(dir: &Path) -> Option<Names> {
        let store = dir.join("store.sqlite");
        let still = Still::of(&store)?;
        let mut file = File::open(dir.join("names")).ok()?;
        let mut header = [0; HEADER as usize];
        file.read_exact(&mut header).ok()?;
        let (magic, rest) = header.split_first_chunk::<8>()?;
        let (kept, count) = rest.split_first_chunk::<16>()?;
        let current = magic == MAGIC && *kept == stamp(still);
        let count = u64::from_le_bytes(count.try_into().ok()?);
        current.then_some(Names { file: RefCell::new(file), count, still, store })
    }

    /// True when the store may have been written to since the names were opened.
    pub fn was_disturbed(&self) -> bool {
        Still::of(&self.store) != Some(self.still)
    }

    /// The files of a reply, as [`Store::places_of`] gives them; none when only the store can tell.
    pub fn places_of(&self, reply: ReplyId) -> Option<Vec<Place>> {
        let wanted = reply.number();
        // Ids are hashes: a reply's place in the table is told by its id within a few entries.
        let guess = ((u128::from(wanted) * u128::from(self.count)) >> 64) as u64;
        let (mut low, mut high) = (0, self.count);
        let mut from = guess.saturating_sub(WINDOW / 2);
        let mut window = Vec::new();
        while low < high {
            from = from.clamp(low, high.saturating_sub(1));
            let length = WINDOW.min(high - from);
            self.read(HEADER + from * ENTRY, length * ENTRY, &mut window)?;
            let (entries, _) = window.as_chunks::<16>();
            let id = |entry: &[u8; 16]| entry.first_chunk().map_or(0, |id| u64::from_le_bytes(*id));
            if wanted < id(entries.first()?) {
                high = from;
            } else if wanted > id(entries.last()?) {
                low = from + length;
            } else {
                let at = entries.binary_search_by_key(&wanted, id).ok()?;
                let &[.., a, b, c, d, e, f, g, h] = entries.get(at)?;
                return self.names(
                    wanted,
                    u32::from_le_bytes([a, b, c, d]),
                    u32::from_le_bytes([e, f, g, h]),
                );
            }
            from = low + (high - low) / 2;
        }
        None
    }

    fn names(&self, reply: u64, start: u32, expected: u32) -> Option<Vec<Place>> {
        let begin = HEADER.checked_add(self.count.checked_mul(ENTRY)?)?.checked_add(u64::from(start))?;
        let mut bytes = Vec::new();
        self.read(begin, 4, &mut bytes)?;
        let length = u64::from(u32::from_le_bytes(*bytes.first_chunk()?));
        // A damaged length must not ask for memory: a reply does not have a megabyte of names.
        if length > 1 << 20 {
            return None;
        }
        self.read(begin + 4, length, &mut bytes)?;
        if check(reply, &bytes) != expected {
            return None;
        }
        let mut places = Vec::new();
        let mut rest = &bytes[..];
        while let Some((&[state, best, a, b, c, d], behind)) = rest.split_first_chunk::<6>() {
            let (path, behind) = behind.split_at_checked(u32::from_le_bytes([a, b, c, d]) as usize)?;
            places.push((path.to_vec(), Standing::from_code(state)?, best == 1));
            rest = behind;
        }
        Some(places)
    }

    fn read(&self, from: u64, length: u64, into: &mut Vec<u8>) -> Option<()> {
        let mut file = self.file.try_borrow_mut().ok()?;
        file.seek(SeekFrom::Start(from)).ok()?;
        into.clear();
        into.resize(usize::try_from(length).ok()?, 0);
        file.read_exact(into).ok()
    }
}

/// Writes the names of `store` in the archive `dir` and closes the store. Where they are still those of the file,
/// `unchanged`, only its stamp is renewed. The lock must be held.
pub fn keep(dir: &Path, store: Store, unchanged: bool) -> Result<(), ArchiveError> {
    let (path, new) = (dir.join("names"), dir.join("names.new"));
    let body = if unchanged { None } else { Some(body(&store)?) };
    let file = store.path.clone();
    drop(store);
    // A reader keeps the log in use: the store's file is not the whole store, and searches ask the store.
    let Some(still) = Still::of(&file) else { return Ok(()) };
    match body {
        None => {
            let mut names = fs_err::OpenOptions::new().write(true).open(&path)?;
            names.seek(SeekFrom::Start(MAGIC.len() as u64))?;
            names.write_all(&stamp(still))?;
        }
        Some(body) => {
            let mut names = File::create(&new)?;
            names.write_all(MAGIC)?;
            names.write_all(&stamp(still))?;
            names.write_all(&body)?;
            drop(names);
            fs_err::rename(&new, &path)?;
        }
    }
    Ok(())
}

/// Everything behind the stamp.
fn body(store: &Store) -> Result<Vec<u8>, ArchiveError> {
    let mut places: Vec<(u64, Vec<u8>)> = Vec::new();
    store.each_place(|reply, path, state, best| {
        if places.last().is_none_or(|(last, _)| *last != reply.number()) {
            places.push((reply.number(), Vec::new()));
        }
        if let Some((_, names)) = places.last_mut() {
            names.extend([state.code(), u8::from(best)]);
            names.extend((path.len() as u32).to_le_bytes());
            names.extend_from_slice(path);
        }
    })?;
    places.sort_unstable_by_key(|&(reply, _)| reply);
    let mut table = (places.len() as u64).to_le_bytes().to_vec();
    let mut all: Vec<u8> = Vec::new();
    for (reply, names) in places {
        let start = u32::try_from(all.len()).map_err(|_| io::Error::other("too many names for one file"))?;
        table.extend(reply.to_le_bytes());
        table.extend(start.to_le_bytes());
        table.extend(check(reply, &names).to_le_bytes());
        all.extend((names.len() as u32).to_le_bytes());
        all.extend(names);
    }
    table.extend(all);
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::facts::Facts;
    use crate::archive::metadata::Metadata;
    use crate::archive::store::files::FileRow;
    use crate::archive::store::replies::ReplyRow;
    use dafu_letters::text::Text;

    /// A store with `count` replies, every third with a second file that is missing.
    fn filled(dir: &Path, count: u64) -> Store {
        let store = Store::open(dir).unwrap();
        store.begin().unwrap();
        let text = Text::from_lines("某局的答复");
        let facts = Facts::of(&text, &dafu_letters::reply::parse(&text), &Metadata::default(), &[]);
        for number in 0..count {
            let id = ReplyId::from_number(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let row = ReplyRow {
                id,
                status: Standing::Present,
                facts: facts.clone(),
                version: 1,
                best_file: None,
                contents: Default::default(),
                parser: 1,
                batch: 1,
            };
            store.put_reply(&row, 0).unwrap();
            let mut best = None;
            for (at, state) in [Standing::Present, Standing::Missing].into_iter().enumerate() {
                if at == 0 || number % 3 == 0 {
                    let path = format!("信/{number}-{at}.txt").into_bytes();
                    let file = FileRow {
                        id: 0,
                        path,
                        container: None,
                        stamp: Default::default(),
                        checked_ns: 0,
                        hash: None,
                        state,
                        reason: String::new(),
                        detail: String::new(),
                        reply: Some(id),
                        format: "text".to_owned(),
                        encoding: "utf-8".to_owned(),
                        extractor: 1,
                    };
                    let put = store.put_file(&file, 1, 0).unwrap();
                    best.get_or_insert(put);
                }
            }
            store.put_reply(&ReplyRow { best_file: best, ..row }, 0).unwrap();
        }
        store.commit().unwrap();
        store
    }

    #[test]
    fn names_are_those_of_the_store_until_it_is_written_to() {
        let dir = tempfile::tempdir().unwrap();
        for count in [0, 1, 700] {
            let store = filled(dir.path(), count);
            let truth: Vec<_> = (0..count)
                .map(|number| ReplyId::from_number(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
                .map(|id| (id, store.places_of(id).unwrap()))
                .collect();
            keep(dir.path(), store, false).unwrap();
            let names = Names::open(dir.path()).unwrap();
            for (id, places) in truth {
                assert_eq!(names.places_of(id), Some(places));
            }
            assert_eq!(names.places_of(ReplyId::from_number(12_345)), None);
            assert!(!names.was_disturbed());
            let store = Store::open(dir.path()).unwrap();
            store.set_fact("batch", count as i64 + 1).unwrap();
            assert!(names.was_disturbed());
            drop(store);
            assert!(Names::open(dir.path()).is_none());
        }
    }

    #[test]
    fn an_unchanged_store_needs_a_new_stamp_only() {
        let dir = tempfile::tempdir().unwrap();
        keep(dir.path(), filled(dir.path(), 3), false).unwrap();
        let store = Store::open(dir.path()).unwrap();
        store.set_fact("batch", 9).unwrap();
        keep(dir.path(), store, true).unwrap();
        let names = Names::open(dir.path()).unwrap();
        assert_eq!(names.places_of(ReplyId::from_number(0)).unwrap().len(), 2);
    }

    #[test]
    fn damaged_names_are_no_names() {
        let dir = tempfile::tempdir().unwrap();
        let store = filled(dir.path(), 5);
        let ids: Vec<_> = (0..5u64)
            .map(|number| ReplyId::from_number(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
            .collect();
        let truth: Vec<_> = ids.iter().map(|&id| store.places_of(id).unwrap()).collect();
        keep(dir.path(), store, false).unwrap();
        let whole = std::fs::read(dir.path().join("names")).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(dir.path().join("names"), &damaged).unwrap();
            let Some(names) = Names::open(dir.path()) else { continue };
            for (id, places) in ids.iter().zip(&truth) {
                let told = names.places_of(*id);
                assert!(told.is_none() || told.as_ref() == Some(places), "bit {bit}");
            }
        }
        for length in 0..whole.len() {
            std::fs::write(dir.path().join("names"), &whole[..length]).unwrap();
            let Some(names) = Names::open(dir.path()) else { continue };
            for (id, places) in ids.iter().zip(&truth) {
                let told = names.places_of(*id);
                assert!(told.is_none() || told.as_ref() == Some(places), "length {length}");
            }
        }
    }
}
