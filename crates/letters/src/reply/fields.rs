//! Header fields: from the places that the passes found to values with their origin.
//!
//! In: a sheet and its layout. Out: a Reply without pieces and sections. What is not stated stays empty.

use crate::forms::dates;
use crate::forms::docnos;
use crate::forms::look::has;
use crate::forms::titles;
use crate::forms::units;
use crate::reply::business::{opening_span, title_span};
use crate::reply::keys;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::model::{DocNumber, Field, Handler, LetterDate, Origin, Reply, ReplyKind};
use crate::reply::regions;
use crate::reply::{authors, business, flags, handlers, meta, people, subject};
use crate::text::Note;
use dafu_words::span::Span;

/// Ends of offices that pass a proposal on.
const OFFICES: &[&str] = &["政府", "办公室", "办公厅", "督查室", "常委会"];

/// Reads every header field.
pub(super) fn read(sheet: &Sheet<'_>, layout: &mut Layout) -> Reply {
    let named = meta::values(sheet, layout, keys::TITLE).find(|span| titles::is_title(sheet.of(*span)));
    layout.former_titles.extend(named);
    let title_span = title_span(layout);
    let title = title_span.map(|_| title(sheet, layout));
    let title_text = layout.title.iter().map(|span| titles::core(sheet.of(*span))).collect::<String>();
    let opening = opening_span(layout);
    let kind = business::kind(sheet, layout, &title_text, opening);
    let (cases, damaged) = business::read_cases(sheet, layout, opening);
    if damaged {
        layout.note(sheet, Note::new("title_damaged"), title_span);
    }
    let (addressee, inner) = match layout.addressee {
        Some(span) => {
            let (field, inner) = people::addressee(sheet, span);
            (Some(field), Some(inner))
        }
        None => (None, None),
    };
    let co_opinion = kind.value == ReplyKind::CoOpinion;
    let forwards = matches!(
        kind.value,
        ReplyKind::CoOpinion | ReplyKind::Transfer | ReplyKind::Return | ReplyKind::MotionReport
    );
    let to_unit = inner.is_some_and(|span| {
        let s = sheet.of(span);
        let office = OFFICES.iter().any(|end| s.ends_with(end));
        units::is_unit(s) && crate::reply::names::collective(s).is_none() && (forwards || office)
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
    if proposers.is_empty() && !co_opinion {
        proposers = meta::values(sheet, layout, keys::PROPOSER)
            .next()
            .map_or_else(Vec::new, |span| people::proposers(sheet, span));
    }
    if proposer_count.is_none() && !to_unit {
        proposer_count = opening.and_then(|span| people::count(sheet, span)).filter(|_| proposers.len() <= 1);
    }
    let authors = authors::read(sheet, layout);
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
    handlers.extend(handlers::bracketed(sheet));
    if handlers.is_empty() {
        for span in &layout.opening {
            handlers.extend(handlers::told(sheet, *span));
        }
    }
    let mut seen = std::collections::HashSet::new();
    handlers.retain(|handler| seen.insert((handler.role.clone(), handler.unit_normalised.clone())));
    // In a 会办意见 the author is the one who handles with others; the title names the role.
    if co_opinion && handlers.is_empty() {
        let role = if has(&title_text, "协办") { "协办" } else { "会办" };
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
    let table_subject = || {
        let span = meta::value(sheet, layout, keys::SUBJECT)?;
        let value = sheet.written(span).trim_matches(['《', '》']).to_owned();
        (!value.is_empty()).then(|| Field {
            raw: value.clone(),
            value,
            origin: Origin::Metadata,
            span: Some(sheet.back(span)),
        })
    };
    let subject = opening
        .and_then(|span| subject::find(sheet, span, false))
        .or_else(|| layout.title.iter().find_map(|span| subject::find(sheet, *span, true)))
        .or_else(table_subject);
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
        disclosure: flags::disclosure(sheet, layout),
        cases,
        category: flags::category(sheet, layout),
        outcome: None,
        satisfaction: flags::satisfaction(sheet, layout),
        date,
        published,
        assigned: meta::assigned(sheet, layout),
        region,
        level,
        contact: flags::contact(sheet, layout),
        sections: Vec::new(),
        pieces: Vec::new(),
        notes: Vec::new(),
    }
}

fn title(sheet: &Sheet<'_>, layout: &Layout) -> Field<String> {
    let value: String = layout.title.iter().map(|span| sheet.written(*span)).collect();
    let span = title_span(layout).map(|span| sheet.back(span));
    Field { raw: value.clone(), value, origin: Origin::Explicit, span }
}

fn doc_number(sheet: &Sheet<'_>, layout: &mut Layout) -> Option<Field<DocNumber>> {
    let body = layout.body.1;
    let above = move |line: &&Span| line.end <= body;
    if layout.doc_number.is_none()
        && let Some(span) = meta::value(sheet, layout, keys::DOC_NUMBER)
        && let Some(read) = docnos::read(sheet.of(span))
    {
        let span = Span::new(span.start, span.start + read.length);
        let value = DocNumber { code: read.code, year: read.year, serial: read.serial };
        return Some(Field {
            value,
            raw: sheet.written(span),
            origin: Origin::Metadata,
            span: Some(sheet.back(span)),
        });
    }
    if layout.doc_number.is_none() {
        let lines = layout.title.iter().chain(&layout.former_titles).chain(layout.meta.iter().filter(above));
        let found = lines.copied().find_map(|line| Some((line, docnos::find_within(sheet.of(line))?)));
        return found.map(|(line, (at, read))| {
            let span = Span::new(line.start + at, line.start + at + read.length);
            Field {
                value: DocNumber { code: read.code, year: read.year, serial: read.serial },
                raw: sheet.written(span),
                origin: Origin::Explicit,
                span: Some(sheet.back(span)),
            }
        });
    }
    layout.doc_number.as_ref().map(|read| Field {
        value: read.number.clone(),
        raw: sheet.written(read.span),
        origin: if read.damaged { Origin::Inferred } else { Origin::Explicit },
        span: Some(sheet.back(read.span)),
    })
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
        dates::DateReading::Whole(day) => Some(Field {
            value: LetterDate { value: Some(dates::iso(day)), guess: None, year: Some(day.0) },
            raw,
            origin: Origin::Explicit,
            span: span_back,
        }),
        dates::DateReading::Damaged(guess) => {
            let guess = guess.or_else(|| dates::guess(sheet.of(span)));
            let year = guess.map(|day| day.0).or_else(|| dates::year_of_damaged(sheet.of(span)));
            let guess = guess.map(dates::iso);
            let page = published.and_then(|field| field.value.value.as_deref());
            let note = Note::new("date_damaged").with("page", page.unwrap_or("none"));
            layout.note(sheet, note, Some(span));
            Some(Field {
                value: LetterDate { value: None, guess, year },
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
