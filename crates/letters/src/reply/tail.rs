//! The tail of a letter: closing, signature, date and what follows them.
//!
//! In: a sheet whose head is laid out. Out: marks and places of the tail's parts, and where the body ends.

use crate::forms::closings;
use crate::forms::dates;
use crate::forms::frames::{self, Frame};
use crate::forms::units;
use crate::reply::head;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::BlockKind;
use crate::reply::sentences;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// How many paragraphs before the date can sign.
const MOST_SIGNERS: usize = 8;

/// Lays out the tail; sets where the body ends.
pub(super) fn lay_out(sheet: &Sheet<'_>, layout: &mut Layout) {
    let first = layout.body.0;
    let dated = (first..sheet.len()).find_map(|at| date_line(sheet, layout, at).map(|found| (at, found)));
    let (end_of_letter, mut end) = match dated {
        Some((at, found)) => {
            layout.date = Some((found.date, found.reading));
            let mut end = at;
            if let Some(unit) = found.unit {
                layout.signature.push(unit);
                layout.frame(unit.start, BlockKind::Signature);
            }
            layout.frame(found.date.start, BlockKind::Date);
            let inside = found.inside;
            if found.unit.is_none() {
                end = signers(sheet, layout, first, at);
            }
            if let Some(body_end) = inside {
                rest(sheet, layout, at + 1);
                layout.body_end = close(sheet, layout, at, body_end);
                return;
            }
            (at + 1, end)
        }
        None => {
            let last = undated(sheet, layout, first);
            let end = signers(sheet, layout, first, last);
            (last, end)
        }
    };
    rest(sheet, layout, end_of_letter);
    end = polite(sheet, layout, first, end);
    layout.body_end = if end > first {
        close(sheet, layout, end - 1, sheet.span(end - 1).end)
    } else {
        (first, layout.body.1.max(sheet.span(first).start))
    };
}

struct Dated {
    date: Span,
    reading: dates::DateReading,
    /// A unit in the same paragraph, before the date.
    unit: Option<Span>,
    /// The end of body text that stands before them in the same paragraph.
    inside: Option<usize>,
}

/// The date of the letter in paragraph `at`: alone, after a unit, or glued to the end of the body.
fn date_line(sheet: &Sheet<'_>, layout: &Layout, at: usize) -> Option<Dated> {
    let mut span = sheet.span(at);
    if at == layout.body.0 {
        span.start = span.start.max(layout.body.1);
    }
    let s = sheet.of(span);
    if s.is_empty() {
        return None;
    }
    if let Some(reading) = dates::whole(s) {
        // A lone number is a date only where letters end.
        let digits = s.bytes().all(|b| b.is_ascii_digit());
        let signed = at > layout.body.0
            && (units::is_unit(sheet.paragraph(at - 1)) || ends_body(sheet.paragraph(at - 1)));
        let plausible = !digits || signed || at + 4 >= sheet.len();
        return plausible.then_some(Dated { date: span, reading, unit: None, inside: None });
    }
    // 「…局2024年6月25日」, with body text before it or without.
    let tail_from = s.char_indices().rev().nth(79).map_or(0, |found| found.0);
    let start = date_at_end(s, tail_from)?;
    let reading = dates::whole(&s[start..])?;
    let date = Span::new(span.start + start, span.end);
    let before = &s[..start];
    if units::is_unit(before.trim_end_matches('，')) {
        return Some(Dated { date, reading, unit: Some(Span::new(span.start, date.start)), inside: None });
    }
    let cut = before
        .char_indices()
        .rev()
        .find(|&(_, c)| punctuation::ends_sentence(c) || punctuation::closes(c))?;
    let unit_at = cut.0 + cut.1.len_utf8();
    let unit = &before[unit_at..];
    let glued = units::is_unit(unit) && matches!(reading, dates::DateReading::Whole(_));
    glued.then(|| Dated {
        date,
        reading,
        unit: Some(Span::new(span.start + unit_at, date.start)),
        inside: Some(span.start + unit_at),
    })
}

fn ends_body(s: &str) -> bool {
    s.ends_with(punctuation::ends_sentence)
}

/// Where a whole date that ends `s` begins.
fn date_at_end(s: &str, from: usize) -> Option<usize> {
    if !s.ends_with(['日', '号']) && !s.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let starts = s[from..].char_indices().map(|(at, _)| from + at).filter(|&at| {
        at == 0 || !s[..at].ends_with(|c: char| c.is_ascii_digit() || dafu_words::numerals::is_numeral(c))
    });
    let mut starts =
        starts.filter(|&at| dates::read(&s[at..]).is_some_and(|(_, length)| at + length == s.len()));
    starts.next()
}

/// Marks the units that sign above paragraph `end`; returns the first of them.
fn signers(sheet: &Sheet<'_>, layout: &mut Layout, first: usize, end: usize) -> usize {
    let mut at = end;
    while at > first && end - at < MOST_SIGNERS {
        let span = sheet.span(at - 1);
        let s = sheet.of(span);
        if span.start < layout.body.1 {
            break;
        }
        let bare = s.trim_matches(['（', '）']).trim_end_matches("供稿");
        if !(s.is_empty() || units::is_unit(s) || (s.ends_with("供稿）") && units::is_unit(bare))) {
            break;
        }
        if !s.is_empty() {
            let inner = if s.ends_with("供稿）") {
                let start = span.start + s.find(bare).unwrap_or(0);
                Span::new(start, start + bare.len())
            } else {
                span
            };
            layout.signature.push(inner);
        }
        layout.frame(span.start, BlockKind::Signature);
        at -= 1;
    }
    layout.signature.sort();
    at
}

