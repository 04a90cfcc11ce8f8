//! The head of a letter: everything before the body.
//!
//! In: a sheet. Out: marks and places of furniture, tables, title, number, class, addressee, opening, and where
//! the body begins. Values are read from these places elsewhere.

use crate::forms::docnos;
use crate::forms::flags;
use crate::forms::frames::{self, Frame};
use crate::forms::labels::{self, Role};
use crate::forms::look::{any, has};
use crate::forms::openings;
use crate::forms::ordinals;
use crate::forms::titles;
use crate::forms::units;
use crate::reply::layout::{DocRead, Layout, Sheet};
use crate::reply::model::{BlockKind, DocNumber};
use crate::reply::{addressee, opening, sections};
use crate::text::Note;
use dafu_words::punctuation;
use dafu_words::span::Span;

/// How many paragraphs the head may have: a page's furniture and a printed proposal, not a book.
const LONGEST_HEAD: usize = 120;

/// Lays out the head; sets where the body begins.
pub(super) fn lay_out(sheet: &Sheet<'_>, layout: &mut Layout) {
    let anchor = anchor(sheet);
    let mut original = false;
    let mut at = 0;
    while at < sheet.len() {
        let more = anchor.is_some_and(|anchor| at < anchor);
        let span = without_bars(sheet, sheet.span(at));
        let s = sheet.of(span);
        if s.is_empty() {
            layout.frame(span.start, BlockKind::Furniture);
            at += 1;
            continue;
        }
        if original && !leaves_original(s) {
            layout.frame(span.start, BlockKind::OriginalProposal);
            at += 1;
            continue;
        }
        original = false;
        if titles::is_title(s) && (layout.addressee.is_none() || more) {
            // 枫溪县住建局： above the title is a letterhead.
            if let Some(letterhead) = layout.addressee.take() {
                layout.frame(letterhead.start, BlockKind::Meta);
                layout.meta.push(letterhead);
            }
            let title = numbered_title(sheet, layout, span);
            take_title(layout, &[title]);
            at += 1;
            continue;
        }
        if let Some(lines) = torn_title(sheet, layout, at, more) {
            layout.note(sheet, Note::new("title_torn"), Some(span));
            take_title(layout, &lines);
            at += lines.len();
            continue;
        }
        if let Some((title, rest)) = title_and_number(sheet, span).filter(|_| layout.addressee.is_none()) {
            take_title(layout, &[title]);
            composite(sheet, layout, rest, more);
            at += 1;
            continue;
        }
        if let Some(frame) = frames::line(s)
            && (layout.addressee.is_none()
                || !matches!(frame, Frame::Feedback | Frame::Attachment | Frame::Cc))
        {
            let menu = frame == Frame::Disclosure && is_menu(sheet, layout, at, s);
            let frame = if menu { Frame::Furniture } else { frame };
            if frame == Frame::OriginalProposal {
                if anchor.is_none_or(|anchor| anchor <= at) {
                    break;
                }
                original = true;
            }
            take_line(sheet, layout, span, frame);
            at += 1;
            continue;
        }
        if layout.addressee.is_some() && layout.opening.is_empty() && frames::is_row(s) {
            layout.frame(span.start, BlockKind::Meta);
            layout.meta.push(span);
            at += 1;
            continue;
        }
        // Thanks between addressee and opening.
        if layout.addressee.is_some() && more && opening::only_thanks(s) {
            layout.frame(span.start, BlockKind::Opening);
            at += 1;
            continue;
        }
        if more && announces_reply(s) {
            layout.labelled = true;
            layout.frame(span.start, BlockKind::Meta);
            at += 1;
            continue;
        }
        match composite(sheet, layout, span, more) {
            Composite::Body(offset) => {
                layout.body = (at, offset);
                return;
            }
            Composite::Opening(offset) => {
                let (paragraph, offset) = opening::after(sheet, layout, at, offset);
                layout.body = (paragraph, offset);
                return;
            }
            Composite::Taken => at += 1,
            Composite::Unknown => {
                if more && at < LONGEST_HEAD {
                    // A unit alone above the letter is its letterhead.
                    let head = units::is_unit(s.trim_end_matches("文件")) && !has(s, "网");
                    let table = head || s.contains(['：', '|']);
                    layout.frame(span.start, if table { BlockKind::Meta } else { BlockKind::Furniture });
                    if table {
                        layout.meta.push(span)
                    } else {
                        layout.furniture.push(span)
                    }
                    at += 1;
                } else {
                    break;
                }
            }
        }
    }
    layout.body = (at, sheet.span(at).start);
}

