//! Names of files beside the store, so that a search need not open the store at all.
//!
//! In: the store at the end of a run. Out: a file `names`, from which the files of a reply are read with two looks. It
//! holds nothing that the store does not, and is replaced as a whole: who has opened it reads what was true then. It
//! counts only while the store's file is the one it was made from; whoever finds it absent, stale or damaged asks the
//! store.
//!
//! Layout, little-endian: magic; size and time of the store's file; number of buckets; where each bucket begins behind
//! this table, and where the last one ends; the buckets. A bucket holds the names of the replies whose ids fall into it:
//! a check of four bytes, then for each name the reply's id, standing, marks (its text leads; it is cut off), which of the
//! reply's texts it holds, length and bytes.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

use fs_err::File;

use crate::archive::error::ArchiveError;
use crate::archive::store::connection::Store;
use crate::archive::store::files::Place;
use crate::archive::store::standing::Standing;
use dafu_letters::passage::ReplyId;

const MAGIC: &[u8; 8] = b"dafunam4";
const HEADER: u64 = 32;
/// Marks of a file: its text is the current one; it is cut off.
const BEST: u8 = 1;
const CUT: u8 = 2;
/// Replies in a bucket, on average.
const SHARE: u64 = 4;

/// The names that a store was last left with.
#[derive(Debug)]
pub(crate) struct Names {
    file: File,
    buckets: u64,
}

/// Size and time of the store's file; none while its log holds anything: then the file alone is not the store.
fn stamp(store: &Path) -> Option<[u8; 16]> {
    let log = fs_err::metadata(store.with_extension("sqlite-wal"));
    if log.is_ok_and(|log| log.len() > 0) {
        return None;
    }
    let file = fs_err::metadata(store).ok()?;
    let changed = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut stamp = [0; 16];
    stamp[..8].copy_from_slice(&file.len().to_le_bytes());
    stamp[8..].copy_from_slice(&(changed.as_nanos() as u64).to_le_bytes());
    Some(stamp)
}

/// The bucket of a reply: ids are hashes of 60 bits.
fn bucket(reply: ReplyId, buckets: u64) -> u64 {
    ((u128::from(reply.number()) * u128::from(buckets)) >> 60) as u64
}

/// Four bytes that tell damage in a bucket.
fn check(bucket: u64, names: &[u8]) -> [u8; 4] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&bucket.to_le_bytes()).update(names);
    let [a, b, c, d, ..] = *hasher.finalize().as_bytes();
    [a, b, c, d]
}

impl Names {
    /// Opens the names in the archive `dir`; none when the store was changed since they were written.
    pub(crate) fn open(dir: &Path) -> Option<Names> {
        let mut file = File::open(dir.join("names")).ok()?;
        let mut header = [0; HEADER as usize];
        file.read_exact(&mut header).ok()?;
        let (made_from, buckets) = header.strip_prefix(MAGIC)?.split_first_chunk::<16>()?;
        let buckets = u64::from_le_bytes(buckets.try_into().ok()?);
        let current =
            *made_from == stamp(&dir.join("store.sqlite"))? && buckets < file.metadata().ok()?.len() / 8;
        current.then_some(Names { file, buckets })
    }

    /// The files of a reply, as [`Store::places_of`] gives them; none when only the store can tell.
    pub(crate) fn places_of(&self, reply: ReplyId) -> Option<Vec<Place>> {
        let own = bucket(reply, self.buckets);
        let ends = self.read(HEADER + own * 8, 16)?;
        let [start, end] = ends.as_chunks::<8>().0 else { return None };
        let (start, end) = (u64::from_le_bytes(*start), u64::from_le_bytes(*end));
        let bytes =
            self.read((HEADER + self.buckets * 8 + 8).checked_add(start)?, end.checked_sub(start)?)?;
        let (checked, mut rest) = bytes.split_first_chunk::<4>()?;
        if *checked != check(own, rest) {
            return None;
        }
        let mut places = Vec::new();
        while let Some((id, behind)) = rest.split_first_chunk::<8>() {
            let (&[state, marks], behind) = behind.split_first_chunk::<2>()?;
            let (version, behind) = behind.split_first_chunk::<4>()?;
            let (length, behind) = behind.split_first_chunk::<4>()?;
            let (path, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            if u64::from_le_bytes(*id) == reply.number() {
                places.push(Place {
                    path: path.to_vec(),
                    state: Standing::from_code(state)?,
                    version: u32::from_le_bytes(*version),
                    best: marks & BEST != 0,
                    cut_off: marks & CUT != 0,
                });
            }
            rest = behind;
        }
        (!places.is_empty()).then_some(places)
    }

    /// `length` bytes; a damaged file that promises more than it has makes us allocate no more than it has.
    fn read(&self, from: u64, length: u64) -> Option<Vec<u8>> {
        let (mut file, mut bytes) = (&self.file, Vec::new());
        file.seek(SeekFrom::Start(from)).ok()?;
        file.take(length).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == length).then_some(bytes)
    }
}

