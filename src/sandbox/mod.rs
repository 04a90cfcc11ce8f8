//! Reading a file's bytes where nothing can go wrong for long.
//!
//! In: the bytes of one file. Out: what was recovered from them, or why nothing was. Formats that are plain text are read
//! here and now; binary ones in a child process of the same executable, which has a bounded address space, bounded
//! time and no file to write to, and whose death is an answer like any other. The child is run without the dictionary,
//! on one thread, in a process group of its own that is killed as a whole.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Instant;

use dafu_letters::extract;
use dafu_letters::extract::{ExtractError, Extracted, Format};

pub mod child;
pub mod limits;
mod process;
pub mod tools;
mod wire;

pub use limits::Limits;

/// What a reader may use.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// dafu itself, for child processes; without it binary formats are read in this process.
    pub program: Option<PathBuf>,
    /// What a child may take.
    pub limits: Limits,
    /// Whether scanned pages are to be recognised, where the machine can.
    pub ocr: bool,
}

/// Why there is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// [`ExtractError::code`], or `limits` or `reader_failed`.
    pub code: String,
    /// What happened, in English.
    pub detail: String,
}

impl Failure {
    fn new(code: &str, detail: impl Into<String>) -> Failure {
        Failure { code: code.to_owned(), detail: detail.into() }
    }
}

impl From<ExtractError> for Failure {
    fn from(error: ExtractError) -> Failure {
        Failure::new(error.code(), error.to_string())
    }
}

/// A file of a bundle: its name as the bundle has it, and its bytes or why there are none.
pub type Entry = (String, Result<Vec<u8>, Failure>);

impl Reader {
    /// Recovers the text of a file.
    pub fn read(&self, bytes: &[u8]) -> Result<Extracted, Failure> {
        self.read_as(extract::format_of(bytes), bytes)
    }

    /// The same of a file whose format is known: what [`extract::format_of`] says of its bytes.
    pub fn read_as(&self, format: Option<&Format>, bytes: &[u8]) -> Result<Extracted, Failure> {
        let started = Instant::now();
        let read = match self.process_for(format, bytes)? {
            Some(program) => process::run(program, &[child::EXTRACT], bytes, &self.limits)
                .and_then(|answer| wire::read(&answer)),
            None => guarded(|| extract::read_as(format, bytes, &self.limits.caps)).and_then(|read| Ok(read?)),
        };
        // Another look has what is left of the file's time.
        let left = self.limits.wall.saturating_sub(started.elapsed());
        let read = tools::second_look(self, bytes, read, left)?;
        // Packed files can hold more text than any file may.
        match read.text.as_str().len() as u64 {
            length if length > extract::LARGEST => {
                Err(Failure::new("capped", format!("{length} bytes of text: more than {}", extract::LARGEST)))
            }
            _ => Ok(read),
        }
    }

    /// The files of a bundle, in its order.
    pub fn unpack(&self, bytes: &[u8]) -> Result<Vec<Entry>, Failure> {
        match &self.program {
            Some(program) => wire::unpacked(&process::run(program, &[child::UNPACK], bytes, &self.limits)?),
            None => guarded(|| {
                let mut entries = Vec::new();
                extract::bundle::unpack(bytes, &self.limits.caps, &mut |name, content| {
                    entries.push((name.to_owned(), content.map_err(Failure::from)));
                })
                .map(|()| entries)
            })
            .and_then(|unpacked| Ok(unpacked?)),
        }
    }

    /// The program that is to read the bytes; none when they are plain text, or when there is no program.
    fn process_for(&self, format: Option<&Format>, bytes: &[u8]) -> Result<Option<&PathBuf>, Failure> {
        let program = self.program.as_ref().filter(|_| format.is_some_and(|format| format.binary));
        if program.is_some() && bytes.len() as u64 > self.limits.input {
            return Err(Failure::new(
                "capped",
                format!("{} bytes: more than {}", bytes.len(), self.limits.input),
            ));
        }
        Ok(program)
    }
}

/// A defect of a reader costs one file, not the run.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Failure::new("reader_failed", "the reader panicked"))
}
