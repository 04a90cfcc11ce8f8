//! `dafu status`.

use indicatif::HumanBytes;
use serde_json::json;

use crate::archive::coverage::Series;
use crate::archive::status::{Status, status};
use crate::cli::Outcome;
use crate::cli::archive::open;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::render::sanitize::sanitize;

/// Show how the archive stands: counts, versions, sizes, quarantine, coverage and gaps
///
/// Numbers missing from a series of case or document numbers may simply be unpublished.
///
/// Examples:
///   dafu status
///   dafu status --format json
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Prints the status.
pub fn run(args: &Args, ctx: &mut Context<'_>) -> Result<Outcome, CliError> {
    let archive = open(ctx)?;
    let status = status(&archive)?;
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *ctx.out, &document(&status))?;
            writeln!(ctx.out)?;
        }
        Format::Text => text(&status, ctx)?,
    }
    Ok(Outcome::Done)
}

fn text(status: &Status, ctx: &mut Context<'_>) -> Result<(), CliError> {
    let out = &mut ctx.out;
    writeln!(out, "{}", status.dir.display())?;
    for (name, counts) in [("files", &status.files), ("replies", &status.replies)] {
        let counts: Vec<String> =
            counts.iter().map(|(standing, n)| format!("{} {n}", standing.name())).collect();
        writeln!(out, "{name}: {}", counts.join(", "))?;
    }
    writeln!(out, "passages: {}", status.passages)?;
    let (store, index) = (HumanBytes(status.store_bytes), HumanBytes(status.index_bytes));
    writeln!(out, "size: store {store}, index {index} (generation {})", status.generation)?;
    let versions: Vec<String> = status.versions.iter().map(|(name, n)| format!("{name} {n}")).collect();
    writeln!(out, "versions: {}", versions.join(", "))?;
    if status.behind {
        writeln!(out, "the index is behind the store: the next dafu index brings it up")?;
    }
    for run in status.runs.iter().take(3) {
        let ended = run.ended.as_deref().unwrap_or("not finished");
        writeln!(
            out,
            "run {}: {} – {ended}{}",
            run.id,
            run.started,
            if run.cancelled { " (stopped)" } else { "" }
        )?;
    }
    if !status.quarantine.is_empty() {
        writeln!(out, "\nquarantine:")?;
        for file in &status.quarantine {
            let reason = file.reason.map_or("", |reason| reason.zh());
            writeln!(out, "  {}", sanitize(&format!("{}  {reason} {}", file.path.display(), file.detail)))?;
        }
    }
    if !status.missing.is_empty() {
        writeln!(out, "\nmissing (still searchable; dafu index --prune takes them out):")?;
        for path in &status.missing {
            writeln!(out, "  {}", sanitize(&path.display().to_string()))?;
        }
    }
    if !status.coverage.units.is_empty() {
        writeln!(out, "\ncoverage by unit and year:")?;
        for row in &status.coverage.units {
            writeln!(out, "  {:>6}  {}  {}", row.replies, row.year, sanitize(&row.unit))?;
        }
    }
    for (name, series) in
        [("document numbers", &status.coverage.doc_numbers), ("case numbers", &status.coverage.cases)]
    {
        let gaps: Vec<&Series> = series.iter().filter(|series| !series.missing.is_empty()).collect();
        if !gaps.is_empty() {
            writeln!(out, "\n{name} not seen (possibly unpublished):")?;
            for series in gaps {
                let line = format!(
                    "{}: {} of {}–{}; not seen {}",
                    series.name,
                    series.seen,
                    series.first,
                    series.last,
                    ranges(series)
                );
                writeln!(out, "  {}", sanitize(&line))?;
            }
        }
    }
    Ok(())
}

/// The first missing ranges of a series.
fn ranges(series: &Series) -> String {
    const SHOWN: usize = 12;
    let mut shown: Vec<String> = series
        .missing
        .iter()
        .take(SHOWN)
        .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    if series.missing.len() > SHOWN {
        shown.push(format!("… {} more ranges", series.missing.len() - SHOWN));
    }
    shown.join(", ")
}

fn document(status: &Status) -> serde_json::Value {
    let counts = |counts: &[(crate::archive::store::standing::Standing, u64)]| -> serde_json::Value {
        counts
            .iter()
            .map(|(standing, n)| (standing.name().to_owned(), json!(n)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let series = |series: &[Series]| -> serde_json::Value {
        series
            .iter()
            .map(|s| json!({"name": s.name, "first": s.first, "last": s.last, "seen": s.seen, "missing": s.missing}))
            .collect()
    };
    json!({
        "schema": "dafu.status/1",
        "archive": status.dir.display().to_string(),
        "files": counts(&status.files),
        "replies": counts(&status.replies),
        "passages": status.passages,
        "store_bytes": status.store_bytes,
        "index_bytes": status.index_bytes,
        "generation": status.generation,
        "behind": status.behind,
        "versions": status.versions.iter().map(|(name, n)| ((*name).to_owned(), json!(n))).collect::<serde_json::Map<_, _>>(),
        "quarantine": status.quarantine.iter().map(|file| json!({
            "path": file.path.display().to_string(),
            "reason": file.reason.map(|reason| reason.code()),
            "detail": file.detail,
        })).collect::<Vec<_>>(),
        "missing": status.missing.iter().map(|path| path.display().to_string()).collect::<Vec<_>>(),
        "coverage": {
            "units": status.coverage.units.iter().map(|row| json!({"unit": row.unit, "year": row.year, "replies": row.replies})).collect::<Vec<_>>(),
            "doc_numbers": series(&status.coverage.doc_numbers),
            "cases": series(&status.coverage.cases),
        },
    })
}