/// Writes the names of `store` in the archive `dir` and closes the store. Where they are still those of the file,
/// `unchanged`, only its stamp is renewed. The lock must be held.
pub(crate) fn keep(dir: &Path, store: Store, unchanged: bool) -> Result<(), ArchiveError> {
    let (path, new) = (dir.join("names"), dir.join("names.new"));
    let body = if unchanged { None } else { Some(body(&store)?) };
    let file = store.path.clone();
    drop(store);
    // A reader that keeps the log in use leaves no stamp: searches ask the store until the next run.
    let Some(stamp) = stamp(&file) else { return Ok(()) };
    if let Some(body) = body {
        let mut names = File::create(&new)?;
        for part in [&MAGIC[..], &stamp, &body] {
            names.write_all(part)?;
        }
        return Ok(fs_err::rename(&new, &path)?);
    }
    let mut names = fs_err::OpenOptions::new().write(true).open(&path)?;
    names.seek(SeekFrom::Start(MAGIC.len() as u64))?;
    Ok(names.write_all(&stamp)?)
}

/// Everything behind the stamp.
fn body(store: &Store) -> Result<Vec<u8>, ArchiveError> {
    let mut named: Vec<(ReplyId, Vec<u8>)> = Vec::new();
    store.each_place(|reply, Place { path, state, version, best, cut_off }| {
        let mut name = reply.number().to_le_bytes().to_vec();
        name.extend([state.code(), if best { BEST } else { 0 } | if cut_off { CUT } else { 0 }]);
        name.extend(version.to_le_bytes());
        name.extend((path.len() as u32).to_le_bytes());
        name.extend(path);
        named.push((reply, name));
    })?;
    let buckets = named.len() as u64 / SHARE + 1;
    let (mut table, mut all) = ([buckets, 0].map(u64::to_le_bytes).concat(), Vec::new());
    let mut rest = named.into_iter().peekable();
    for number in 0..buckets {
        let mut names = Vec::new();
        while let Some((_, name)) = rest.next_if(|(reply, _)| bucket(*reply, buckets) == number) {
            names.extend(name);
        }
        all.extend(check(number, &names));
        all.extend(names);
        table.extend((all.len() as u64).to_le_bytes());
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
                held: 1,
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
                        version: 1,
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
            let store = Store::open(dir.path()).unwrap();
            store.set_fact("batch", count as i64 + 1).unwrap();
            assert!(Names::open(dir.path()).is_none(), "the log holds what the file does not");
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
        let path = dir.path().join("names");
        let whole = std::fs::read(&path).unwrap();
        // How many replies the file tells, all of them truly; none when it does not open.
        let told = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            let names = Names::open(dir.path())?;
            let told = ids.iter().zip(&truth).filter(|&(&id, places)| {
                let told = names.places_of(id);
                assert!(told.is_none() || told.as_ref() == Some(places));
                told.is_some()
            });
            Some(told.count())
        };
        assert_eq!(told(&whole), Some(5));
        let (header, bits) = (HEADER as usize * 8, whole.len() * 8);
        let mut flipped = (0..bits).map(|bit| {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            told(&damaged)
        });
        // Behind magic and stamp stands the number of buckets: few others are possible, and none tells a thing.
        assert!(flipped.by_ref().take(header - 64).all(|told| told.is_none()));
        assert!(flipped.by_ref().take(64).all(|told| told.unwrap_or(0) == 0));
        let behind: Vec<usize> = flipped.map(|told| told.expect("the header is whole")).collect();
        assert_eq!(behind.len(), bits - header);
        assert!(behind.iter().all(|&told| told < 5), "a flip spoils its bucket");
        assert!(
            behind.iter().filter(|&&told| told > 0).count() > behind.len() / 2,
            "and the others are told"
        );
        let cut: Vec<usize> = (0..whole.len()).filter_map(|length| told(&whole[..length])).collect();
        assert_eq!(cut.len(), whole.len() - HEADER as usize, "what has its header opens");
        assert!(cut.iter().all(|&told| told < 5));
    }
}
