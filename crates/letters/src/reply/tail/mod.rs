//! The tail of a letter: closing, signature, date and what follows them.
//!
//! In: a sheet whose head is laid out. Out: marks and places of the tail's parts, and where the body ends. The tail is
//! read upwards from the date, or from the end; a line that nothing explains belongs to it only between two lines that
//! something does.

mod signed;

use crate::forms::closings;
use crate::forms::contacts;
use crate::forms::frames::{self, Frame};
use crate::forms::ordinals;
use crate::forms::units;
use crate::reply::head;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::BlockKind;
use crate::reply::sentences;
use dafu_words::punctuation;
use dafu_words::span::Span;
use signed::{Signed, SignedPart};

/// How many lines that nothing explains may stand side by side in a tail.
const MOST_STRANGE: usize = 3;
/// Longest of them, in characters.
const LONGEST_STRANGE: usize = 24;
/// Longest line of a date that something else ends, in bytes.
const LONGEST_LINE: usize = 3 * 40;
/// Most sentences of a paragraph that says goodbye, and its most characters.
const LONGEST_CLOSING: (usize, usize) = (6, 260);

/// Lays out the tail; sets where the body ends.
pub(super) fn lay_out(sheet: &Sheet<'_>, layout: &mut Layout) {
    let first = layout.body.0;
    let (after, end) = match dated(sheet, layout) {
        Some((at, found)) => {
            let inside = found.inside.then_some(found.start());
            layout.date = found.date();
            sign(sheet, layout, at, &found, true);
            match inside {
                Some(body_end) if !closes_all(sheet, layout, at, body_end) => {
                    rest(sheet, layout, at + 1);
                    layout.body_end = close(sheet, layout, at, body_end);
                    return;
                }
                Some(body_end) => {
                    let before = sheet.of(Span::new(sheet.span(at).start, body_end));
                    let contact = contacts::is_contact(before);
                    let kind = if contact { BlockKind::Contact } else { BlockKind::Closing };
                    layout.frame(sheet.span(at).start, kind);
                }
                None => {}
            }
            (at + 1, at)
        }
        None => {
            // The proposal printed after an undated letter, the letter once more, or the site's own lines.
            let ends =
                |s: &str| frames::original_proposal(s) || frames::leads_away(s) || repeats(sheet, layout, s);
            let end = (first + 1..sheet.len()).find(|&at| ends(sheet.paragraph(at))).unwrap_or(sheet.len());
            (end, end)
        }
    };
    let end = climb(sheet, layout, first, end);
    rest(sheet, layout, after);
    layout.body_end = if end > first {
        close(sheet, layout, end - 1, sheet.span(end - 1).end)
    } else {
        (first, layout.body.1.max(sheet.span(first).start))
    };
}

/// Shortest line that shows that a page prints its letter twice, in bytes.
const SHORTEST_REPEATED: usize = 12;

/// True for the letter's own title or addressee once more.
fn repeats(sheet: &Sheet<'_>, layout: &Layout, s: &str) -> bool {
    let head = layout.title.iter().chain(&layout.addressee);
    s.len() >= SHORTEST_REPEATED && head.into_iter().any(|span| sheet.of(*span) == s)
}

/// The paragraph with the date of the letter, and what signs there.
fn dated(sheet: &Sheet<'_>, layout: &Layout) -> Option<(usize, Signed)> {
    let mut spoken = false;
    for at in layout.body.0..sheet.len() {
        let span = own(sheet, layout, at);
        let s = sheet.of(span);
        if may_sign(s)
            && signed::may_date(s)
            && let Some(found) = signed::read(sheet, span).filter(|found| found.date().is_some())
            && (found.inside || found.parts.len() > 1 || plausible(sheet, layout, at, s))
            && (found.inside || spoken || !(at + 1..sheet.len()).any(|later| is_text(sheet.paragraph(later))))
        {
            return Some((at, found));
        }
        spoken |= is_text(s);
        // Dates behind a page's own lines are those of other pages.
        if at > layout.body.0 && frames::leads_away(s) {
            return None;
        }
    }
    None
}

/// True for a paragraph of text: a date above all of these is the page's.
fn is_text(s: &str) -> bool {
    s.len() > 3 * 20 && s.contains(punctuation::STOP)
}