/// A paragraph without the bars of an empty table around it.
fn without_bars(sheet: &Sheet<'_>, span: Span) -> Span {
    let s = sheet.of(span);
    if !s.ends_with('|') {
        return span;
    }
    let bare = s.trim_end_matches('|');
    if bare.contains('|') { span } else { Span::new(span.start, span.start + bare.len()) }
}

/// True for 依申请公开 in a site's menu: the word alone, above all that belongs to the letter.
fn is_menu(sheet: &Sheet<'_>, layout: &Layout, at: usize, s: &str) -> bool {
    let nothing = layout.title.is_empty()
        && layout.addressee.is_none()
        && layout.doc_number.is_none()
        && layout.class.is_none();
    let bare = !s.contains(['：', '（', '〔', '☑', '√']) && !s.starts_with("此") && !s.starts_with('本');
    let next = sheet.paragraph(at + 1);
    let of_letter = titles::is_title(next)
        || titles::is_title_head(next)
        || docnos::read(next).is_some()
        || flags::class(next).is_some()
        || addressee::is_line(next);
    nothing && bare && !of_letter
}

/// True for a label that stands alone and brings in the answer: 答复内容：.
fn announces_reply(s: &str) -> bool {
    labels::label(s.trim_end_matches([punctuation::COLON, '|'])) == Some(Role::Reply)
}

/// The last paragraph of the head that can be told from afar: the first opening, else the addressee, else what a label
/// brings in, else the title.
fn anchor(sheet: &Sheet<'_>) -> Option<usize> {
    let within = sheet.len().min(LONGEST_HEAD);
    let mut labelled = None;
    let mut title = None;
    let mut addressee = None;
    let mut original = false;
    for at in 0..within {
        let s = sheet.paragraph(at);
        if original && !leaves_original(s) {
            continue;
        }
        original = frames::original_proposal(s);
        if labelled.is_none() && announces_reply(s) && at + 1 < within {
            labelled = Some(at + 1);
        }
        if titles::is_title(s) && title.is_none() {
            title = Some(at);
        } else if addressee.is_none() && addressee::is_line(s) {
            addressee = Some(at);
        } else if opening::length(s).is_some() && !titles::is_title(s) && !original {
            return Some(at);
        } else if (title.is_some() || addressee.is_some()) && sections::may_head(s) {
            break;
        }
    }
    addressee.or(labelled).or_else(|| title.map(|title| first_text(sheet, title, within)))
}

/// Where the text begins behind a title that neither addressee nor opening follows: short lines between are the page's
/// table, unless one of them heads or labels what comes.
fn first_text(sheet: &Sheet<'_>, title: usize, within: usize) -> usize {
    let begins = |at: usize| {
        let s = sheet.paragraph(at);
        s.len() > 3 * 20
            || s.contains(['。', '，'])
            || ordinals::read(s).is_some()
            || labels::label(s).is_some()
    };
    (title + 1..within).find(|&at| begins(at)).unwrap_or(title)
}

/// A line that ends the proposal's own text: the reply's title, addressee, opening or a label such as 办理答复.
fn leaves_original(s: &str) -> bool {
    titles::is_title(s)
        || addressee::is_line(s)
        || docnos::read(s).is_some_and(|number| number.length == s.len())
        || announces_reply(s)
        || (opening::length(s).is_some() && opening::announces(s))
}

/// A class behind a document number: `19号B类`, or `19号 B 同意公开` with gaps around it.
fn glued_class(sheet: &Sheet<'_>, rest: &str, at: usize) -> Option<usize> {
    flags::class_at(rest).or_else(|| {
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let alone = (1..=2).contains(&length) && sheet.gap_before(at) && sheet.gap_before(at + length);
        (alone && flags::class_at(&rest[..length]) == Some(length)).then_some(length)
    })
}

