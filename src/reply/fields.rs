//! Header fields: from the places that the passes found to values with their origin.
//!
//! In: a sheet and its layout. Out: a Reply without pieces and sections. What is not stated stays empty.

use crate::lexicon::{dates, frames, marks, regions, titles, units};
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::{CaseBody, Disclosure, Field, Handler, LetterDate, Origin, Reply, ReplyKind};
use crate::reply::{cases, handlers, meta, people, subject};
use crate::text::Span;

/// Reads every header field.
pub fn read(sheet: &Sheet<'_>, layout: &mut Layout) -> Reply {
    let title_span = title_span(layout);
    let title = title_span.map(|_| title(sheet, layout));
    let title_text = layout.title.iter().map(|span| titles::core(sheet.of(*span))).collect::<String>();
    let opening = opening_span(layout);
    let kind = kind(sheet, layout, &title_text, opening);
    let (cases, damaged) = read_cases(sheet, layout, opening);
    if damaged {
        layout.note(
            sheet,
            "title_damaged",
            "the title lacks 第 or 号 around its numbers".to_owned(),
            title_span,
        );
    }
    let (addressee, inner) = match layout.addressee {
        Some(span) => {
            let (field, inner) = people::addressee(sheet, span);
            (Some(field), Some(inner))
        }
        None => (None, None),
    };
    let co_opinion = kind.value == ReplyKind::CoOpinion;
    let to_unit = inner.is_some_and(|span| {
        units::is_unit(sheet.of(span)) && crate::lexicon::people::collective(sheet.of(span)).is_none()
    });
    let mut proposers = Vec::new();
    let mut proposer_count = None;
    if let Some(span) = inner.filter(|_| !co_opinion && !to_unit) {
        proposers = people::proposers(sheet, span);
        proposer_count = people::count(sheet, span);
    } else if let Some(opening) = opening.filter(|_| co_opinion || to_unit) {
        proposers = people::in_opening(sheet, opening);
        proposer_count = people::count(sheet, opening).filter(|_| !proposers.is_empty());
    }
    let authors = authors(sheet, layout);
    let lead = if co_opinion {
        addressee
            .as_ref()
            .filter(|_| to_unit)
            .map(|field| Field { value: units::normalised(&field.value), ..field.clone() })
    } else {
        authors.first().map(|author| Field { origin: Origin::Inferred, ..author.clone() })
    };
    let mut handlers = Vec::new();
    for span in &layout.opening {
        handlers.extend(handlers::listed(sheet, *span, Origin::Explicit));
    }
    for span in &layout.meta {
        handlers.extend(handlers::listed(sheet, *span, Origin::Metadata));
    }
    if handlers.is_empty() {
        for span in &layout.opening {
            handlers.extend(handlers::told(sheet, *span));
        }
    }
    // In a 会办意见 the author is the one who handles with others; the title names the role.
    if co_opinion && handlers.is_empty() {
        let role = if title_text.contains("协办") { "协办" } else { "会办" };
        handlers.extend(authors.iter().map(|author| Handler {
            unit: author.raw.clone(),
            unit_normalised: author.value.clone(),
            role: role.to_owned(),
            origin: Origin::Inferred,
            span: author.span,
        }));
    }
    let lead_of_table =
        handlers.iter().find(|handler| matches!(handler.role.as_str(), "主办" | "独办")).cloned();
    handlers.retain(|handler| !matches!(handler.role.as_str(), "主办" | "独办"));
    let lead = lead_of_table
        .filter(|_| !co_opinion)
        .map(|handler| Field {
            value: handler.unit_normalised,
            raw: handler.unit,
            origin: handler.origin,
            span: handler.span,
        })
        .or(lead);
    let doc_number = doc_number(sheet, layout);
    let subject = opening
        .and_then(|span| subject::find(sheet, span, false))
        .or_else(|| layout.title.iter().find_map(|span| subject::find(sheet, *span, true)));
    let published = meta::published(sheet, layout);
    let date = date(sheet, layout, published.as_ref());
    let (region, level) = place(&authors, &title_text);
    Reply {
        kind,
        title,
        doc_number,
        authors,
        lead,
        handlers,
        addressee,
        proposers,
        proposer_count,
        subject,
        disclosure: disclosure(sheet, layout),
        cases,
        category: category(sheet, layout),
        outcome: None,
        satisfaction: satisfaction(sheet, layout),
        date,
        published,
        assigned: meta::assigned(sheet, layout),
        region,
        level,
        contact: contact(sheet, layout),
        sections: Vec::new(),
        pieces: Vec::new(),
        notes: Vec::new(),
    }
}

fn title_span(layout: &Layout) -> Option<Span> {
    Some(Span::new(layout.title.first()?.start, layout.title.last()?.end))
}