/// True for a line that can end with a date, or with what stands behind one.
fn may_sign(s: &str) -> bool {
    s.ends_with(|c: char| matches!(c, '日' | '号' | '月' | '|') || c.is_ascii_digit())
        || s.len() <= LONGEST_LINE
            && (s.ends_with("日。") || s.ends_with('）') || s.contains(punctuation::COLON))
}

/// A lone number is a date only where letters end.
fn plausible(sheet: &Sheet<'_>, layout: &Layout, at: usize, s: &str) -> bool {
    let above = at.checked_sub(1).map_or("", |above| sheet.paragraph(above));
    let ends_body = above.ends_with(punctuation::ends_sentence);
    !s.bytes().all(|b| b.is_ascii_digit())
        || at > layout.body.0 && (units::is_unit(above) || ends_body || contacts::is_contact(above))
        || at + 4 >= sheet.len()
}

/// What of paragraph `at` is not the opening's.
fn own(sheet: &Sheet<'_>, layout: &Layout, at: usize) -> Span {
    let span = sheet.span(at);
    let start = if at == layout.body.0 { span.start.max(layout.body.1) } else { span.start };
    Span::new(start.min(span.end), span.end)
}

/// Marks the parts of a line that signs; its units are authors if they sign the letter.
fn sign(sheet: &Sheet<'_>, layout: &mut Layout, at: usize, found: &Signed, signs: bool) {
    for (index, &(span, part)) in found.parts.iter().enumerate() {
        let kind = match part {
            SignedPart::Unit => BlockKind::Signature,
            SignedPart::Date(_) => BlockKind::Date,
            SignedPart::Contact => {
                layout.contact.push(span);
                BlockKind::Contact
            }
        };
        // The bracket before （某局供稿） goes with it.
        let whole = index == 0 && !found.inside;
        layout.frame(if whole { sheet.span(at).start } else { span.start }, kind);
    }
    if signs {
        layout.signature.extend(found.units());
        layout.signature.sort();
    }
}

/// What a paragraph is that may belong to the tail.
enum TailLine {
    Blank,
    Closing,
    Signed(Signed),
    Frame(Frame),
    Strange,
    Body,
}

fn tail_line(sheet: &Sheet<'_>, span: Span) -> TailLine {
    let s = sheet.of(span);
    if s.is_empty() {
        return TailLine::Blank;
    }
    if is_closing(s) {
        return TailLine::Closing;
    }
    if let Some(found) = signed::whole(sheet, span) {
        return TailLine::Signed(found);
    }
    if let Some(frame) = frames::line(s).filter(|&frame| frame != Frame::Meta)
        && !(frame == Frame::Furniture && is_sentence(s))
    {
        return TailLine::Frame(frame);
    }
    if contacts::is_contact(s) {
        return TailLine::Frame(Frame::Contact);
    }
    let strange = s.chars().count() <= LONGEST_STRANGE
        && !s.contains(['。', '；', '，', '！', '“'])
        && ordinals::read(s).is_none()
        && !s.ends_with(punctuation::COLON);
    if strange { TailLine::Strange } else { TailLine::Body }
}

fn is_sentence(s: &str) -> bool {
    s.ends_with(punctuation::ends_sentence) && s.contains(['，', '、'])
}

/// Marks the tail above paragraph `end`; returns the first of its paragraphs.
fn climb(sheet: &Sheet<'_>, layout: &mut Layout, first: usize, end: usize) -> usize {
    let signed_before = !layout.signature.is_empty();
    let mut signing = !signed_before;
    let (mut tail, mut at, mut strange) = (end, end, 0);
    while at > first && strange <= MOST_STRANGE {
        let span = sheet.span(at - 1);
        if span.start < layout.body.1 {
            break;
        }
        at -= 1;
        match tail_line(sheet, span) {
            TailLine::Blank => continue,
            TailLine::Strange => {
                strange += 1;
                continue;
            }
            TailLine::Body => break,
            TailLine::Closing => {
                layout.frame(span.start, BlockKind::Closing);
                signing = false;
            }
            // Above the words that close a letter a unit's name is a heading.
            TailLine::Signed(found) if !signing && !signed_before && found.date().is_none() => break,
            TailLine::Signed(found) => sign(sheet, layout, at, &found, signing),
            TailLine::Frame(frame) => {
                head::take_line(sheet, layout, span, frame);
            }
        }
        for between in at + 1..tail {
            let here = sheet.span(between);
            let blank = here.is_empty();
            if blank || matches!(tail_line(sheet, here), TailLine::Strange) {
                layout.frame(here.start, if blank { BlockKind::Furniture } else { BlockKind::Closing });
            }
        }
        tail = at;
        strange = 0;
    }
    tail
}