/// Two or three short paragraphs that make a title only together; after a page's own title only where `more` of the head
/// comes.
fn torn_title(sheet: &Sheet<'_>, layout: &Layout, at: usize, more: bool) -> Option<Vec<Span>> {
    let first = sheet.paragraph(at);
    if layout.title.is_empty() && layout.addressee.is_none() && titles::is_title(sheet.paragraph(at + 1)) {
        let second = sheet.paragraph(at + 1);
        // A unit above its title, or a title cut before 第四次会议.
        let unit = units::is_unit(first) && layout.doc_number.is_none() && second.starts_with("关于");
        let cut = second.starts_with('第')
            && first.chars().count() <= 40
            && first.contains('届')
            && (first.contains('对') || has(first, "关于"))
            && !first.contains(['，', '。', '：', '；', '>']);
        if unit || cut {
            return Some(vec![sheet.span(at), sheet.span(at + 1)]);
        }
    }
    if !layout.title.is_empty() && !more || layout.addressee.is_some() || !titles::is_title_head(first) {
        return None;
    }
    let second = sheet.paragraph(at + 1);
    if titles::is_title_tail(second) {
        return Some(vec![sheet.span(at), sheet.span(at + 1)]);
    }
    let middle = second.chars().count() <= 60
        && !second.contains(['，', '。', '：', '；'])
        && docnos::read(second).is_none();
    (middle && !second.is_empty() && titles::is_title_tail(sheet.paragraph(at + 2)))
        .then(|| vec![sheet.span(at), sheet.span(at + 1), sheet.span(at + 2)])
}

/// Takes the document number off a title's end: `…建议的答复〔云水建〔2016〕41号〕`.
fn numbered_title(sheet: &Sheet<'_>, layout: &mut Layout, span: Span) -> Span {
    let s = sheet.of(span);
    let Some((at, number)) = docnos::find_within(s) else { return span };
    let title = s[..at].trim_end_matches(['〔', '（']);
    let last = s[at + number.length..].chars().all(|c| matches!(c, '〕' | '）'));
    if !last || !titles::is_title(title) {
        return span;
    }
    take_number(sheet, layout, span.start + at, &number);
    // The bracket around it goes with it.
    layout.frame(span.start + title.len(), BlockKind::DocNumber);
    Span::new(span.start, span.start + title.len())
}

/// `…提案的答复 安科发〔2024〕80号` in one paragraph.
fn title_and_number(sheet: &Sheet<'_>, span: Span) -> Option<(Span, Span)> {
    let s = sheet.of(span);
    // A number has its year in brackets, and a title speaks of the business.
    let bracketed = s.contains(['〔', '（', '<', '〈', '{', '《']);
    if !bracketed || s.chars().count() > 160 || !any(s, titles::BUSINESS) {
        return None;
    }
    let cut = s.char_indices().map(|(at, _)| at).skip(6).find(|&at| {
        (sheet.gap_before(span.start + at) || titles::ends_like_title(&s[..at]))
            && titles::is_title(&s[..at])
            && docnos::read(&s[at..]).is_some_and(|number| {
                number.length == s.len() - at || sheet.gap_before(span.start + at + number.length)
            })
    })?;
    Some((Span::new(span.start, span.start + cut), Span::new(span.start + cut, span.end)))
}

fn take_title(layout: &mut Layout, lines: &[Span]) {
    // Two titles: the page's own first, then the letter's. The later one counts.
    if !layout.title.is_empty() {
        let before: Vec<usize> = layout.title.iter().map(|span| span.start).collect();
        for mark in &mut layout.marks {
            if before.contains(&mark.at) {
                mark.kind = BlockKind::Furniture;
            }
        }
    }
    let former = std::mem::replace(&mut layout.title, lines.to_vec());
    layout.former_titles.extend(former);
    for line in lines {
        layout.frame(line.start, BlockKind::Title);
    }
}

/// Takes a line that shows by its own words which part of the frame it is.
pub(super) fn take_line(sheet: &Sheet<'_>, layout: &mut Layout, span: Span, frame: Frame) {
    let s = sheet.of(span);
    let kind = match frame {
        Frame::Furniture => {
            layout.furniture.push(span);
            BlockKind::Furniture
        }
        Frame::Meta => {
            layout.meta.push(span);
            BlockKind::Meta
        }
        Frame::Class => {
            if let Some((start, end)) = flags::class(s)
                && layout.class.is_none()
            {
                layout.class = Some(Span::new(span.start + start, span.start + end));
            }
            // 类别：B2 公开属性：同意公开
            if let Some((_, end)) = flags::class(s) {
                let rest = s[end..].trim_start_matches(['）', '〕', '，', '；']);
                if let Some(other @ (Frame::Disclosure | Frame::Signer)) = frames::line(rest) {
                    layout.frame(span.start, BlockKind::Class);
                    take_line(sheet, layout, Span::new(span.end - rest.len(), span.end), other);
                    return;
                }
            }
            BlockKind::Class
        }
        Frame::Disclosure => {
            layout.disclosure.push(span);
            BlockKind::Disclosure
        }
        Frame::Signer => BlockKind::Signer,
        Frame::Contact => {
            layout.contact.push(span);
            BlockKind::Contact
        }
        Frame::Cc => BlockKind::Cc,
        Frame::Attachment => BlockKind::Attachment,
        Frame::Feedback => {
            layout.feedback.push(span);
            BlockKind::Feedback
        }
        Frame::OriginalProposal => BlockKind::OriginalProposal,
    };
    layout.frame(span.start, kind);
}

