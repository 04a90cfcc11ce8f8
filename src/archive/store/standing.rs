//! How a file, or the reply that its files hold, stands.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// Standing of a file, or of the reply that its files hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Found at the last look.
    Present,
    /// Gone at the last look; its reply is kept and searchable.
    Missing,
    /// Taken out on request.
    Removed,
    /// Could not be read as text.
    Quarantined,
}

impl Standing {
    const ALL: [Standing; 4] =
        [Standing::Present, Standing::Missing, Standing::Removed, Standing::Quarantined];

    /// The number under which it is kept.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The standing that is kept under a number.
    pub(crate) fn from_code(code: u8) -> Option<Standing> {
        Standing::ALL.get(usize::from(code)).copied()
    }

    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Present => "present",
            Standing::Missing => "missing",
            Standing::Removed => "removed",
            Standing::Quarantined => "quarantined",
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The store keeps a standing by its place in [`Standing::ALL`].
impl ToSql for Standing {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(*self as i64))
    }
}

impl FromSql for Standing {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Standing> {
        let code = u8::try_from(value.as_i64()?).ok();
        code.and_then(Standing::from_code).ok_or(FromSqlError::InvalidType)
    }
}
