//! Letters read from end to end: the real sample (never in the repository), the modelled ones, and made-up text.

use std::path::{Path, PathBuf};

use dafu_letters::reply::model::{BlockKind, CaseBody, Origin, Part, Piece, Reply};
use dafu_letters::text::Text;
use proptest::prelude::*;

use crate::letters;

fn read(path: &Path) -> (Text, Reply) {
    let bytes = fs_err::read(path).unwrap();
    let text = dafu_letters::extract::extract(&bytes).unwrap().text;
    let reply = dafu_letters::reply::parse(&text);
    (text, reply)
}

fn assert_tiles(text: &Text, reply: &Reply) {
    let mut at = 0;
    for piece in &reply.pieces {
        assert!(piece.span.start >= at, "pieces overlap at {}", piece.span.start);
        assert!(text.as_str()[at..piece.span.start].trim().is_empty(), "a gap at {at}");
        let paragraph = text.paragraphs()[piece.paragraph];
        assert!(paragraph.start <= piece.span.start && piece.span.end <= paragraph.end);
        assert!(!text.slice(piece.span).is_empty());
        at = piece.span.end;
    }
    assert!(text.as_str()[at..].trim().is_empty(), "a gap at the end");
}

/// Kinds of the blocks in order.
fn blocks(reply: &Reply) -> Vec<&'static str> {
    let mut out: Vec<(usize, &'static str)> = Vec::new();
    for piece in &reply.pieces {
        if let Some(block) = piece.block
            && out.last().is_none_or(|last| last.0 != block)
        {
            out.push((block, piece.kind.name()));
        }
    }
    out.into_iter().map(|found| found.1).collect()
}

fn items(reply: &Reply) -> usize {
    reply.pieces.iter().filter(|piece| piece.part == Part::Item).count()
}

/// What a letter of four sections with three labelled blocks each says.
struct Whole {
    path: PathBuf,
    title: &'static str,
    number: &'static str,
    sitting: (u16, u16),
    doc_number: &'static str,
    addressee: &'static str,
    subject: &'static str,
    handlers: [(&'static str, &'static str); 2],
    author: &'static str,
    date: &'static str,
    region: &'static str,
    items: usize,
}

#[test]
fn hard_wrapped_letters_are_read_whole() {
    let own = Whole {
        path: letters::wrapped_file(),
        title: "对省政协十三届三次会议第2025E17号党派团体提案的答复",
        number: "2025E17",
        sitting: (13, 3),
        doc_number: "朔教职成〔2025〕46号",
        addressee: "民进朔原省委会",
        subject: "关于推动我省职业教育与先进制造业融合发展的提案",
        handlers: [("协办", "工业和信息化厅"), ("协办", "人力资源和社会保障厅")],
        author: "朔原省教育厅",
        date: "2025-07-16",
        region: "朔原省",
        items: 31,
    };
    let real = letters::shared(letters::SAMPLE).map(|path| Whole {
        path,
        title: "对省政协第十三届二次会议第2024D10号党派团体提案的答复",
        number: "2024D10",
        sitting: (13, 2),
        doc_number: "吉科发人才〔2024〕80号",
        addressee: "民革省委会",
        subject: "关于完善我省青年科技人才培养机制的建议",
        handlers: [("协办", "教育厅"), ("协办", "人社厅")],
        author: "吉林省科学技术厅",
        date: "2024-05-29",
        region: "吉林省",
        items: 26,
    });
    for wanted in [own].into_iter().chain(real) {
        let (text, reply) = read(&wanted.path);
        assert_tiles(&text, &reply);
        assert_eq!(reply.title.as_ref().unwrap().value, wanted.title);
        let case = &reply.cases[0];
        assert_eq!(case.body, Some(CaseBody::Cppcc));
        assert_eq!(case.number.as_ref().unwrap().value, wanted.number);
        let sitting = case.sitting.as_ref().unwrap().value;
        assert_eq!((sitting.term, sitting.plenary), wanted.sitting);
        assert_eq!(reply.doc_number.as_ref().unwrap().value.normalised(), wanted.doc_number);
        assert_eq!(reply.addressee.as_ref().unwrap().value, wanted.addressee);
        assert_eq!(reply.subject.as_ref().unwrap().value, wanted.subject);
        let handlers: Vec<_> = reply.handlers.iter().map(|h| (h.role.as_str(), h.unit.as_str())).collect();
        assert_eq!(handlers, wanted.handlers);
        assert_eq!(reply.authors[0].value, wanted.author);
        assert_eq!(reply.date.as_ref().unwrap().value.value.as_deref(), Some(wanted.date));
        assert_eq!(reply.region.as_ref().unwrap().value, wanted.region);
        assert_eq!(reply.level.as_ref().unwrap().value, "province");
        assert_eq!(reply.sections.len(), 4);
        assert_eq!(blocks(&reply), ["measures", "results", "next_steps"].repeat(4));
        let inferred = |piece: &Piece| piece.block.is_some() && piece.origin != Origin::Explicit;
        assert!(!reply.pieces.iter().any(inferred));
        assert_eq!(items(&reply), wanted.items);
        for kind in [BlockKind::Signature, BlockKind::Date] {
            let piece = reply.pieces.iter().find(|piece| piece.kind == kind).unwrap();
            assert_eq!((piece.block, piece.section), (None, None));
        }
    }
}