enum Composite {
    /// The whole paragraph was taken.
    Taken,
    /// The body begins at this offset.
    Body(usize),
    /// An opening begins at this offset.
    Opening(usize),
    /// Nothing known.
    Unknown,
}

/// Cuts a paragraph that may hold several parts: number, class, addressee, opening. What is unknown behind one of them is
/// the page's where `more` of the head comes, else the body's.
fn composite(sheet: &Sheet<'_>, layout: &mut Layout, span: Span, more: bool) -> Composite {
    let mut at = span.start;
    let mut taken = false;
    while at < span.end {
        let rest = sheet.of(Span::new(at, span.end));
        if layout.addressee.is_none()
            && let Some(read) = docnos::read(rest)
        {
            take_number(sheet, layout, at, &read);
            at += read.length;
            taken = true;
            continue;
        }
        if docnos::label(rest) == Some(rest.len()) {
            layout.frame(at, BlockKind::DocNumber);
            layout.note(sheet, Note::new("doc_number_empty"), Some(span));
            return Composite::Taken;
        }
        if taken && let Some(length) = glued_class(sheet, rest, at) {
            layout.class = layout.class.or(Some(Span::new(at, at + length)));
            layout.frame(at, BlockKind::Class);
            at += length;
            continue;
        }
        if taken && let Some(frame) = frames::line(rest) {
            take_line(sheet, layout, Span::new(at, span.end), frame);
            return Composite::Taken;
        }
        if let Some(cut) = case_line(rest) {
            layout.case_lines.push(Span::new(at, at + cut));
            layout.frame(at, BlockKind::DocNumber);
            at += cut;
            taken = true;
            continue;
        }
        if layout.addressee.is_none()
            && let Some(length) = addressee::length(rest)
            && (length == rest.len()
                || openings::may_follow_addressee(&rest[length..])
                || opening::length(&rest[length..]).is_some())
        {
            layout.addressee = Some(Span::new(at, at + length));
            layout.frame(at, BlockKind::Addressee);
            at += length;
            taken = true;
            continue;
        }
        let addressed = layout.addressee.is_some();
        if opening::length(rest).or_else(|| opening::informal(rest).filter(|_| addressed)).is_some() {
            return Composite::Opening(at);
        }
        if addressed && addressee::is_greeting(rest) {
            layout.frame(at, BlockKind::Opening);
            return Composite::Taken;
        }
        if taken && !addressed && more {
            layout.frame(at, BlockKind::Furniture);
            return Composite::Taken;
        }
        if addressed || taken {
            return Composite::Body(at);
        }
        return Composite::Unknown;
    }
    if taken { Composite::Taken } else { Composite::Unknown }
}

/// `建议主办〔2023〕闭08号签发人：甲`, `第0123号提案`, `编号：0123`: a line that numbers the case; its length.
fn case_line(s: &str) -> Option<usize> {
    let end = s.find('号')? + '号'.len_utf8();
    let head = &s[..end];
    let short = head.chars().count() <= 24;
    let business = any(head, titles::BUSINESS) || s.starts_with('第') || s.starts_with('（');
    let rest = s[end..].trim_start_matches(['）', '〕']);
    let ends = rest.is_empty() || frames::line(rest).is_some() || titles::BUSINESS.contains(&rest);
    let plain = !head.contains(['，', '。', '“', '《']);
    (short && business && ends && plain && head.chars().any(|c| c.is_ascii_digit()))
        .then_some(if titles::BUSINESS.contains(&rest) { s.len() } else { s.len() - rest.len() })
}

fn take_number(sheet: &Sheet<'_>, layout: &mut Layout, at: usize, read: &docnos::DocNoReading) {
    let span = Span::new(at + read.label, at + read.length);
    layout.frame(at, BlockKind::DocNumber);
    if read.damaged {
        layout.note(sheet, Note::new("doc_number_damaged"), Some(span));
    }
    layout.doc_number.get_or_insert(DocRead {
        span,
        number: DocNumber { code: read.code.clone(), year: read.year, serial: read.serial.clone() },
        damaged: read.damaged,
    });
}
