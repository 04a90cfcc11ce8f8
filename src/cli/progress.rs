//! How far a run has come: a bar with rate and remaining time on a terminal, plain lines elsewhere.

use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use crate::archive::ingest::Event;
use crate::archive::report::FileState;
use crate::cli::context::Context;
use crate::render::report::reason;
use crate::render::sanitize::sanitize;

/// Time between plain lines.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// Draws or writes what a run tells.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    files: u64,
    total: u64,
    bytes: u64,
    last: Instant,
}

impl Progress {
    /// A bar when `terminal`, else plain lines.
    pub(crate) fn new(terminal: bool) -> Progress {
        let bar = terminal.then(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec} 剩余 {eta} {wide_msg}");
            let bar = ProgressBar::new(0);
            match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Progress { bar, files: 0, total: 0, bytes: 0, last: Instant::now() }
    }

    /// Takes an event in.
    pub(crate) fn see(&mut self, event: Event<'_>, ctx: &mut Context<'_>) {
        match event {
            Event::Planned { files, .. } => {
                self.total = files as u64;
                if let Some(bar) = &self.bar {
                    bar.set_length(self.total);
                }
            }
            Event::File { row, bytes } => {
                self.files += 1;
                self.bytes += bytes;
                if let Some(bar) = &self.bar {
                    bar.set_position(self.files);
                    bar.set_message(HumanBytes(self.bytes).to_string());
                }
                if row.state == FileState::Quarantined && !row.known {
                    let reason = row.reason.map_or("", reason);
                    let line = format!("quarantined: {} — {reason} {}", row.path.display(), row.detail);
                    self.line(&line, ctx);
                }
                for warning in &row.warnings {
                    self.line(&format!("warning: {} — {}", row.path.display(), reason(*warning)), ctx);
                }
                self.plain(ctx);
            }
            Event::Again { done, total } => {
                if let Some(bar) = &self.bar {
                    bar.set_length(total);
                    bar.set_position(done);
                } else if done == total && total > 0 {
                    self.line(&format!("indexed {total} stored letters again"), ctx);
                }
            }
            Event::Committed(_) => {}
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn plain(&mut self, ctx: &mut Context<'_>) {
        if self.bar.is_none() && self.last.elapsed() >= PLAIN_EVERY {
            self.last = Instant::now();
            ctx.say(&format!("{} of {} files, {}", self.files, self.total, HumanBytes(self.bytes)));
        }
    }

    fn line(&self, line: &str, ctx: &mut Context<'_>) {
        let line = sanitize(line);
        match &self.bar {
            Some(bar) => bar.suspend(|| ctx.say(&line)),
            None => ctx.say(&line),
        }
    }
}
