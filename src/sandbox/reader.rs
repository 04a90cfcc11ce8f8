//! What reads files: here, in a child, or with another program's help.
//!
//! In: a file's bytes. Out: its text, or its files if it is a bundle, or why neither can be had.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::sandbox::failure::{Cause, Failure};
use crate::sandbox::limits::Limits;
use crate::sandbox::wire::Unpacked;
use crate::sandbox::{child, process, tools, wire};
use dafu_letters::extract;
use dafu_letters::extract::cut;
use dafu_letters::extract::{Extracted, Format};
use dafu_words::message;

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

impl Reader {
    /// Recovers the text of a file.
    pub fn read(&self, bytes: &[u8]) -> Result<Extracted, Failure> {
        self.read_as(extract::format_of(bytes), bytes)
    }

    /// The same of a file whose format is known: what [`extract::format_of`] says of its bytes.
    pub(crate) fn read_as(&self, format: Option<&Format>, bytes: &[u8]) -> Result<Extracted, Failure> {
        let started = Instant::now();
        let read = match self.process_for(format, bytes)? {
            Some(program) => process::run(program, &[child::EXTRACT], bytes, &self.limits)
                .and_then(|answer| wire::read(&answer)),
            None => guarded(|| extract::read_as(format, bytes, &self.limits.caps)).and_then(|read| Ok(read?)),
        };
        // Another look has what is left of the file's time.
        let left = self.limits.wall.saturating_sub(started.elapsed());
        let is_pdf = format.is_some_and(|format| format.name == "pdf");
        let read = match self.program.as_deref().filter(|_| is_pdf) {
            Some(program) => self.second_look(program, bytes, read, left)?,
            None => read?,
        };
        let mut read = read;
        // Whoever read it in the end: what is missing is missing.
        if let Some(note) = format.and_then(|format| cut::look(format.name, bytes))
            && read.notes.iter().all(|other| other.code != note.code)
        {
            read.notes.push(note);
        }
        // Packed files can hold more text than any file may.
        match read.text.as_str().len() as u64 {
            length if length > extract::LARGEST => Err(Failure::new(
                Cause::Capped,
                message!("fault_text_too_long", bytes = length, most = extract::LARGEST),
            )),
            _ => Ok(read),
        }
    }

    /// Looks again at what was not made out of a PDF, with what is `left` of its time; recognition has time of its own.
    fn second_look(
        &self,
        program: &Path,
        bytes: &[u8],
        read: Result<Extracted, Failure>,
        left: Duration,
    ) -> Result<Extracted, Failure> {
        let pages = if self.ocr { tools::scanned_pages(&read) } else { 0 };
        if pages > 0 {
            let Some(layered) = tools::recognised(program, bytes, pages, &self.limits) else { return read };
            let read = Reader { ocr: false, ..self.clone() }.read(&layered)?;
            return Ok(tools::noted_as_recognised(read));
        }
        let limits = Limits { wall: left, ..self.limits };
        match tools::is_poor(&read) && left >= tools::WORTH_IT {
            true => tools::by_pdftotext(program, bytes, &limits).map_or(read, Ok),
            false => read,
        }
    }

    /// The files of a bundle, in its order.
    pub fn unpack(&self, bytes: &[u8]) -> Result<Vec<Unpacked>, Failure> {
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
                Cause::Capped,
                message!("fault_too_large", bytes = bytes.len(), most = self.limits.input),
            ));
        }
        Ok(program)
    }
}

/// A defect of a reader costs one file, not the run.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| Failure::new(Cause::ReaderFailed, message!("fault_panic")))
}