fn opening_span(layout: &Layout) -> Option<Span> {
    Some(Span::new(layout.opening.first()?.start, layout.opening.last()?.end))
}

fn title(sheet: &Sheet<'_>, layout: &Layout) -> Field<String> {
    let value: String = layout.title.iter().map(|span| sheet.written(*span)).collect();
    let span = title_span(layout).map(|span| sheet.back(span));
    Field { raw: value.clone(), value, origin: Origin::Explicit, span }
}

fn kind(sheet: &Sheet<'_>, layout: &Layout, title: &str, opening: Option<Span>) -> Field<ReplyKind> {
    let opening_text = opening.map_or("", |span| sheet.of(span));
    let place = title_span(layout).or(opening);
    let field = |value, origin| Field {
        value,
        raw: place.map_or(String::new(), |span| sheet.written(span)),
        origin,
        span: place.map(|span| sheet.back(span)),
    };
    let co = ["会办意见", "协办意见", "供你单位", "供你厅", "供你局", "供你委", "供你办", "供贵"]
        .iter()
        .any(|word| opening_text.contains(word));
    let answered = match titles::kind(title) {
        Some(titles::Letter::CoOpinion) => return field(ReplyKind::CoOpinion, Origin::Explicit),
        Some(titles::Letter::Summary) => return field(ReplyKind::Summary, Origin::Explicit),
        Some(titles::Letter::Supplement) => return field(ReplyKind::Supplement, Origin::Explicit),
        Some(titles::Letter::Transfer) => return field(ReplyKind::Transfer, Origin::Explicit),
        Some(titles::Letter::Return) => return field(ReplyKind::Return, Origin::Explicit),
        Some(titles::Letter::MotionReport) => return field(ReplyKind::MotionReport, Origin::Explicit),
        Some(titles::Letter::Reply) => true,
        None => opening.is_some(),
    };
    if co {
        return field(ReplyKind::CoOpinion, Origin::Inferred);
    }
    if !answered || (title.is_empty() && opening.is_none()) {
        return field(ReplyKind::Other, Origin::Inferred);
    }
    let origin = if title.is_empty() { Origin::Inferred } else { Origin::Explicit };
    let value = match body(sheet, layout, opening) {
        Some(CaseBody::Cppcc) => ReplyKind::ProposalReply,
        Some(CaseBody::PeopleCongress) => ReplyKind::SuggestionReply,
        None if opening_text.contains("提案") => ReplyKind::ProposalReply,
        None => ReplyKind::SuggestionReply,
    };
    field(value, origin)
}

/// The body to which the case was made: named, else by the softer words of title, addressee and opening.
fn body(sheet: &Sheet<'_>, layout: &Layout, opening: Option<Span>) -> Option<CaseBody> {
    let title: String = layout.title.iter().map(|span| sheet.of(*span)).collect();
    let opening = opening.map_or("", |span| sheet.of(span));
    let bare_opening = outside_marks(opening);
    let bare_title = outside_marks(&title);
    let addressee = layout.addressee.map_or("", |span| sheet.of(span));
    cases::body(&bare_title)
        .or_else(|| cases::body(&bare_opening))
        .or_else(|| cases::body_by_words(&bare_title))
        .or_else(|| cases::body_by_words(addressee))
        .or_else(|| cases::body_by_words(&bare_opening))
        .or_else(|| {
            let lines: String =
                layout.case_lines.iter().chain(&layout.meta).map(|span| sheet.of(*span)).collect();
            cases::body(&lines).or_else(|| cases::body_by_words(&lines))
        })
        .or_else(|| bare_title.contains("号建议").then_some(CaseBody::PeopleCongress))
        .or_else(|| cases::body_by_words(opening).filter(|body| *body == CaseBody::Cppcc))
        .or_else(|| cases::body_by_words(&title))
}

/// `s` without what stands in title marks.
fn outside_marks(s: &str) -> String {
    let mut depth = 0usize;
    s.chars()
        .filter(|&c| {
            if c == marks::TITLE_MARKS.0 {
                depth += 1;
            } else if c == marks::TITLE_MARKS.1 {
                depth = depth.saturating_sub(1);
            }
            depth == 0
        })
        .collect()
}

