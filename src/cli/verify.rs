//! `dafu verify`.

use crate::archive::error::aside;
use crate::archive::verify::{Damage, verify_at};
use crate::cli::archive::nearest;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::render;
use dafu_words::message;

/// Check that nothing is damaged: checksums, stored texts, and that store and index agree
///
/// Exit code 0 when the archive is sound, 1 when damage was found.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {}

/// Verifies the archive and lists damages.
pub(crate) fn run(_args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let dir = nearest(ctx)?;
    let found = verify_at(&dir, ctx.executable.as_deref())?;
    for damage in &found.damages {
        writeln!(ctx.out, "{}", render::verify::damage(damage, ctx.layout.language))?;
    }
    if found.behind {
        ctx.note(&message!("verify_behind"));
    }
    if found.damages.is_empty() {
        let sound = message!("verify_sound", replies = found.replies, passages = found.passages);
        writeln!(ctx.out, "{}", ctx.layout.language.say(&sound))?;
        return Ok(Outcome::Done);
    }
    let store = |damage: &Damage| {
        matches!(
            damage,
            Damage::StoreLost { .. } | Damage::Older { .. } | Damage::Store(_) | Damage::Text(..)
        )
    };
    let next = if found.damages.iter().any(store) { aside(&dir) } else { message!("hint_rebuild_whole") };
    ctx.say(&message!("verify_damages", count = found.damages.len()));
    ctx.hint(&next);
    Ok(Outcome::Nothing)
}