/// Everything after the letter proper.
fn rest(sheet: &Sheet<'_>, layout: &mut Layout, from: usize) {
    let mut zone = None;
    let mut away = false;
    for at in from..sheet.len() {
        let span = sheet.span(at);
        let s = sheet.of(span);
        away |= frames::leads_away(s);
        let frame = if s.is_empty() { Some(Frame::Furniture) } else { frames::line(s) };
        let frame = frame.or_else(|| contacts::is_contact(s).then_some(Frame::Contact));
        // 依申请公开 below a page's own lines is a word of its menu.
        let frame = if away && frame == Some(Frame::Disclosure) { Some(Frame::Furniture) } else { frame };
        match frame {
            Some(frame) => {
                match frame {
                    Frame::OriginalProposal => zone = Some(BlockKind::OriginalProposal),
                    Frame::Attachment if zone != Some(BlockKind::OriginalProposal) => {
                        zone = Some(BlockKind::Attachment)
                    }
                    _ => {}
                }
                head::take_line(sheet, layout, span, frame);
            }
            None => {
                let long = s.chars().count() > 60 && s.contains(punctuation::STOP);
                let kind = zone.unwrap_or_else(|| {
                    // 2024年5月29日, and the unit below it.
                    if at == from && units::is_unit(s) && layout.signature.is_empty() {
                        BlockKind::Signature
                    } else if is_closing(s) {
                        BlockKind::Closing
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

/// True when a paragraph says goodbye from its first sentence to its last.
fn is_closing(s: &str) -> bool {
    let (sentences, characters) = LONGEST_CLOSING;
    let mut parts = sentences::each(s);
    parts.next().is_some_and(|first| closings::is_closing(first.of(s)))
        && s.chars().count() <= characters
        && parts.by_ref().take(sentences).all(|part| closings::goes_on(part.of(s)))
        && parts.next().is_none()
}

/// True when all that paragraph `at` says before `end` is goodbye, or who may be called.
fn closes_all(sheet: &Sheet<'_>, layout: &Layout, at: usize, end: usize) -> bool {
    let own = own(sheet, layout, at);
    let s = sheet.of(Span::new(own.start, end));
    own.start == sheet.span(at).start && (is_closing(s) || contacts::is_contact(s))
}

/// Cuts a polite end off the last body paragraph; returns the end of the body.
fn close(sheet: &Sheet<'_>, layout: &mut Layout, at: usize, end: usize) -> (usize, usize) {
    let start = own(sheet, layout, at).start;
    let s = sheet.of(Span::new(start, end));
    let parts = sentences::split(s, start);
    let mut cut = None;
    for (index, part) in parts.iter().enumerate().rev() {
        let s = sheet.of(*part);
        if closings::is_closing(s) {
            if index > 0 || start > sheet.span(at).start {
                cut = Some(part.start);
            }
        } else if !closings::goes_on(s) {
            break;
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

    /// Text of the body blocks, authors and date of a letter whose lines from its last body paragraph on are `tail`.
    fn read(tail: &str) -> (String, Vec<String>, String) {
        let head = "对县政协一届一次会议第1号提案的答复\n张三委员：\n您提出的提案收悉，现答复如下：";
        let text = Text::from_lines(&format!("{head}\n{tail}"));
        let reply = parse(&text);
        let body = reply.pieces.iter().filter(|piece| !piece.kind.is_frame());
        let body = body.map(|piece| text.slice(piece.span)).collect::<Vec<_>>().join("|");
        let authors = reply.authors.iter().map(|author| author.raw.clone()).collect();
        (body, authors, reply.date.map_or(String::new(), |date| date.raw))
    }

    fn is(tail: &str, body: &str, author: &str, date: &str) {
        let found = read(tail);
        assert_eq!(
            (found.0.as_str(), found.1.join("|").as_str(), found.2.as_str()),
            (body, author, date),
            "{tail}"
        );
    }

    #[test]
    fn thanks_contacts_and_signature_leave_no_trace_in_the_body_in_whatever_order_they_stand() {
        let body = "我局修了路。";
        is(
            "我局修了路。\n感谢您的关心。\n联系人：财审处，李四\n联系电话：0900-8230117\n传  真：0900-8230134\n\
             邮  编：300117\n白鹭县水利局\n2016年6月20日\n【打印本页】 【关闭窗口】",
            body,
            "白鹭县水利局",
            "2016年6月20日",
        );
        is(
            "我局修了路。\n白鹭县水利局\n2016年6月20日\n承   办   人：王五\n领导签批：赵六\n抄送：县政协提案委",
            body,
            "白鹭县水利局",
            "2016年6月20日",
        );
        is(
            "我局修了路。\n此致\n敬礼\n领导签字：\n白鹭县水利局\n2016年6月20日",
            body,
            "白鹭县水利局",
            "2016年6月20日",
        );
        is(
            "我局修了路。\n特此答复，感谢支持。\n联系单位：白鹭县水利局\n邮编：300117",
            body,
            "白鹭县水利局",
            "",
        );
    }

    #[test]
    fn one_unknown_line_does_not_hide_the_rest_of_a_tail() {
        is(
            "我局修了路。\n感谢您的关心。\n局办公会审定\n联系人：李四\n白鹭县水利局",
            "我局修了路。",
            "白鹭县水利局",
            "",
        );
        is("我局修了路。\n希望您继续关心。\n联系人：李四\n桂里网备01", "我局修了路。", "", "");
    }

    #[test]
    fn what_a_letter_says_is_not_taken_for_its_tail() {
        is(
            "一、修路\n我局修了路。\n二、架桥\n桥已立项，待资金到位后即开工",
            "我局修了路。|桥已立项，待资金到位后即开工",
            "",
            "",
        );
        is("感谢您的关心。下一步，我局将修桥。\n2016年6月20日", "下一步，我局将修桥。", "", "2016年6月20日");
        is(
            "我局修了路。\n承办人员同您通了两次电话，了解您的设想。\n白鹭县水利局",
            "我局修了路。|承办人员同您通了两次电话，了解您的设想。",
            "白鹭县水利局",
            "",
        );
    }

    #[test]
    fn unit_and_date_may_share_a_line_with_others() {
        let body = "我局修了路。";
        is(
            "我局修了路。\n浮桥县财政局 二〇二三年七月三日 电话8231990",
            body,
            "浮桥县财政局",
            "二〇二三年七月三日",
        );
        is(
            "我局修了路。\n2024年8月26日 白鹭县行政审批局 电话：8230440",
            body,
            "白鹭县行政审批局",
            "2024年8月26日",
        );
        is(
            "我局修了路。\n白鹭县审批局，二〇二四年九月四日，联系电话8234449",
            body,
            "白鹭县审批局",
            "二〇二四年九月四日",
        );
        is(
            "我局修了路。感谢支持！ 白鹭县卫生健康委员会 2023年6月5日 |",
            body,
            "白鹭县卫生健康委员会",
            "2023年6月5日",
        );
        is("我局修了路。\n梓木县经济贸易局局长 吴九\n2012年3月5日", body, "梓木县经济贸易局", "2012年3月5日");
        is("我局修了路。\n特此答复。\n杏花镇\n2012年3月5日", body, "杏花镇", "2012年3月5日");
        is("我局修了路。\n白鹭县水利局2019年731", body, "白鹭县水利局", "2019年731");
    }

    #[test]
    fn the_pages_own_lines_below_a_letter_name_neither_its_author_nor_its_date() {
        let tail = "我局修了路。\n感谢您的关心。\n打印 关闭\n上一篇：关于第2号提案的答复\n2023-01-05\n白鹭县人民政府";
        is(tail, "我局修了路。", "", "");
        is("我局修了路。\n白鹭县水利局办公室 2024年5月30日印发", "我局修了路。", "白鹭县水利局", "");
    }

    #[test]
    fn a_date_above_all_text_is_the_pages() {
        let text = Text::from_lines(
            "索引号\n000028831\n公开日期\n2016年07月27日\n该渠长11公里，您提到的上岭至平岗段目前已开工，预计明年通水，我们将督促加快建设。\n相关文档",
        );
        let reply = parse(&text);
        let kind = reply
            .pieces
            .iter()
            .find(|piece| text.slice(piece.span).starts_with("该渠"))
            .map(|piece| piece.kind);
        assert_eq!((kind, reply.date), (Some(BlockKind::Body), None));
    }
}