#[test]
fn the_modelled_letters_are_read_as_noted() {
    let Some(gold) = letters::shared("samples/modelled/gold.json") else { return };
    let folder = gold.parent().unwrap();
    let gold = fs_err::read_to_string(&gold).unwrap();
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let mut wrong = Vec::new();
    let gold = gold.as_object().unwrap();
    assert!(!gold.is_empty());
    for (name, wanted) in gold {
        let (text, reply) = read(&folder.join(format!("{name}.txt")));
        assert_tiles(&text, &reply);
        let mut check = |key: &str, found: Option<String>| {
            let value = wanted.get(key).filter(|value| !value.is_null());
            let value = value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            if value.is_some() && value != found {
                wrong.push(format!("{name}: {key}: wanted {value:?}, read {found:?}"));
            }
        };
        let case = reply.cases.first();
        check("title", reply.title.as_ref().map(|field| field.value.clone()));
        check("case_number", case.and_then(|case| case.number.as_ref()).map(|number| number.raw.clone()));
        check(
            "system_no",
            case.and_then(|case| case.system_number.as_ref()).map(|number| number.raw.clone()),
        );
        check("category", reply.category.as_ref().map(|field| field.value.clone()));
        check("doc_number", reply.doc_number.as_ref().map(|field| field.value.normalised()));
        check("level", reply.level.as_ref().map(|field| field.value.to_owned()));
        check("lead", reply.lead.as_ref().map(|field| field.raw.clone()));
        check("disclosure", reply.disclosure.extent.as_ref().map(|field| field.value.clone()));
        check("author_from_meta", reply.authors.first().map(|field| field.raw.clone()));
        check(
            "date",
            reply.date.as_ref().map(|field| match (&field.value.value, &field.value.guess) {
                (Some(value), _) => value.clone(),
                (_, guess) => format!("{}?", guess.as_deref().unwrap_or("")),
            }),
        );
        check(
            "sitting",
            case.and_then(|case| case.sitting.as_ref())
                .map(|field| serde_json::json!([field.value.term, field.value.plenary]).to_string()),
        );
        check("blocks", Some(serde_json::json!(blocks(&reply)).to_string()));
        check(
            "addressees",
            Some(serde_json::json!(reply.proposers.iter().map(|p| &p.name).collect::<Vec<_>>()).to_string()),
        );
        check(
            "co_handlers",
            Some(serde_json::json!(reply.handlers.iter().map(|h| &h.unit).collect::<Vec<_>>()).to_string()),
        );
        let has = |code: &str| Some(reply.notes.iter().any(|note| note.code == code).to_string());
        check("date_damaged", has("date_damaged"));
        check("title_damaged", has("title_damaged"));
        check("label_text_mismatch", has("class_text_mismatch"));
        check("phone", Some((!reply.contact.is_empty()).to_string()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn words() -> impl Strategy<Value = String> {
    let atoms = prop::sample::select(vec![
        "关于",
        "对",
        "第",
        "号",
        "提案",
        "建议",
        "的答复",
        "委员：",
        "代表:",
        "一、",
        "二、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "一是",
        "二是",
        "三是",
        "首先",
        "其次",
        "其一",
        "主要举措：",
        "下步打算:",
        "您提出的",
        "《",
        "》",
        "“",
        "”",
        "收悉",
        "现答复如下：",
        "（协办：",
        "）",
        "教育厅",
        "、",
        "，",
        "。",
        "；",
        "！",
        "\n",
        "\n\n",
        " ",
        "\u{3000}",
        "2024年5月29日",
        "202285",
        "〔2024〕80号",
        "吉科发",
        "某县水利局",
        "下一步，",
        "然而，",
        "目前，",
        "由于",
        "感谢您",
        "联系人：",
        "抄送：",
        "附件：",
        "A类",
        "□A☑B",
        "索引号：",
        "浏览次数：3",
        "上一篇：",
        "農(nóng)業",
        "縣",
        "我局将",
        "已",
        "十三届二次会议",
        "😀",
        "\u{200b}",
        "(cid:3)",
        "⼗",
        "并",
        "闭",
        "届",
        "次会议",
        "等3位",
        "X",
        "3",
        "位",
        "日",
        "月",
        "年",
        "附：建议原文",
        "|",
        "满意□",
        "\t",
        "①",
        "②",
        "某",
        "㐀",
        "𠀀",
    ]);
    prop::collection::vec(atoms, 0..120).prop_map(|atoms| atoms.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn pieces_tile_any_text(source in words()) {
        let text = Text::from_lines(&source);
        let reply = dafu_letters::reply::parse(&text);
        assert_tiles(&text, &reply);
        for field in [&reply.title, &reply.subject, &reply.addressee] {
            if let Some(span) = field.as_ref().and_then(|field| field.span) {
                prop_assert!(text.as_str().get(span.start..span.end).is_some());
            }
        }
    }

    #[test]
    fn any_characters_at_all_are_survived(source in "\\PC{0,200}") {
        let text = Text::from_lines(&source);
        let reply = dafu_letters::reply::parse(&text);
        assert_tiles(&text, &reply);
    }
}
