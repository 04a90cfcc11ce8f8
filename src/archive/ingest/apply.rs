//! What a reading changes.
//!
//! In: a file's reading, in the order of the run. Out: its row of the report, and the store and the index brought up
//! to it within the open batch. Decisions of identity are [`crate::archive::identity`]'s.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::archive::error::ArchiveError;
use crate::archive::identity::{Identity, held_elsewhere, identify};
use crate::archive::ingest::bundle::Part;
use crate::archive::ingest::plan::quarantined_before;
use crate::archive::ingest::read::{Failed, Letter, Outcome, Reading};
use crate::archive::ingest::session::Session;
use crate::archive::letters::{contents, page_key};
use crate::archive::record::set_id;
use crate::archive::report::{FileState, Reason, Row};
use crate::archive::store::files::{FileRow, Standing, ZIP};
use crate::archive::store::replies::{Contents, ReplyRow};
use crate::archive::store::texts::VersionRow;
use dafu_letters::extract;
use dafu_letters::passage::ReplyId;
use dafu_letters::reply::PARSER_VERSION;
use dafu_search::embedded::chars::code::Coded;

impl Session<'_> {
    /// Records a reading.
    pub fn apply(&mut self, reading: Reading) -> Result<Row, ArchiveError> {
        let stored = self.writing.base.stored(&reading.path);
        // A path that the manifest did not have when the run began is this file's alone.
        let old = if reading.listed { self.writing.store.file(&stored)? } else { None };
        let file = FileRow {
            id: old.as_ref().map_or(0, |row| row.id),
            path: stored,
            container: None,
            stamp: reading.stamp,
            checked_ns: self.started_ns,
            hash: None,
            state: Standing::Present,
            reason: String::new(),
            detail: String::new(),
            reply: old.as_ref().and_then(|row| row.reply),
            format: String::new(),
            encoding: String::new(),
            extractor: extract::version(""),
        };
        let path = reading.path.clone();
        match (reading.outcome, old) {
            (Outcome::Same(_), Some(old)) => self.same(path, file, old),
            (Outcome::Same(_), None) => Ok(Row::new(path, FileState::Skipped).because(Reason::Vanished, "")),
            (Outcome::Letter(letter), old) => {
                self.drop_parts_of(old.as_ref())?;
                let row = self.letter(file, old, *letter)?;
                Ok(Row { path, ..row })
            }
            (Outcome::Bundle(hash, parts), old) => {
                self.bundle(path, FileRow { hash: Some(hash), ..file }, old, parts)
            }
            (Outcome::Collection(hash), old) => {
                self.collection(path, FileRow { hash: Some(hash), ..file }, old)
            }
            (Outcome::Failed(failed), old) => self.failed(path, file, old, failed),
            (Outcome::Gone, Some(old)) if old.state == Standing::Present => {
                self.lose(old.id, old.reply)?;
                Ok(Row::new(path, FileState::Missing).holding(old.reply))
            }
            (Outcome::Gone, _) => Ok(Row::new(path, FileState::Skipped).because(Reason::Vanished, "")),
        }
    }

    /// The bytes that were known: only what the file system says is new.
    fn same(&mut self, path: PathBuf, file: FileRow, old: FileRow) -> Result<Row, ArchiveError> {
        let store = &self.writing.store;
        let back = old.state == Standing::Missing;
        let state = if old.reason.is_empty() { Standing::Present } else { Standing::Quarantined };
        let row = FileRow { stamp: file.stamp, checked_ns: file.checked_ns, state, ..old };
        store.put_file(&row, self.run, self.now)?;
        if state == Standing::Quarantined {
            return Ok(quarantined_before(path, &row.reason, &row.detail));
        }
        let told = Row::new(path, FileState::Unchanged).holding(row.reply);
        if !back {
            return Ok(told);
        }
        for line in store.lines_of(row.id)? {
            store.set_file_state(line.id, Standing::Present, self.run)?;
            self.restand(line.reply)?;
        }
        self.restand(row.reply)?;
        Ok(told.because(Reason::PresentAgain, ""))
    }

    fn failed(
        &mut self,
        path: PathBuf,
        file: FileRow,
        old: Option<FileRow>,
        Failed { hash, format, reason, detail }: Failed,
    ) -> Result<Row, ArchiveError> {
        let file = FileRow { hash, format: format.to_owned(), extractor: extract::version(format), ..file };
        let known = old.as_ref().is_some_and(|old| {
            let same = if file.hash.is_some() { file.hash == old.hash } else { file.stamp == old.stamp };
            old.reason == reason.code() && same
        });
        let reply = file.reply;
        let row = FileRow {
            state: Standing::Quarantined,
            reason: reason.code().to_owned(),
            detail: detail.clone(),
            ..file
        };
        self.writing.store.put_file(&row, self.run, self.now)?;
        // What the file held before stays searchable.
        self.restand(reply)?;
        let told = Row::new(path, FileState::Quarantined).because(reason, detail);
        Ok(Row { known, ..told })
    }

    fn letter(&mut self, file: FileRow, old: Option<FileRow>, letter: Letter) -> Result<Row, ArchiveError> {
        let mut file = FileRow {
            hash: Some(letter.hash),
            format: letter.format.to_owned(),
            encoding: letter.encoding.to_owned(),
            extractor: extract::version(letter.format),
            ..file
        };
        self.keep_fields(&letter)?;
        let told = |state, reply| Row {
            warnings: letter.warnings.clone(),
            ..Row::new("".into(), state).holding(Some(reply))
        };
        let own = file.reply;
        if let Some((from, reply)) = self.moved_from(&file, &letter)? {
            if let Some(old) = &old {
                self.writing.store.delete_file(old.id)?;
            }
            file.id = from.id;
            file.reply = Some(reply);
            self.writing.store.put_file(&file, self.run, self.now)?;
            self.restand(Some(reply))?;
            self.restand(own.filter(|&own| own != reply))?;
            self.touch(reply, &letter);
            return Ok(told(FileState::Moved, reply));
        }
        let identity = identify(&self.writing.store, own, file.id, &letter.facts, &letter.text)?;
        let unchanged_bytes = old.as_ref().is_some_and(|old| old.hash == Some(letter.hash));
        let (state, known) = match identity {
            Identity::Own(reply) if reply.status == Standing::Removed => (FileState::Added, Ok(reply)),
            Identity::Own(reply) if unchanged_bytes => (FileState::Unchanged, Ok(reply)),
            Identity::Own(reply) => (FileState::Updated, Ok(reply)),
            Identity::Copy(reply) => (FileState::Duplicate, Ok(reply)),
            Identity::Back(reply) if reply.status == Standing::Missing => (FileState::Moved, Ok(reply)),
            Identity::Back(reply) => (FileState::Added, Ok(reply)),
            Identity::New(id) => (FileState::Added, Err(id)),
        };
        let id = known.as_ref().map_or_else(|&id| id, |reply| reply.id);
        file.reply = Some(id);
        file.id = self.writing.store.put_file(&file, self.run, self.now)?;
        let row = told(state, id);
        let changed = self.keep(id, known.ok(), &file, state, letter)?;
        self.restand(own.filter(|&own| own != id))?;
        // An older extractor's text that reads otherwise today is an update, though its bytes are the same.
        let state = if state == FileState::Unchanged && changed { FileState::Updated } else { state };
        Ok(Row { state, ..row })
    }

    /// Keeps what a file says outside the letter, so that the letter can be read again without the file.
    fn keep_fields(&mut self, letter: &Letter) -> Result<(), ArchiveError> {
        if letter.fields.is_empty() {
            return Ok(());
        }
        let key = page_key(&letter.hash);
        if self.supplied.get(&key) != Some(&letter.fields) {
            self.writing.store.set_metadata(&key, &letter.fields)?;
            self.supplied.insert(key, letter.fields.clone());
        }
        Ok(())
    }

    /// Records a bundle: a row of its own for it, and one for each of its files.
    fn bundle(
        &mut self,
        path: PathBuf,
        file: FileRow,
        old: Option<FileRow>,
        parts: Vec<Part>,
    ) -> Result<Row, ArchiveError> {
        let state = match &old {
            None => FileState::Added,
            Some(old) if old.hash == file.hash && old.state == Standing::Present => FileState::Unchanged,
            Some(_) => FileState::Updated,
        };
        let own = file.reply;
        let mut file =
            FileRow { format: ZIP.to_owned(), extractor: extract::version(ZIP), reply: None, ..file };
        file.id = self.writing.store.put_file(&file, self.run, self.now)?;
        // A letter that stood here before is no longer here.
        self.restand(own)?;
        let mut met = HashSet::new();
        for Part { stored, outcome } in parts {
            met.insert(stored.clone());
            let old = self.writing.store.file(&stored)?;
            let shown = self.writing.base.shown(&stored);
            let part = FileRow {
                id: old.as_ref().map_or(0, |row| row.id),
                path: stored,
                container: Some(file.id),
                reply: old.as_ref().and_then(|row| row.reply),
                ..file.clone()
            };
            let row = match outcome {
                Outcome::Letter(letter) => Row { path: shown, ..self.letter(part, old, *letter)? },
                Outcome::Failed(failed) => self.failed(shown, part, old, failed)?,
                _ => continue,
            };
            self.report.seen += 1;
            self.report.rows.push(row);
        }
        self.drop_parts(file.id, |stored| !met.contains(stored))?;
        Ok(Row::new(path, state))
    }

    /// Where a bundle stood before and something else does now, its files are gone.
    fn drop_parts_of(&mut self, old: Option<&FileRow>) -> Result<(), ArchiveError> {
        if let Some(old) = old.filter(|old| old.format == ZIP) {
            self.drop_parts(old.id, |_| true)?;
        }
        Ok(())
    }

    /// What a collection or bundle no longer has becomes missing; how many that are.
    pub fn drop_parts(&mut self, container: i64, gone: impl Fn(&[u8]) -> bool) -> Result<u64, ArchiveError> {
        let mut dropped = 0;
        for row in self.writing.store.lines_of(container)? {
            if row.state == Standing::Present && gone(&row.path) {
                self.writing.store.set_file_state(row.id, Standing::Missing, self.run)?;
                self.restand(row.reply)?;
                dropped += 1;
            }
        }
        Ok(dropped)
    }

    /// The row of a file with the same bytes that is gone from where it was.
    fn moved_from(
        &self,
        file: &FileRow,
        letter: &Letter,
    ) -> Result<Option<(FileRow, ReplyId)>, ArchiveError> {
        for other in self.writing.store.files_by_hash(&letter.hash)? {
            let Some(id) = other.reply.filter(|_| other.path != file.path && other.container.is_none())
            else {
                continue;
            };
            let gone = match other.state {
                Standing::Missing => true,
                Standing::Present => {
                    let there = self.writing.base.absolute(&other.path).symlink_metadata();
                    there.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
                }
                Standing::Removed | Standing::Quarantined => false,
            };
            let Some(reply) = self.writing.store.reply(id)?.filter(|_| gone) else { continue };
            if reply.status != Standing::Removed && !letter.facts.other_case(&reply.facts) {
                return Ok(Some((other, id)));
            }
        }
        Ok(None)
    }

    /// Keeps the letter's text with its reply; makes it the current one where it is the better. True when the reply's
    /// current text changed.
    fn keep(
        &mut self,
        id: ReplyId,
        known: Option<ReplyRow>,
        file: &FileRow,
        state: FileState,
        letter: Letter,
    ) -> Result<bool, ArchiveError> {
        let store = &self.writing.store;
        let version = match known {
            // A reply that the store does not know has no texts, and no other files.
            None => store.add_first_text(id, &letter.kept, letter.format, self.now)?,
            Some(_) => {
                let version = store.add_text(id, &letter.kept, letter.format, self.now)?;
                // The same text from a format that is trusted more is worth as much as that.
                if format_rank(letter.format) > format_rank(&version.format) {
                    store.set_text_format(id, version.version, letter.format)?;
                    VersionRow { format: letter.format.to_owned(), ..version }
                } else {
                    version
                }
            }
        };
        let takes_over = match &known {
            None => true,
            Some(reply) if reply.status == Standing::Removed => true,
            Some(reply) => match state {
                FileState::Moved => true,
                FileState::Duplicate => self.is_better(reply, &version)?,
                _ => {
                    let best = reply.best_file.filter(|&best| best != file.id);
                    let best = best.map(|best| store.file_by_id(best)).transpose()?.flatten();
                    let stands =
                        best.is_some_and(|best| best.state == Standing::Present && best.reply == Some(id));
                    !stands || self.is_better(reply, &version)?
                }
            },
        };
        let new = known.is_none();
        let several = !new && store.files_of(id)?.len() > 1;
        if !takes_over {
            store.set_reply_status(id, Standing::Present, None)?;
            self.touch(id, &letter);
            return Ok(false);
        }
        let same_text = known.as_ref().is_some_and(|reply| {
            reply.version == version.version
                && reply.status != Standing::Removed
                && reply.parser == PARSER_VERSION
        });
        let mut reply = ReplyRow {
            id,
            status: Standing::Present,
            facts: letter.facts.clone(),
            version: version.version,
            best_file: Some(file.id),
            contents: Contents::default(),
            parser: PARSER_VERSION,
            batch: self.batch,
        };
        if same_text && let Some(known) = known {
            reply = ReplyRow { status: Standing::Present, best_file: reply.best_file, ..known };
            store.put_reply(&reply, self.now)?;
            self.touch(id, &letter);
            return Ok(false);
        }
        let (mut record, mut coded) = (letter.record, letter.coded);
        set_id(&mut record, id);
        reply.contents = contents(&record);
        match new {
            true => store.add_reply(&reply, self.now)?,
            false => store.put_reply(&reply, self.now)?,
        }
        if several {
            // What was supplied under the other files' names counts too.
            let (facts, whole) = self.letters().read(id)?;
            reply.facts = facts;
            self.writing.store.put_reply(&reply, self.now)?;
            coded = Coded::of(&whole);
            record = whole;
        }
        self.index().put_coded(&record, coded)?;
        Ok(true)
    }

    /// True when a copy's text is to replace the current one: a better format, else more of it.
    fn is_better(&self, reply: &ReplyRow, version: &VersionRow) -> Result<bool, ArchiveError> {
        if reply.version == version.version {
            return Ok(false);
        }
        let versions = self.writing.store.versions(reply.id)?;
        let current = versions.iter().find(|other| other.version == reply.version);
        let rank = |version: &VersionRow| (format_rank(&version.format), version.chars);
        Ok(current.is_none_or(|current| rank(version) > rank(current)))
    }

    /// Notes that what people supplied about a letter may have changed with its paths.
    fn touch(&mut self, id: ReplyId, letter: &Letter) {
        if !letter.metadata.is_empty() {
            self.touched.insert(id);
        }
    }

    /// A file is gone: its letter and its lines are kept as missing, unless other files hold them.
    pub fn lose(&mut self, file: i64, reply: Option<ReplyId>) -> Result<(), ArchiveError> {
        self.writing.store.set_file_state(file, Standing::Missing, self.run)?;
        self.drop_parts(file, |_| true)?;
        self.restand(reply)
    }

    /// Brings a reply's standing up to its files': present while one is, else missing. Removed ones stay removed
    /// until a file brings their text back.
    pub fn restand(&mut self, reply: Option<ReplyId>) -> Result<(), ArchiveError> {
        let Some(id) = reply else { return Ok(()) };
        let store = &self.writing.store;
        let Some(row) = store.reply(id)?.filter(|row| row.status != Standing::Removed) else { return Ok(()) };
        let held = held_elsewhere(store, id, 0)?;
        let status = if held { Standing::Present } else { Standing::Missing };
        if status == row.status { Ok(()) } else { store.set_reply_status(id, status, None) }
    }
}

/// How far a format's text is trusted: what was typed before what was laid out.
fn format_rank(format: &str) -> u8 {
    match format {
        "docx" | "doc" | "rtf" => 4,
        "html" => 3,
        "pdf" | "ofd" => 1,
        _ => 2,
    }
}
