//! Where exactly the terms stand in a passage.
//!
//! In: the passage's text, what follows it in its paragraph, the folded terms. Out: spans of the passage's text that
//! cover the matches and nothing else.

use dafu_words::fold::fold;
use dafu_words::span::Span;

/// Spans, in bytes of `passage`, of all matches of `terms`: ascending, overlapping and touching ones joined.
///
/// A match that begins in the passage and ends in `following` is shown as far as the passage goes.
pub fn highlights(passage: &str, following: &str, terms: &[&str]) -> Vec<Span> {
    let own = fold(passage);
    let mut spans: Vec<Span> = Vec::new();
    for term in terms {
        spans.extend(own.find_all(term).map(|(start, end)| own.source(start, end)));
    }
    if !following.is_empty() {
        let longest = terms.iter().map(|term| term.chars().count()).max().unwrap_or(0);
        let reach = longest * 4 + 16;
        // What crosses the border begins near the end of the passage: the rest of it is not folded again.
        let from = passage.char_indices().nth_back(reach - 1).map_or(0, |(at, _)| at);
        let border = passage.len() - from;
        let beyond: String = following.chars().take(reach).collect();
        let whole = fold(&format!("{}{beyond}", &passage[from..]));
        for term in terms {
            let crossing = whole
                .find_all(term)
                .map(|(start, end)| whole.source(start, end))
                .filter(|span| span.start < border && span.end > border);
            spans.extend(crossing.map(|span| Span::new(from + span.start, passage.len())));
        }
    }
    spans.retain(|span| !span.is_empty());
    spans.sort();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_match_is_covered() {
        let text = "启动“科创 专员”选派，科创专员入企。";
        let spans = highlights(text, "", &["科创专员"]);
        let shown: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(shown, ["科创 专员", "科创专员"]);
    }

    #[test]
    fn a_match_that_goes_on_in_the_next_passage_is_shown_to_the_end() {
        let text = "主要措施：";
        let spans = highlights(text, "一是扶持人才。", &["措施。一是"]);
        assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["措施："]);
        let long = format!("{}主要措 施：", "路修好了。".repeat(30));
        let spans = highlights(&long, "一是扶持人才。", &["措施。一是"]);
        assert_eq!(spans.iter().map(|span| span.of(&long)).collect::<Vec<_>>(), ["措 施："]);
    }
}
