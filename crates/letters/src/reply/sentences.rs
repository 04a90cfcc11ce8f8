//! Sentences of a stretch of canonical text.
//!
//! In: a slice. Out: spans that tile it, each with its end marks and closing marks. Clauses are not cut.

use dafu_words::span::Span;
use dafu_words::{numerals, punctuation};

/// The sentences of `s`, offset by `base`.
pub(super) fn split(s: &str, base: usize) -> Vec<Span> {
    each(s).map(|span| Span::new(base + span.start, base + span.end)).collect()
}

/// The sentences of `s` one after the other, for those who need only the first.
pub(super) fn each(s: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let from = start;
        let rest = &s[from..];
        // Full stops begin with one of two bytes that no Han character begins with.
        let end = memchr::memchr3_iter(0xE3, 0xEF, b'.', rest.as_bytes()).find_map(|at| {
            let c = rest.get(at..)?.chars().next()?;
            (punctuation::ends_sentence(c) || c == '.' && stops(s, from + at)).then_some((at, c))
        });
        start = match end {
            Some((at, c)) => {
                let after = &rest[at + c.len_utf8()..];
                let closed =
                    after.trim_start_matches(|c| punctuation::closes(c) || punctuation::ends_sentence(c));
                s.len() - closed.len()
            }
            None => s.len(),
        };
        (from < s.len()).then_some(Span::new(from, start))
    })
}

/// True for a Latin full stop at `at` that ends a Chinese sentence: a word before it, a Han character or nothing after.
fn stops(s: &str, at: usize) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut before = s[..at].chars().rev();
    let last = before.next();
    let ends =
        last.is_some_and(|c| (han(c) || matches!(c, '）' | '”' | '》')) && numerals::figure(c).is_none());
    ends && before.next().is_some_and(han) && s[at + 1..].chars().next().is_none_or(han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        let s = "他说：“好。”然后走了。完";
        let parts: Vec<&str> = split(s, 0).iter().map(|span| span.of(s)).collect();
        assert_eq!(parts, ["他说：“好。”", "然后走了。", "完"]);
        let s = "长3.5公里,已修好.县里满意.1.路宽2.路直";
        let parts: Vec<&str> = split(s, 0).iter().map(|span| span.of(s)).collect();
        assert_eq!(parts, ["长3.5公里,已修好.", "县里满意.1.路宽2.路直"]);
    }
}
