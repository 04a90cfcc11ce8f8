//! How far a run has come: a bar with rate and remaining time on a terminal, plain lines elsewhere.

use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use crate::archive::ingest::Event;
use crate::archive::report::FileState;
use crate::cli::context::Context;
use crate::render::report::{reason, why};
use dafu_words::message;
use dafu_words::message::Message;

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
    /// A bar on a terminal, else plain lines.
    pub(crate) fn new(ctx: &Context<'_>) -> Progress {
        let bar = ctx.err_is_terminal.then(|| {
            let left = ctx.layout.language.word("index_time_left");
            let style = ProgressStyle::with_template(&format!(
                "{{bar:30}} {{pos}}/{{len}} {left} {{eta}} {{wide_msg}}"
            ));
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
                    let why = why(row.reason, row.detail.as_ref());
                    self.line(&message!("index_quarantined", path = row.path.as_path(), why = why), ctx);
                }
                for warning in &row.warnings {
                    let why = reason(*warning);
                    self.line(&message!("index_warning", path = row.path.as_path(), why = why), ctx);
                }
                self.plain(ctx);
            }
            Event::Again { done, total } => {
                if let Some(bar) = &self.bar {
                    bar.set_length(total);
                    bar.set_position(done);
                } else if done == total && total > 0 {
                    self.line(&message!("index_again", count = total), ctx);
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
            let size = HumanBytes(self.bytes).to_string();
            ctx.say(&message!("index_progress", done = self.files, total = self.total, size = size));
        }
    }

    fn line(&self, line: &Message, ctx: &mut Context<'_>) {
        match &self.bar {
            Some(bar) => bar.suspend(|| ctx.say(line)),
            None => ctx.say(line),
        }
    }
}
