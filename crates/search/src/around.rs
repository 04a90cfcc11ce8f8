//! What stands around a passage: the rest of its sentences, its paragraph.
//!
//! In: a passage and the passages beside it in its paragraph. Out: exact slices of their texts, each with its role. Only
//! as many neighbours are read as that takes.
//!
//! A sentence ends at 。！？ and where its paragraph ends. The frame, headings and labels are no part of one, and the items
//! of a series that ； parts are not parts of one another.

use crate::answer::{Around, Slice};
use crate::backend::{Address, Backend, PassageFacts, Stored};
use crate::error::SearchError;
use crate::highlight::highlights;
use crate::request::{Request, Within};
use dafu_words::punctuation::{SEMICOLON, canonical, closes, ends_sentence, is_blank};
use dafu_words::span::Span;

/// A passage's surroundings.
#[derive(Default)]
pub(crate) struct Surroundings {
    /// The rest of the sentences that the passage begins and ends in.
    pub sentence: Around,
    /// The rest of the paragraph, if it is asked for.
    pub context: Option<Around>,
    /// What follows in the paragraph, as far as it was read.
    pub following: String,
}

/// Reads what stands around the passage at `address`: its sentence, at least `reach` characters of what follows, and with
/// `request.context` the whole paragraph. Places of `terms` (folded) are told.
pub(crate) fn read(
    backend: &dyn Backend,
    request: &Request,
    (address, own): (Address, &Stored),
    terms: &[&str],
    reach: usize,
) -> Result<Surroundings, SearchError> {
    let paragraph = backend.unit(Within::Paragraph, address);
    let (mut sentence, mut context) = (Around::default(), Around::default());
    let mut open = true;
    let mut later = (address, own.item);
    for at in (paragraph..address).rev() {
        open = open && joined(backend.facts(at), backend.facts(later.0));
        if !open && !request.context {
            break;
        }
        let stored = backend.stored(at)?;
        let kind = backend.kind(at);
        open = open && !ends(&stored, later.1);
        if open {
            let from = last_sentence(&stored.text);
            sentence.before.push(Slice { kind, text: stored.text[from..].to_owned() });
            open = from == 0;
        }
        later = (at, stored.item);
        if request.context {
            context.before.push(Slice { kind, text: stored.text });
        }
    }
    sentence.before.reverse();
    context.before.reverse();

    let mut following = String::new();
    let mut left = reach;
    let mut last = (address, None);
    open = true;
    for at in address + 1..backend.extent() {
        let earlier: &Stored = last.1.as_ref().unwrap_or(own);
        // Whether the sentence goes on is seen without reading on, but for the item's ordinal.
        open = open && !ends_with_stop(&earlier.text) && joined(backend.facts(last.0), backend.facts(at));
        let wanted = request.context || left > 0 || open;
        if !wanted || backend.unit(Within::Paragraph, at) != paragraph {
            break;
        }
        let stored = backend.stored(at)?;
        let kind = backend.kind(at);
        open = open && !ends(earlier, stored.item);
        if open {
            let to = first_sentence(&stored.text);
            sentence.after.push(Slice { kind, text: stored.text[..to].to_owned() });
            open = to == stored.text.len();
        }
        following += &stored.text;
        left = left.saturating_sub(stored.text.chars().count());
        if request.context {
            context.after.push(Slice { kind, text: stored.text.clone() });
        }
        last = (at, Some(stored));
    }
    for around in [&mut sentence, &mut context] {
        around.highlights = places(around, &own.text, &following, terms);
    }
    Ok(Surroundings { sentence, context: request.context.then_some(context), following })
}

/// Where `terms` stand in a passage's text with what is around it; none where nothing is.
fn places(around: &Around, own: &str, following: &str, terms: &[&str]) -> Vec<Span> {
    if around.is_empty() {
        return Vec::new();
    }
    let (before, after) = (Around::text(&around.before), Around::text(&around.after));
    // A match from the passage through all that follows in its sentence into the next one is not looked for.
    let beyond = if after.is_empty() { following } else { "" };
    highlights(&(before + own + &after), beyond, terms)
}

/// True for two passages that a sentence may go through, one after the other.
fn joined(earlier: PassageFacts, later: PassageFacts) -> bool {
    earlier.speaks() && later.speaks()
}

/// True when a sentence ends with `earlier`, or an item of a series; `later` is the ordinal of what follows.
fn ends(earlier: &Stored, later: Option<u32>) -> bool {
    let item = earlier.item.is_some() && later.is_some() && earlier.item != later;
    let parted =
        || earlier.text.trim_end_matches(is_blank).chars().next_back().map(canonical) == Some(SEMICOLON);
    item && parted() || ends_with_stop(&earlier.text)
}

fn ends_with_stop(text: &str) -> bool {
    let bare = text.trim_end_matches(|c| is_blank(c) || closes(canonical(c)));
    bare.chars().next_back().is_some_and(stops)
}

fn stops(c: char) -> bool {
    ends_sentence(canonical(c))
}

/// Where the last sentence of `text` begins.
fn last_sentence(text: &str) -> usize {
    let Some(stop) = text.rfind(stops) else { return 0 };
    let rest =
        text[stop..].trim_start_matches(stops).trim_start_matches(|c| is_blank(c) || closes(canonical(c)));
    text.len() - rest.len()
}

/// Where the first sentence of `text` ends.
fn first_sentence(text: &str) -> usize {
    let Some(stop) = text.find(stops) else { return text.len() };
    let rest = text[stop..].trim_start_matches(|c| stops(c) || closes(canonical(c)));
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_closing_marks() {
        let s = "路窄。（见附图。） 经费不足，";
        assert_eq!(&s[last_sentence(s)..], "经费不足，");
        let s = "将修路！”今年完工。";
        assert_eq!(&s[..first_sentence(s)], "将修路！”");
        assert_eq!((last_sentence("经费不足，"), first_sentence("将修路")), (0, 9));
        assert!(ends_with_stop("（路已修好。） "));
        assert!(!ends_with_stop("路已修好，"));
    }
}
