//! Authors: the units that answer.
//!
//! In: a sheet and its layout. Out: the units that sign; where none does, the one that title, letterhead, contact lines
//! or the page's table name, in this order. The source that a page names is its editor's business, and so is the
//! owner of the site: neither answers.

use crate::forms::dates;
use crate::forms::look::{any, find};
use crate::forms::units;
use crate::reply::keys;
use crate::reply::layout::{Layout, Sheet};
use crate::reply::meta;
use crate::reply::model::{Field, Origin};
use dafu_words::punctuation;
use dafu_words::span::Span;

/// The units that answer.
pub(super) fn read(sheet: &Sheet<'_>, layout: &Layout) -> Vec<Field<String>> {
    let signed: Vec<Field<String>> = layout
        .signature
        .iter()
        .flat_map(|span| signers(sheet, *span))
        .map(|part| field(sheet, part, Origin::Explicit))
        .collect();
    if !signed.is_empty() {
        return signed;
    }
    let named = of_titles(sheet, layout)
        .or_else(|| letterhead(sheet, layout))
        .or_else(|| of_contacts(sheet, layout))
        .map(|span| field(sheet, span, Origin::Inferred));
    let named = named.or_else(|| of_table(sheet, layout).map(|span| as_letters_say(sheet, layout, span)));
    let named = named.or_else(|| of_printing(sheet, layout).map(|span| field(sheet, span, Origin::Inferred)));
    named.into_iter().collect()
}

