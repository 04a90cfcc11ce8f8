//! What a command knows of the world: read once in `main`, passed as values.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Value;

use crate::cli::error::CliError;
use crate::render::mask::Mask;
use crate::render::people::Layout;
use crate::render::sanitize::sanitize;
use crate::sandbox::Reader;
use dafu_words::message;
use dafu_words::message::Message;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal that shows colours.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The world of a command.
pub struct Context<'a> {
    /// Data goes here.
    pub out: &'a mut dyn Write,
    /// Talk goes here.
    pub err: &'a mut dyn Write,
    /// Layout of text output.
    pub layout: Layout,
    /// Whether `err` is a terminal, so that progress may be drawn.
    pub err_is_terminal: bool,
    /// Whether private numbers are masked in all that is written.
    pub mask: Mask,
    /// `--archive` or `$DAFU_ARCHIVE`.
    pub archive: Option<PathBuf>,
    /// Working directory.
    pub working: PathBuf,
    /// The user's cache directory for dafu, if there is one.
    pub cache: Option<PathBuf>,
    /// Path of this executable, for work in child processes.
    pub executable: Option<PathBuf>,
    /// Set by Ctrl-C.
    pub cancelled: Arc<AtomicBool>,
}

impl Context<'_> {
    /// A line of talk. Talk that cannot be written is no reason to stop.
    pub(crate) fn say(&mut self, message: &Message) {
        let line = self.told(message);
        let _ = writeln!(self.err, "{line}");
    }

    /// The same, below what was said before.
    pub(crate) fn detail(&mut self, message: &Message) {
        let line = self.told(message);
        let _ = writeln!(self.err, "  {line}");
    }

    /// A message as it is shown.
    fn told(&self, message: &Message) -> String {
        sanitize(&self.mask.text(&self.layout.language.say(message), None))
    }

    /// Something worth knowing that stops nothing.
    pub(crate) fn note(&mut self, message: &Message) {
        self.say(&message!("talk_note", what = message.clone()));
    }

    /// What to do next.
    pub(crate) fn hint(&mut self, message: &Message) {
        self.say(&message!("talk_hint", what = message.clone()));
    }

    /// A JSON document as data, laid out for reading.
    pub(crate) fn document(&mut self, mut document: Value) -> Result<(), CliError> {
        self.mask.document(&mut document);
        serde_json::to_writer_pretty(&mut *self.out, &document)?;
        Ok(writeln!(self.out)?)
    }

    /// A JSON value as a line of data.
    pub(crate) fn line(&mut self, mut value: Value) -> Result<(), CliError> {
        self.mask.document(&mut value);
        Ok(writeln!(self.out, "{value}")?)
    }

    /// What reads files: binary formats in child processes.
    pub(crate) fn reader(&self, ocr: bool) -> Reader {
        Reader { program: self.executable.clone(), ocr, ..Reader::default() }
    }

    /// `path` as seen from the working directory.
    pub(crate) fn absolute(&self, path: &Path) -> PathBuf {
        self.working.join(path)
    }
}

/// Keeps `-线上` from being read as an option: a minus before a character that no option has becomes a full-width one,
/// which excludes just the same.
pub fn protect_exclusion(argument: std::ffi::OsString) -> std::ffi::OsString {
    match argument.to_str().and_then(|text| text.strip_prefix('-')) {
        Some(rest) if rest.chars().next().is_some_and(|c| !c.is_ascii()) => format!("－{rest}").into(),
        _ => argument,
    }
}
