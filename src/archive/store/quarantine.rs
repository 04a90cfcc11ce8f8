//! What is in quarantine: which of it was acknowledged, and folders that could not be listed.
//!
//! In: rows of the manifest. Out: notes beside them. A folder has a row of its own only as long as it cannot be listed.

use std::collections::BTreeSet;

use crate::archive::error::ArchiveError;
use crate::archive::store::connection::Store;
use crate::archive::store::files::FileRow;
use dafu_letters::passage::ReplyId;

/// Format of the row of a folder that could not be listed.
pub const FOLDER: &str = "folder";

impl Store {
    /// Row numbers and stored paths of the folders that could not be listed.
    pub(crate) fn unlisted_folders(&self) -> Result<Vec<(i64, Vec<u8>)>, ArchiveError> {
        self.all("SELECT id, path FROM files WHERE format = ?1", [FOLDER], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// Notes that somebody looked at a file in quarantine, as it is now.
    pub(crate) fn acknowledge(&self, file: &FileRow) -> Result<(), ArchiveError> {
        let sql = "INSERT INTO acknowledged VALUES (?1, ?2) ON CONFLICT DO UPDATE SET reason = ?2";
        self.run(sql, (file.id, &file.reason)).map(drop)
    }

    /// Row numbers of what is acknowledged: in quarantine for the reason for which somebody looked at it.
    pub(crate) fn acknowledged(&self) -> Result<BTreeSet<i64>, ArchiveError> {
        let sql = "SELECT id FROM files f JOIN acknowledged a ON a.file = f.id AND a.reason = f.reason";
        Ok(self.all(sql, [], |row| row.get(0))?.into_iter().collect())
    }

    /// The replies whose current text is of a file that is cut off.
    pub(crate) fn cut_off(&self) -> Result<BTreeSet<ReplyId>, ArchiveError> {
        let sql = "SELECT r.id FROM files f JOIN replies r ON r.best_file = f.id
                   WHERE f.reason IS NULL AND f.detail = 'cut_off' AND r.status <> 2";
        let ids = self.all(sql, [], |row| Ok(ReplyId::from_number(row.get::<_, i64>(0)? as u64)))?;
        Ok(ids.into_iter().collect())
    }

    /// Stored paths of the files that are there and cut off, by path.
    pub(crate) fn cut_off_files(&self) -> Result<Vec<Vec<u8>>, ArchiveError> {
        let sql =
            "SELECT path FROM files WHERE reason IS NULL AND detail = 'cut_off' AND state = 0 ORDER BY path";
        self.all(sql, [], |row| row.get(0))
    }

    /// Row numbers of the lines of collections that are gone from them.
    pub(crate) fn missing_lines(&self) -> Result<Vec<i64>, ArchiveError> {
        let sql =
            "SELECT id FROM files WHERE container IS NOT NULL AND format = 'jsonl' AND state = 1 ORDER BY id";
        self.all(sql, [], |row| row.get(0))
    }
}