fn field(sheet: &Sheet<'_>, span: Span, origin: Origin) -> Field<String> {
    Field {
        value: units::normalised(sheet.of(span)),
        raw: sheet.written(span),
        origin,
        span: Some(sheet.back(span)),
    }
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

/// The unit that a title names: before its first word, else in a bracket around its end or start.
fn of_titles(sheet: &Sheet<'_>, layout: &Layout) -> Option<Span> {
    let titles = || layout.title.iter().chain(&layout.former_titles).copied();
    titles()
        .find_map(|span| before_title(sheet, span))
        .or_else(|| titles().find_map(|span| in_bracket(sheet, span)))
}

/// `白鹭县水利局关于对…的答复`, `市交通局对市政协提案的会办意见`, or a line of the title of its own.
fn before_title(sheet: &Sheet<'_>, span: Span) -> Option<Span> {
    let s = sheet.of(span);
    let ends = [find(s, "关于"), find(s, "对"), find(s, "办理"), find(s, "答复"), Some(s.len())];
    let named = |end: &usize| units::is_unit(&s[..*end]) && !is_of_another_organ(&s[..*end]);
    let end = ends.into_iter().flatten().find(named)?;
    Some(Span::new(span.start, span.start + end))
}

/// `…的答复（水利局）`, `【县水利局】对…的答复`.
fn in_bracket(sheet: &Sheet<'_>, span: Span) -> Option<Span> {
    let s = sheet.of(span);
    let place = |start: usize, end: usize| {
        let inner = s.get(start..end)?;
        let unit =
            units::is_unit(inner) && !inner.contains(punctuation::COLON) && !is_of_another_organ(inner);
        unit.then_some(Span::new(span.start + start, span.start + end))
    };
    let open = |bracket: char| s.rfind(bracket).map(|at| at + bracket.len_utf8());
    let last = s.chars().next_back().map_or(0, char::len_utf8);
    let at_end = s
        .ends_with(['）', '〕'])
        .then(|| open('（').max(open('〔')))
        .flatten()
        .and_then(|start| place(start, s.len() - last));
    at_end.or_else(|| {
        let inner = s.strip_prefix(['（', '〔'])?;
        place(s.len() - inner.len(), s.len() - inner.len() + inner.find(['）', '〕'])?)
    })
}

/// A unit that stands alone above the letter.
fn letterhead(sheet: &Sheet<'_>, layout: &Layout) -> Option<Span> {
    let above = layout.meta.iter().filter(|span| span.end <= layout.body.1);
    above
        .map(|span| {
            let s = sheet.of(*span);
            let bare = s.trim_end_matches(punctuation::COLON).trim_end_matches("文件");
            Span::new(span.start, span.start + bare.len())
        })
        .find(|span| units::is_unit(sheet.of(*span)) && answers(sheet, layout, sheet.of(*span)))
}

/// Keys of the lines below a letter that name who answered it.
const ANSWERED: &[&str] =
    &["承办单位：", "联系单位：", "答复单位：", "办理单位：", "承办部门：", "办理部门："];

/// 承办单位：县水利局 below the letter, or 此提案由市教育局办理.
fn of_contacts(sheet: &Sheet<'_>, layout: &Layout) -> Option<Span> {
    layout.contact.iter().find_map(|span| {
        let s = sheet.of(*span);
        let behind = ANSWERED.iter().find_map(|key| Some(find(s, key)? + key.len()));
        let handled = || {
            let end = find(s, "办理").or_else(|| find(s, "承办"))?;
            Some((s[..end].rfind('由')? + '由'.len_utf8(), end))
        };
        let (start, end) = behind.map(|start| (start, s.len())).or_else(handled)?;
        unit_at(sheet, Span::new(span.start + start, span.start + end))
    })
}

/// The unit at the start of `span`: all of it, or up to a gap or a mark.
fn unit_at(sheet: &Sheet<'_>, span: Span) -> Option<Span> {
    let s = sheet.of(span);
    let ends = s.char_indices().filter(|&(at, c)| {
        at > 0 && (sheet.gap_before(span.start + at) || matches!(c, '，' | '、' | '（' | '；' | '|' | '。'))
    });
    let mut ends = std::iter::once(s.len()).chain(ends.map(|(at, _)| at).take(12));
    let end = ends.find(|&end| units::is_unit(&s[..end]))?;
    (!is_of_another_organ(&s[..end])).then_some(Span::new(span.start, span.start + end))
}

/// The unit that the page's table above the letter names.
fn of_table(sheet: &Sheet<'_>, layout: &Layout) -> Option<Span> {
    let above = |span: &Span| span.end <= layout.body.1.max(1);
    let of = |keys| meta::values(sheet, layout, keys).filter(above);
    let handling = of(keys::ANSWERER).chain(of(keys::LEAD).take(1)).find_map(|span| unit_at(sheet, span));
    handling.or_else(|| {
        let mut issuing = of(keys::ISSUER).filter_map(|span| unit_at(sheet, span));
        issuing.find(|span| answers(sheet, layout, sheet.of(*span)))
    })
}

/// 区教育局办公室 2023年8月2日印发: the office that prints what its unit signs.
fn of_printing(sheet: &Sheet<'_>, layout: &Layout) -> Option<Span> {
    (layout.body_end.0..sheet.len()).find_map(|at| {
        let span = sheet.span(at);
        let s = sheet.of(span).strip_suffix("印发")?;
        let figure = |&(_, c): &(usize, char)| c.is_ascii_digit() || dafu_words::numerals::is_numeral(c);
        let date = s.char_indices().filter(figure).find(|&(at, _)| dates::read(&s[at..]).is_some())?.0;
        let unit = s[..date].trim_end_matches("办公室");
        units::is_unit(unit).then_some(Span::new(span.start, span.start + unit.len()))
    })
}

/// Words of the congress and of the conference, whose offices publish letters and write none.
const OTHER_ORGANS: &[&str] =
    &["人大", "人民代表大会", "政协", "政治协商", "代表工作", "代表联络", "选工委", "提案委", "提案办"];
/// Ends of the names of those who keep a government's site.
const OWNERS: &[&str] = &[
    "政府",
    "政府办公室",
    "政府办公厅",
    "政府办",
    "信息中心",
    "融媒体中心",
    "大数据中心",
    "新闻中心",
    "宣传部",
    "行署办",
    "行署办公室",
    "管委会办公室",
];
/// Last characters of the names by which bureaus speak of themselves.
const BUREAUS: &[&str] =
    &["我局", "我厅", "我委", "我部", "我院", "我中心", "我队", "我大队", "我支队", "我社", "我公司", "我处"];

fn is_of_another_organ(s: &str) -> bool {
    any(s, OTHER_ORGANS)
}

/// The unit of the page's table. Where the page's source is the same unit by the name that its letters use (甲县发改委
/// and 县发改委), that name is what is written.
fn as_letters_say(sheet: &Sheet<'_>, layout: &Layout, unit: Span) -> Field<String> {
    let named = field(sheet, unit, Origin::Metadata);
    let mut sources = meta::values(sheet, layout, keys::SOURCE).filter_map(|span| unit_at(sheet, span));
    let same = sources.find(|span| sheet.of(unit).ends_with(sheet.of(*span)));
    match same {
        Some(span) => Field { value: named.value, ..field(sheet, span, Origin::Metadata) },
        None => named,
    }
}

/// How much of a letter is looked at for its voice, in bytes.
const VOICE: usize = 3 * 800;

/// True when a unit that only the page names can be the one that answers: not another organ's office, and not the
/// site's owner where the letter speaks as a bureau.
fn answers(sheet: &Sheet<'_>, layout: &Layout, unit: &str) -> bool {
    if is_of_another_organ(unit) || unit.ends_with('网') {
        return false;
    }
    if !OWNERS.iter().any(|end| unit.ends_with(end)) {
        return true;
    }
    let text = sheet.shadow.as_str();
    let start = layout.opening.first().map_or(layout.body.1, |span| span.start).min(text.len());
    let mut end = (start + VOICE).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    !any(&text[start..end], BUREAUS)
}

#[cfg(test)]
mod tests {
    use crate::reply::parse;
    use crate::text::Text;

    /// The authors of a letter with these lines above and below its body.
    fn authors(above: &str, below: &str) -> Vec<String> {
        let text = Text::from_lines(&format!(
            "{above}\n张三委员：\n您提出的关于修路的提案收悉，现答复如下：\n我局修了路，下一步将修桥。\n{below}"
        ));
        parse(&text).authors.into_iter().map(|author| author.raw).collect()
    }

    #[test]
    fn who_signs_is_the_author_whatever_the_page_says() {
        let above = "发布机构：青禾市人民政府办公室\n县水利局关于第5号提案的答复";
        assert_eq!(authors(above, "白鹭县交通运输局\n2024年5月9日"), ["白鹭县交通运输局"]);
        assert_eq!(authors(above, "白鹭县交通运输局 2024年5月9日 电话8230001"), ["白鹭县交通运输局"]);
    }

    #[test]
    fn the_title_names_the_author_of_an_unsigned_letter() {
        assert_eq!(authors("来源：县人大办公室\n白鹭县水利局关于对第5号提案的答复", ""), ["白鹭县水利局"]);
        assert_eq!(authors("对县政协第5号提案的答复（水利局）", "2024年5月9日"), ["水利局"]);
        assert_eq!(authors("对县政协第5号提案的答复（B类）", "2024年5月9日"), [""; 0]);
    }

    #[test]
    fn the_issuing_body_is_the_author_and_a_source_or_the_sites_owner_is_not() {
        let title = "关于对县政协第5号提案的答复";
        assert_eq!(authors(&format!("索引号：01 发布机构：白鹭县水利局\n{title}"), ""), ["白鹭县水利局"]);
        assert_eq!(authors(&format!("{title}\n发布日期：2024-05-09 来源：白鹭县水利局"), ""), [""; 0]);
        assert_eq!(authors(&format!("索引号：01 发布机构：白鹭县人大办公室\n{title}"), ""), [""; 0]);
        assert_eq!(authors(&format!("索引号：01 发布机构：白鹭县人民政府办公室\n{title}"), ""), [""; 0]);
        assert_eq!(authors(title, "打印 关闭\n主办单位：白鹭县人民政府"), [""; 0]);
    }

    #[test]
    fn contact_lines_and_the_printers_line_name_the_author_where_nothing_else_does() {
        let title = "关于对县政协第5号提案的答复";
        assert_eq!(authors(title, "联系单位：白鹭县水利局 联系电话：8230001"), ["白鹭县水利局"]);
        assert_eq!(authors(title, "白鹭县水利局办公室 2024年5月9日印发"), ["白鹭县水利局"]);
        assert_eq!(authors(title, "此提案由市教育局办理，联系人孙金虎，电话8230576。"), ["市教育局"]);
    }
}