/// One past the last paragraph that can belong to an undated letter.
fn undated(sheet: &Sheet<'_>, layout: &Layout, first: usize) -> usize {
    let mut at = sheet.len();
    while at > first && sheet.span(at - 1).start >= layout.body.1 {
        let s = sheet.paragraph(at - 1);
        if !(s.is_empty() || frames::line(s).is_some_and(|frame| frame != Frame::Class)) {
            break;
        }
        at -= 1;
    }
    // The proposal printed after an undated letter.
    (first..at).find(|&at| at > first && frames::original_proposal(sheet.paragraph(at))).unwrap_or(at)
}

/// Everything after the letter proper.
fn rest(sheet: &Sheet<'_>, layout: &mut Layout, from: usize) {
    let mut zone = None;
    for at in from..sheet.len() {
        let span = sheet.span(at);
        let s = sheet.of(span);
        let frame = if s.is_empty() { Some(Frame::Furniture) } else { frames::line(s) };
        match frame {
            Some(frame) => {
                match frame {
                    Frame::OriginalProposal => zone = Some(BlockKind::OriginalProposal),
                    Frame::Attachment if zone != Some(BlockKind::OriginalProposal) => {
                        zone = Some(BlockKind::Attachment)
                    }
                    Frame::Furniture
                        if zone == Some(BlockKind::OriginalProposal) && s.chars().count() > 60 => {}
                    _ => {}
                }
                head::take_line(sheet, layout, span, frame);
            }
            None => {
                let long = s.chars().count() > 60 && s.contains(punctuation::STOP);
                let kind = zone.unwrap_or_else(|| {
                    if units::is_unit(s) && layout.signature.is_empty() {
                        BlockKind::Signature
                    } else if long {
                        BlockKind::Attachment
                    } else {
                        BlockKind::Furniture
                    }
                });
                if kind == BlockKind::Signature {
                    layout.signature.push(span);
                }
                layout.frame(span.start, kind);
            }
        }
    }
}

/// Marks the polite paragraphs and other frame lines above paragraph `end`; returns the first of them.
fn polite(sheet: &Sheet<'_>, layout: &mut Layout, first: usize, end: usize) -> usize {
    let mut at = end;
    while at > first {
        let span = sheet.span(at - 1);
        if span.start < layout.body.1 {
            break;
        }
        let s = sheet.of(span);
        if s.is_empty() {
            layout.frame(span.start, BlockKind::Furniture);
        } else if closings::is_closing(s) && all_closing(s) {
            layout.frame(span.start, BlockKind::Closing);
        } else if let Some(frame) = frames::line(s).filter(|&frame| frame != Frame::Meta) {
            head::take_line(sheet, layout, span, frame);
        } else {
            break;
        }
        at -= 1;
    }
    at
}

/// True when the paragraph says goodbye from its first sentence to its last.
fn all_closing(s: &str) -> bool {
    let parts = sentences::split(s, 0);
    parts.len() <= 5 && s.chars().count() <= 220
}

/// Cuts a polite end off the last body paragraph; returns the end of the body.
fn close(sheet: &Sheet<'_>, layout: &mut Layout, at: usize, end: usize) -> (usize, usize) {
    let start = if at == layout.body.0 { layout.body.1 } else { sheet.span(at).start };
    let s = sheet.of(Span::new(start, end));
    let parts = sentences::split(s, start);
    let mut cut = None;
    for (index, part) in parts.iter().enumerate().rev() {
        if !closings::is_closing(sheet.of(*part)) {
            break;
        }
        if index > 0 || start > sheet.span(at).start {
            cut = Some(part.start);
        }
    }
    match cut {
        Some(cut) => {
            layout.frame(cut, BlockKind::Closing);
            (at, cut)
        }
        None => (at, end),
    }
}

#[cfg(test)]
mod tests {
    use crate::reply::model::BlockKind;
    use crate::reply::parse;
    use crate::text::Text;

    #[test]
    fn a_day_called_hao_is_the_letters_date() {
        let text = Text::from_lines(
            "对县政协一届一次会议第1号提案的答复\n某甲委员：\n您提出的提案收悉，现答复如下：\n\
             下步打算：我局将加强巡逻。\n白鹭县公安局\n2024年5月29号",
        );
        let reply = parse(&text);
        let date = reply.date.unwrap();
        assert_eq!((date.value.value.as_deref(), date.raw.as_str()), (Some("2024-05-29"), "2024年5月29号"));
        assert_eq!(
            reply.authors.iter().map(|author| author.raw.as_str()).collect::<Vec<_>>(),
            ["白鹭县公安局"]
        );
        let pieces: Vec<_> = reply
            .pieces
            .iter()
            .rev()
            .map(|piece| (piece.kind, piece.block, text.slice(piece.span)))
            .collect();
        assert_eq!(pieces[0], (BlockKind::Date, None, "2024年5月29号"));
        assert_eq!(pieces[1], (BlockKind::Signature, None, "白鹭县公安局"));
        assert_eq!(pieces[2], (BlockKind::NextSteps, Some(0), "我局将加强巡逻。"));
    }
}
