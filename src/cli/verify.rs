//! `dafu verify`.

use crate::archive::error::aside;
use crate::archive::verify::{Damage, verify_at};
use crate::cli::archive::nearest;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::outcome::Outcome;
use crate::render;

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
        writeln!(ctx.out, "{}", render::verify::damage(damage))?;
    }
    if found.behind {
        ctx.say("note: the index is behind the store, as a killed run leaves it; the next dafu index brings it up");
    }
    if found.damages.is_empty() {
        writeln!(ctx.out, "sound: {} replies, {} passages", found.replies, found.passages)?;
        return Ok(Outcome::Done);
    }
    let store = |damage: &Damage| {
        matches!(
            damage,
            Damage::StoreLost { .. } | Damage::Older { .. } | Damage::Store(_) | Damage::Text(..)
        )
    };
    let next = if found.damages.iter().any(store) {
        aside(&dir)
    } else {
        "dafu index --rebuild makes the index again from the store, which is whole".to_owned()
    };
    ctx.say(&format!("{} damages\nhint: {next}", found.damages.len()));
    Ok(Outcome::Nothing)
}