fn read_cases(
    sheet: &Sheet<'_>,
    layout: &Layout,
    opening: Option<Span>,
) -> (Vec<crate::reply::model::Case>, bool) {
    let mut places: Vec<Span> = Vec::new();
    places.extend(title_span(layout));
    let mut numbers = places
        .iter()
        .map(|span| cases::numbers(sheet, *span))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    let titled = title_span(layout);
    // 37建议: the number in the title has lost its 第 and 号.
    let damaged = titled.is_some_and(|span| {
        let s = sheet.of(span);
        numbers.iter().any(|number| {
            let end = number.span.end - span.start;
            s.get(end..).is_some_and(|rest| rest.starts_with("建议") || rest.starts_with("提案"))
        }) || s.contains("第次会议")
    });
    for span in layout.case_lines.iter().chain(opening.as_ref()) {
        if numbers.is_empty() {
            numbers = cases::numbers(sheet, *span);
        }
    }
    let table =
        meta::value(sheet, layout, &["提案编号", "建议编号", "提案号", "建议号", "案号", "编号", "立案号"]);
    let mut system = None;
    if let Some(span) = table.filter(|span| {
        sheet.of(*span).bytes().any(|b| b.is_ascii_digit()) && sheet.of(*span).chars().count() <= 24
    }) {
        let value = cases::lookup(sheet.of(span));
        let field =
            Field { value, raw: sheet.written(span), origin: Origin::Metadata, span: Some(sheet.back(span)) };
        if numbers.is_empty() {
            numbers.push(cases::Number { span, closed: false });
        } else if numbers.iter().all(|number| cases::lookup(sheet.of(number.span)) != field.value) {
            system = Some(field);
        }
    }
    let closed = [titled, opening]
        .into_iter()
        .flatten()
        .chain(layout.case_lines.iter().copied())
        .any(|span| outside_marks(sheet.of(span)).contains("闭会"));
    let sitting = titled
        .and_then(|span| cases::sitting(sheet, span))
        .or_else(|| opening.and_then(|span| cases::sitting(sheet, span)));
    let sitting = match (sitting, opening.and_then(|span| cases::sitting(sheet, span))) {
        (Some((title, _)), Some(better))
            if (title.term == 0
                && better.0.term != 0
                && (better.0.plenary == title.plenary || better.0.plenary == 0))
                || (title.plenary == 0 && better.0.term == title.term && better.0.plenary != 0) =>
        {
            Some(better)
        }
        (found, _) => found,
    };
    let mut out = cases::assemble(sheet, &numbers, body(sheet, layout, opening), sitting, closed, damaged);
    if let (Some(case), Some(system)) = (out.first_mut(), system) {
        case.system_number = Some(system);
    }
    (out, damaged)
}

fn authors(sheet: &Sheet<'_>, layout: &Layout) -> Vec<Field<String>> {
    let mut out = Vec::new();
    for span in &layout.signature {
        for part in signers(sheet, *span) {
            let s = sheet.of(part);
            out.push(Field {
                value: units::normalised(s),
                raw: sheet.written(part),
                origin: Origin::Explicit,
                span: Some(sheet.back(part)),
            });
        }
    }
    if out.is_empty() {
        out.extend(meta::author(sheet, layout));
    }
    out
}

/// The units of one line, told apart by the white space between them.
fn signers(sheet: &Sheet<'_>, span: Span) -> Vec<Span> {
    let s = sheet.of(span);
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in s.char_indices().skip(1) {
        let here = sheet.shadow.place(span.start + at);
        let before = s[..at].char_indices().next_back().map_or(0, |found| found.0);
        let end_before = sheet.back(Span::new(span.start + before, span.start + at)).end;
        let gap = here > end_before;
        let rest = &s[at..];
        if (gap || c == '、')
            && units::is_unit(&s[start..at])
            && units::is_unit(rest.trim_start_matches('、'))
            && rest.chars().count() >= 4
        {
            out.push(Span::new(span.start + start, span.start + at));
            start = at + if c == '、' { c.len_utf8() } else { 0 };
        }
    }
    let tail = s[start..].trim_end_matches("（盖章）").trim_end_matches("（章）");
    out.push(Span::new(span.start + start, span.start + start + tail.len()));
    out
}

fn doc_number(sheet: &Sheet<'_>, layout: &mut Layout) -> Option<Field<crate::reply::model::DocNumber>> {
    if layout.doc_number.is_none()
        && let Some(span) = meta::value(sheet, layout, &["发文字号", "文号"])
        && let Some(read) = crate::lexicon::docnos::read(sheet.of(span))
    {
        let span = Span::new(span.start, span.start + read.length);
        let value = crate::reply::model::DocNumber { code: read.code, year: read.year, serial: read.serial };
        return Some(Field {
            value,
            raw: sheet.written(span),
            origin: Origin::Metadata,
            span: Some(sheet.back(span)),
        });
    }
    layout.doc_number.as_ref().map(|read| Field {
        value: read.number.clone(),
        raw: sheet.written(read.span),
        origin: if read.damaged { Origin::Inferred } else { Origin::Explicit },
        span: Some(sheet.back(read.span)),
    })
}

