//! Which of a letter's texts leads.
//!
//! In: what is known of each text of one letter and of the files that hold it. Out: their order, and what decided it.
//! What is whole leads before what was cut off or recognised; then what was published later leads, then what is dated later, then the file that was changed later, then the path that
//! comes first. Of texts with one body the one from the better reading stands for all: typed before laid out, more
//! before less.

use std::cmp::{Ordering, Reverse};

use crate::archive::facts::Facts;

/// What the order of a letter's texts hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standpoint {
    /// True when a file holds all of it, as it was typed: cut off and recognised texts come last.
    whole: bool,
    /// `YYYY-MM-DD`, empty when unknown.
    published: String,
    /// The same of the letter.
    dated: String,
    /// Last change of the content of a file that holds the text, ns since 1970; the latest.
    changed: i64,
    /// The first path that holds it, as stored.
    path: Vec<u8>,
    /// How far its format is trusted, and its length in characters.
    reading: (u8, usize),
    /// Folded body, else folded text.
    body: [u8; 32],
}

/// What put one text before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decided {
    /// One body: the better reading.
    Reading,
    /// One is cut off or was recognised from pictures of pages.
    Whole,
    /// The day of publication.
    Published,
    /// The letter's date.
    Dated,
    /// When the file was changed.
    Changed,
    /// Nothing but the order of paths.
    Path,
}

impl Decided {
    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Decided::Reading => "reading",
            Decided::Whole => "whole",
            Decided::Published => "published",
            Decided::Dated => "dated",
            Decided::Changed => "changed",
            Decided::Path => "path",
        }
    }
}

impl Standpoint {
    /// Of a text with these facts, the latest of its files changed at `changed`, the first at `path`; `reading` is its format's
    /// [rank](format_rank) and its length.
    pub(crate) fn new(
        facts: &Facts,
        whole: bool,
        reading: (u8, usize),
        changed: i64,
        path: Vec<u8>,
    ) -> Standpoint {
        Standpoint {
            whole,
            published: facts.published.clone(),
            dated: facts.date.clone(),
            changed,
            path,
            reading,
            body: facts.body_hash.unwrap_or(facts.text_hash),
        }
    }

    /// `Less` for the text that comes first, of two with different bodies; and what decided.
    fn against(&self, other: &Standpoint) -> (Ordering, Decided) {
        let steps = [
            (other.whole.cmp(&self.whole), Decided::Whole),
            (other.published.cmp(&self.published), Decided::Published),
            (other.dated.cmp(&self.dated), Decided::Dated),
            (other.changed.cmp(&self.changed), Decided::Changed),
        ];
        let decided = steps.into_iter().find(|(order, _)| order.is_ne());
        decided.unwrap_or((self.path.cmp(&other.path), Decided::Path))
    }

    /// What put this text before `other`.
    pub(crate) fn decided(&self, other: &Standpoint) -> Decided {
        if self.body == other.body { Decided::Reading } else { self.against(other).1 }
    }
}

/// The order of texts: indexes into `texts`, the leading one first; those of one body follow each other.
pub(crate) fn order(texts: &[Standpoint]) -> Vec<usize> {
    let mut bodies: Vec<Vec<usize>> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        match bodies.iter_mut().find(|of| texts[of[0]].body == text.body) {
            Some(of) => of.push(at),
            None => bodies.push(vec![at]),
        }
    }
    for of in &mut bodies {
        // What stands for the body among others: its latest text. Then the best reading is put first.
        of.sort_by(|&a, &b| texts[a].against(&texts[b]).0);
    }
    bodies.sort_by(|a, b| texts[a[0]].against(&texts[b[0]]).0);
    for of in &mut bodies {
        of.sort_by_key(|&at| (Reverse(texts[at].reading), texts[at].path.clone()));
    }
    bodies.concat()
}

/// How far a format's text is trusted: what was typed before what was laid out.
pub(crate) fn format_rank(format: &str) -> u8 {
    match format {
        "docx" | "doc" | "rtf" => 4,
        "html" => 3,
        "pdf" | "ofd" => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(published: &str, dated: &str, changed: i64, path: &str, body: u8, format: &str) -> Standpoint {
        Standpoint {
            whole: true,
            published: published.to_owned(),
            dated: dated.to_owned(),
            changed,
            path: path.into(),
            reading: (format_rank(format), 100),
            body: [body; 32],
        }
    }

    #[test]
    fn the_latest_text_leads_and_what_decided_is_known() {
        let texts = [
            text("", "2024-05-01", 9, "z", 1, "text"),
            text("2024-06-01", "2024-05-01", 1, "y", 2, "text"),
            text("2024-06-01", "2024-05-02", 0, "x", 3, "text"),
            text("2024-06-01", "2024-05-02", 5, "w", 4, "text"),
            text("2024-06-01", "2024-05-02", 5, "v", 5, "text"),
        ];
        let order = order(&texts);
        assert_eq!(order, [4, 3, 2, 1, 0]);
        let decided: Vec<Decided> =
            order.windows(2).map(|pair| texts[pair[0]].decided(&texts[pair[1]])).collect();
        assert_eq!(decided, [Decided::Path, Decided::Changed, Decided::Dated, Decided::Published]);
    }

    #[test]
    fn of_one_body_the_better_reading_stands_for_all() {
        let texts = [
            text("", "", 1, "a.docx", 1, "docx"),
            text("", "", 9, "b.pdf", 1, "pdf"),
            text("", "", 5, "c.docx", 2, "docx"),
        ];
        assert_eq!(order(&texts), [0, 1, 2]);
        assert_eq!(texts[0].decided(&texts[1]), Decided::Reading);
    }
}
