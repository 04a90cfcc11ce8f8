//! The texts of one letter: `dafu show --diff`, `dafu list --versions`, and what a search says of its variants.
//!
//! In: a letter of which files hold several texts. Out: where they differ, printed or told. Which text leads was decided by
//! the archive.

use std::path::Path;

use crate::archive::Archive;
use crate::archive::compare::{Difference, Differs, Side, compare};
use crate::archive::letters::{HeldText, ReadReply};
use crate::cli::archive::{SeenFile, names, paths};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::render;
use crate::render::compare::Compared;
use crate::render::wire::texts::document;
use dafu_letters::passage::{PassageKey, ReplyId};
use dafu_words::message;

/// The texts of a letter with their files.
pub(crate) struct Texts {
    read: ReadReply,
    files: Vec<Vec<String>>,
}

impl Texts {
    /// Reads all texts of a letter.
    pub(crate) fn of(archive: &Archive, id: ReplyId, working: &Path) -> Result<Texts, CliError> {
        let read = archive.read(id)?;
        let mut files: Vec<Vec<SeenFile>> = read.texts.iter().map(|_| Vec::new()).collect();
        for file in paths(archive, id, working)? {
            if let Some(at) = read.texts.iter().position(|text| text.version == file.version) {
                files[at].push(file);
            }
        }
        Ok(Texts { read, files: files.into_iter().map(names).collect() })
    }

    /// Where each text differs from the leading one, which comes first and differs nowhere.
    pub(crate) fn differences(&self) -> Vec<Vec<Difference>> {
        let sides = self.sides();
        let Some((&leading, others)) = sides.split_first() else { return Vec::new() };
        std::iter::once(Vec::new()).chain(others.iter().map(|&other| compare(leading, other))).collect()
    }

    /// Its texts with their files and where they differ, the leading one first.
    pub(crate) fn compared<'a>(
        &'a self,
        differences: &'a [Vec<Difference>],
    ) -> impl Iterator<Item = Compared<'a>> {
        let texts = self.read.texts.iter().zip(&self.files).zip(differences);
        texts.map(|((text, paths), differences)| Compared { text, paths, differences })
    }

    /// How what a passage of one text says differs in another text, in the gravest way.
    pub(crate) fn differ(&self, own: u32, key: PassageKey, others: &[u32]) -> Option<Differs> {
        let sides = self.sides();
        let at = |version| self.read.texts.iter().position(|text| text.version == version);
        let side = *sides.get(at(own)?)?;
        let passage = side.record.passages.iter().position(|passage| passage.id.key == key)?;
        let others = others.iter().filter_map(|&other| sides.get(at(other)?));
        let differences = others.flat_map(|&other| compare(side, other));
        differences.filter(|of| of.left.passages.contains(&passage)).map(|of| of.differs).min()
    }

    /// Numbers of its texts.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        self.read.texts.iter().map(|text| text.version).collect()
    }

    fn sides(&self) -> Vec<Side<'_>> {
        let texts = self.read.texts.iter();
        let of = |text: &HeldText| self.read.records.iter().find(|record| record.version == text.version);
        texts
            .filter_map(|text| Some((text, of(text)?)))
            .map(|(text, record)| Side { record, format: &text.format, mark: text.mark })
            .collect()
    }
}

/// Prints the texts of a letter side by side, as text or JSON.
pub(crate) fn show(
    archive: &Archive,
    (id, citation): (ReplyId, &str),
    json: bool,
    ctx: &mut Context<'_>,
) -> Result<(), CliError> {
    let texts = Texts::of(archive, id, &ctx.working)?;
    let differences = texts.differences();
    let compared: Vec<Compared<'_>> = texts.compared(&differences).collect();
    if json {
        return ctx.document(document(id, citation, &compared, ctx.mask));
    }
    let Some((leading, others)) = compared.split_first() else { return Ok(()) };
    if others.is_empty() {
        ctx.say(&message!("show_one_text"));
    }
    for (number, other) in others.iter().enumerate() {
        if number > 0 {
            writeln!(ctx.out)?;
        }
        let text = render::compare::differences(leading, other, ctx.mask, ctx.layout);
        ctx.out.write_all(text.as_bytes())?;
    }
    Ok(())
}
