//! Files that are gone, and files to be taken out.
//!
//! In: the walk and the manifest. Out: vanished files marked missing; their letters stay searchable, so that an
//! emptied or unmounted folder loses nothing. Only an explicit request removes a letter, and then its text too.

use crate::archive::error::ArchiveError;
use crate::archive::identity::held_elsewhere;
use crate::archive::ingest::plan::{Roots, Unmet};
use crate::archive::ingest::session::Session;
use crate::archive::report::{FileState, Row};
use crate::archive::store::files::{FileRow, Standing};

impl Session<'_> {
    /// Marks as missing what is known below the paths and was not met.
    pub fn mark_vanished(&mut self, roots: &Roots, gone: &[Unmet]) -> Result<(), ArchiveError> {
        for file in gone {
            self.lose(file.id, file.reply)?;
        }
        for root in &roots.absent {
            let kept = gone.iter().filter(|file| file.path.starts_with(root)).count();
            let note = format!("{} does not exist; its {kept} files are kept as missing", root.display());
            self.report.notes.push(note);
        }
        Ok(())
    }

    /// Takes out the files that the options name, and all below named folders.
    pub fn remove_paths(&mut self) -> Result<(), ArchiveError> {
        for path in &self.options.remove {
            let absolute = fs_err::canonicalize(path).or_else(|_| std::path::absolute(path))?;
            let mut any = false;
            for (id, stored, _) in self.writing.store.known_paths()? {
                let known = self.writing.base.absolute(&stored);
                if known.starts_with(&absolute) {
                    any = true;
                    let row = self.writing.store.file_by_id(id)?;
                    self.remove(row)?;
                }
            }
            if !any {
                return Err(ArchiveError::NotIndexed(path.clone()));
            }
        }
        Ok(())
    }

    /// Takes out every file that is missing.
    pub fn prune(&mut self) -> Result<(), ArchiveError> {
        for row in self.writing.store.files_standing(Standing::Missing)? {
            self.remove(Some(row))?;
        }
        Ok(())
    }

    fn remove(&mut self, row: Option<FileRow>) -> Result<(), ArchiveError> {
        let Some(row) = row else { return Ok(()) };
        for line in self.writing.store.lines_of(row.id)? {
            self.writing.store.set_file_state(line.id, Standing::Removed, self.run)?;
            self.remove_reply(line)?;
        }
        self.writing.store.set_file_state(row.id, Standing::Removed, self.run)?;
        let path = self.writing.base.absolute(&row.path);
        let told = Row::new(path, FileState::Removed).holding(row.reply);
        self.remove_reply(row)?;
        // A file that this very run found missing is told once, as removed.
        match self.report.rows.iter().rposition(|other| other.path == told.path) {
            Some(at) if self.report.rows[at].state == FileState::Missing => {
                self.report.rows[at] = told;
                Ok(())
            }
            _ => {
                self.report.seen += 1;
                self.push(told, 0)
            }
        }
    }

    /// Removes a file's letter unless another file, present or missing, holds it too.
    fn remove_reply(&mut self, row: FileRow) -> Result<(), ArchiveError> {
        let Some(id) = row.reply else { return Ok(()) };
        let store = &self.writing.store;
        if held_elsewhere(store, id, row.id)? {
            return Ok(());
        }
        if store.files_of(id)?.iter().any(|file| file.state == Standing::Missing) {
            return self.restand(Some(id));
        }
        if store.reply(id)?.is_some_and(|reply| reply.status == Standing::Removed) {
            return Ok(());
        }
        store.delete_texts(id)?;
        store.set_reply_status(id, Standing::Removed, Some(self.batch))?;
        self.index().delete(id)
    }
}
