//! Text in lines of a given width, East Asian characters counting two columns, with matches marked.

use unicode_width::UnicodeWidthChar;

use crate::render::sanitize::safe;
use dafu_words::span::Span;

/// What stands around a match.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark<'a> {
    /// Before it.
    pub on: &'a str,
    /// After it.
    pub off: &'a str,
}

/// Wraps `text` into lines of at most `width` columns (at least 8), each after `indent`, and marks `spans` (byte spans,
/// ascending, apart), each in its way. A line never begins with closing punctuation, and runs of letters or digits stay together where
/// they fit.
pub(crate) fn wrap(text: &str, spans: &[(Span, Mark<'_>)], indent: &str, width: usize) -> String {
    let width = width.max(8);
    let mut out = String::with_capacity(text.len() * 2);
    let mut spans = spans.iter().peekable();
    let mut inside: Option<Mark<'_>> = None;
    let mut column = 0;
    out.push_str(indent);
    for (start, end) in clusters(text) {
        let cluster = &text[start..end];
        let wide: usize = cluster.chars().map(|c| safe(c).width().unwrap_or(0)).sum();
        if column > 0 && column + wide > width {
            out.push_str(inside.map_or("", |mark| mark.off));
            out.push('\n');
            out.push_str(indent);
            out.push_str(inside.map_or("", |mark| mark.on));
            column = 0;
        }
        for (offset, c) in cluster.char_indices() {
            let at = start + offset;
            if let Some(mark) = inside.filter(|_| spans.peek().is_some_and(|(span, _)| at >= span.end)) {
                out.push_str(mark.off);
                spans.next();
                inside = None;
            }
            if inside.is_none()
                && let Some((_, mark)) = spans.peek().filter(|(span, _)| at >= span.start && at < span.end)
            {
                out.push_str(mark.on);
                inside = Some(*mark);
            }
            let shown = safe(c);
            let columns = shown.width().unwrap_or(0);
            if column + columns > width && column > 0 && wide > width {
                out.push('\n');
                out.push_str(indent);
                column = 0;
            }
            out.push(shown);
            column += columns;
        }
    }
    out.push_str(inside.map_or("", |mark| mark.off));
    out
}

/// Pieces that stay on one line: a letter or digit run, or a character with the closing punctuation after it and the
/// opening punctuation before it.
fn clusters(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let mut end = 0;
        let mut last: Option<char> = None;
        for (offset, c) in rest.char_indices() {
            let together = last.is_some_and(|last| {
                closes(c) || opens(last) || (last.is_ascii_alphanumeric() && c.is_ascii_alphanumeric())
            });
            if last.is_some() && !together {
                break;
            }
            end = offset + c.len_utf8();
            last = Some(c);
            if end > 240 {
                break;
            }
        }
        let cluster = (start, start + end);
        start += end;
        Some(cluster)
    })
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '’'
            | '〕'
            | '】'
            | '］'
            | ','
            | '.'
            | ';'
            | ':'
            | ')'
            | '%'
    )
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '“' | '‘' | '〔' | '【' | '［' | '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_counts_two_columns_and_punctuation_never_begins_a_line() {
        let wrapped = wrap("博士后公寓，人才。", &[], "", 10);
        assert_eq!(wrapped, "博士后公\n寓，人才。");
    }

    #[test]
    fn marks_cover_exactly_the_match_across_lines() {
        let text = "博士后公寓人才";
        let span = Span::new("博士".len(), "博士后公寓".len());
        let wrapped = wrap(text, &[(span, Mark { on: "<", off: ">" })], " ", 8);
        assert_eq!(wrapped, " 博士<后公>\n <寓>人才");
    }

    #[test]
    fn a_run_longer_than_the_line_is_cut() {
        let wrapped = wrap(&"x".repeat(20), &[], "", 8);
        assert_eq!(wrapped, "xxxxxxxx\nxxxxxxxx\nxxxx");
    }
}