fn category(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<String>> {
    let span = layout.class?;
    let raw = sheet.written(span);
    let value = sheet.of(span).trim_end_matches('类').to_uppercase();
    Some(Field { value, raw, origin: Origin::Explicit, span: Some(sheet.back(span)) })
}

fn disclosure(sheet: &Sheet<'_>, layout: &Layout) -> Disclosure {
    let mut out = Disclosure::default();
    let table = meta::value(sheet, layout, &["建议公开范围", "公开方式", "公开属性"]);
    let lines = layout
        .disclosure
        .iter()
        .copied()
        .map(|span| (span, Origin::Explicit))
        .chain(table.map(|span| (span, Origin::Metadata)));
    for (span, origin) in lines {
        let s = sheet.of(span);
        let Some((start, end)) = frames::disclosure(s) else { continue };
        let place = Span::new(span.start + start, span.start + end);
        let word = sheet.of(place);
        let field = Field {
            value: sheet.written(place),
            raw: sheet.written(span),
            origin,
            span: Some(sheet.back(place)),
        };
        let slot = if word.contains("标题") || word.starts_with("全文") || word.starts_with("部分") {
            &mut out.extent
        } else if word.contains("同意") || matches!(word, "是" | "否") || word.starts_with("可") {
            &mut out.consent
        } else {
            &mut out.attribute
        };
        if slot.is_none() {
            *slot = Some(field);
        }
    }
    out
}

fn satisfaction(sheet: &Sheet<'_>, layout: &Layout) -> Option<Field<String>> {
    for span in &layout.feedback {
        let s = sheet.of(*span);
        let Some((at, tick)) = s.char_indices().find(|&(_, c)| marks::is_ticked(c)) else { continue };
        let words = ["基本满意", "不满意", "比较满意", "满意", "非常满意", "一般", "理解"];
        let after = &s[at + tick.len_utf8()..];
        let before = &s[..at];
        let boxes_first = s.find(|c| marks::is_ticked(c) || marks::is_unticked(c)) < s.find("满意");
        let found = if boxes_first {
            words.iter().find(|word| after.starts_with(**word)).map(|word| (at + tick.len_utf8(), word.len()))
        } else {
            words
                .iter()
                .filter(|word| before.ends_with(**word))
                .map(|word| (at - word.len(), word.len()))
                .max_by_key(|found| found.1)
        };
        if let Some((start, length)) = found {
            let place = Span::new(span.start + start, span.start + start + length);
            return Some(Field {
                value: sheet.written(place),
                raw: sheet.written(*span),
                origin: Origin::Explicit,
                span: Some(sheet.back(place)),
            });
        }
    }
    None
}

fn date(
    sheet: &Sheet<'_>,
    layout: &mut Layout,
    published: Option<&Field<LetterDate>>,
) -> Option<Field<LetterDate>> {
    let Some((span, reading)) = layout.date else { return meta::written(sheet, layout) };
    let raw = sheet.written(span);
    let span_back = Some(sheet.back(span));
    match reading {
        dates::Reading::Whole(day) => Some(Field {
            value: LetterDate { value: Some(dates::iso(day)), guess: None },
            raw,
            origin: Origin::Explicit,
            span: span_back,
        }),
        dates::Reading::Damaged(guess) => {
            let guess = guess.or_else(|| dates::guess(sheet.of(span))).map(dates::iso);
            let page = published.and_then(|field| field.value.value.as_deref());
            let hint = page.map_or(String::new(), |page| format!("; the page is dated {page}"));
            layout.note(sheet, "date_damaged", format!("the date has lost characters{hint}"), Some(span));
            Some(Field {
                value: LetterDate { value: None, guess },
                raw,
                origin: Origin::Inferred,
                span: span_back,
            })
        }
    }
}

fn place(authors: &[Field<String>], title: &str) -> (Option<Field<String>>, Option<Field<&'static str>>) {
    let author = authors.first();
    let found = author.and_then(|author| {
        let (name, level) = regions::of_unit(&author.value)?;
        Some((author, name, level))
    });
    if let Some((author, name, level)) = found {
        let bare = matches!(name, "省" | "市" | "县" | "区" | "镇" | "乡");
        let region = (!bare).then(|| Field {
            value: name.to_owned(),
            raw: author.raw.clone(),
            origin: Origin::Inferred,
            span: author.span,
        });
        return (
            region,
            Some(Field {
                value: level,
                raw: author.raw.clone(),
                origin: Origin::Inferred,
                span: author.span,
            }),
        );
    }
    let level = author
        .and_then(|author| {
            regions::level_of_kind(&author.value).map(|level| (level, author.raw.clone(), author.span))
        })
        .or_else(|| regions::level_of_title(title).map(|level| (level, String::new(), None)));
    (None, level.map(|(value, raw, span)| Field { value, raw, origin: Origin::Inferred, span }))
}

/// Contact lines, for masking on output.
fn contact(sheet: &Sheet<'_>, layout: &Layout) -> Vec<Span> {
    let mut out: Vec<Span> = layout.contact.iter().map(|span| sheet.back(*span)).collect();
    out.sort();
    out
}
