//! Letters read from end to end: the real sample (never in the repository), the modelled ones, and made-up text.

use std::collections::BTreeMap;
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

/// Letters of our own, and what a reader of each wrote down of it.
const NOTED: &str = r#"{
    "replies/2022-anlan-jyt-0129": {
        "title": "安澜省教育厅关于省政协第十二届五次会议第0129号提案的答复函", "case_number": "0129", "sitting": [12, 5],
        "doc_number": "安教科〔2022〕33号", "category": "A", "date": "2022-08-05?", "date_damaged": true,
        "title_damaged": false, "level": "province", "lead": "安澜省教育厅", "co_handlers": ["省科技厅"], "phone": true
    },
    "replies/2020-wuling-wjj-37": {
        "title": "对县第十六届人大四次会议37建议的答复", "title_damaged": true, "case_number": "37", "sitting": [16, 4],
        "doc_number": "雾卫健发〔2020〕49号", "date": "2020-07-09", "date_damaged": false, "level": "county",
        "co_handlers": ["县财政局", "县人社局"], "blocks": ["background", "measures", "problems", "next_steps"]
    },
    "replies/2022-qinghe-jtj-45": {
        "case_number": "45", "category": "A", "label_text_mismatch": true, "level": "city", "addressees": ["刘小四"],
        "blocks": ["background", "measures", "explanation", "next_steps"], "phone": true
    },
    "more/replies/2022-yinhuai-cgj-2022139": {
        "case_number": "2022139", "category": "D", "disclosure": "仅公开标题", "addressees": ["陈小八"],
        "label_text_mismatch": false, "date": "2022-07-22"
    }
}"#;

/// A letter that stands in a table of the congress's site, with the site's own number; and one on a bureau's page.
const ON_PAGES: [(&str, &str); 2] = [
    (
        "建议标题: | 关于支持槐溪县老茶园改造的建议 | ||||
编号: | 21040077 | 建议类型: | 大会期间建议 | 提交日期: | 2021-01-19 |
建议公开范围: | 仅公开标题 | 主办单位(分办单位): | 农业农村厅 | 协办单位: | 省财政厅 |
建议答复:
李四代表:
您好!您提出的《关于支持槐溪县老茶园改造的建议》(第77号建议)收悉。现答复如下:
2020年，我厅会同省财政厅在槐溪县改造老茶园1200亩，建成育苗基地2处。
下一步，我厅将继续支持槐溪县改造老茶园，年内完成800亩。
感谢您对农业农村工作的关心。
",
        r#"{
            "case_number": "77", "system_no": "21040077", "lead": "农业农村厅", "co_handlers": ["省财政厅"],
            "disclosure": "仅公开标题", "addressees": ["李四"], "blocks": ["measures", "next_steps"], "phone": false
        }"#,
    ),
    (
        "索引号: 5523/202308-00041 组配分类: 人大代表建议办理
发布机构: 槐溪县交通局 主题分类: 综合政务
名称: 关于对县三届人大二次会议第12号建议的答复函 文号:
生成日期: 2023-08-21 发布日期: 2023-08-21

关于对县三届人大二次会议第12号建议的答复函

发布时间:2023-08-21 09:15 来源:县交通局 浏览:3

张一、李二代表:

你们提出的关于增开夜间公交的建议收悉。现答复如下:

目前我县已开通夜间公交线路3条，日均运送乘客900人次。

下一步，我县将在年内增开线路2条，末班车延至22时30分。
",
        r#"{
            "title": "关于对县三届人大二次会议第12号建议的答复函", "case_number": "12", "sitting": [3, 2],
            "author_from_meta": "县交通局", "addressees": ["张一", "李二"], "date": "2023-08-21", "level": "county",
            "blocks": ["progress", "next_steps"]
        }"#,
    ),
];

/// What a letter was read as, under the keys of the notes.
fn read_as(reply: &Reply) -> Vec<(&'static str, Option<String>)> {
    let case = reply.cases.first();
    let list = |values: Vec<&String>| Some(serde_json::json!(values).to_string());
    let has = |code: &str| Some(reply.notes.iter().any(|note| note.code == code).to_string());
    vec![
        ("title", reply.title.as_ref().map(|field| field.value.clone())),
        ("case_number", case.and_then(|case| case.number.as_ref()).map(|number| number.raw.clone())),
        ("system_no", case.and_then(|case| case.system_number.as_ref()).map(|number| number.raw.clone())),
        ("category", reply.category.as_ref().map(|field| field.value.clone())),
        ("doc_number", reply.doc_number.as_ref().map(|field| field.value.normalised())),
        ("level", reply.level.as_ref().map(|field| field.value.to_owned())),
        ("lead", reply.lead.as_ref().map(|field| field.raw.clone())),
        ("disclosure", reply.disclosure.extent.as_ref().map(|field| field.value.clone())),
        ("author_from_meta", reply.authors.first().map(|field| field.raw.clone())),
        (
            "date",
            reply.date.as_ref().map(|field| match (&field.value.value, &field.value.guess) {
                (Some(value), _) => value.clone(),
                (_, guess) => format!("{}?", guess.as_deref().unwrap_or("")),
            }),
        ),
        (
            "sitting",
            case.and_then(|case| case.sitting.as_ref())
                .map(|field| serde_json::json!([field.value.term, field.value.plenary]).to_string()),
        ),
        ("blocks", Some(serde_json::json!(blocks(reply)).to_string())),
        ("addressees", list(reply.proposers.iter().map(|p| &p.name).collect())),
        ("co_handlers", list(reply.handlers.iter().map(|h| &h.unit).collect())),
        ("date_damaged", has("date_damaged")),
        ("title_damaged", has("title_damaged")),
        ("label_text_mismatch", has("class_text_mismatch")),
        ("phone", Some((!reply.contact.is_empty()).to_string())),
    ]
}

/// Blocks of work by one name: without a label measures, progress and results side by side are not told apart.
fn work(blocks: String) -> String {
    ["measures", "progress", "results"].iter().fold(blocks, |blocks, kind| blocks.replace(kind, "work"))
}

/// Notes held against letters.
#[derive(Default)]
struct Compared {
    wrong: Vec<String>,
    /// How often each key was compared; a key that no letter has notes on stands with 0.
    keys: BTreeMap<&'static str, usize>,
}

impl Compared {
    fn add(&mut self, name: &str, text: &Text, reply: &Reply, wanted: &serde_json::Value) {
        assert_tiles(text, reply);
        for (key, found) in read_as(reply) {
            let count = self.keys.entry(key).or_default();
            let Some(value) = wanted.get(key).filter(|value| !value.is_null()) else { continue };
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let (value, found) =
                if key == "blocks" { (work(value), found.map(work)) } else { (value, found) };
            *count += 1;
            if found.as_ref() != Some(&value) {
                self.wrong.push(format!("{name}: {key}: wanted {value:?}, read {found:?}"));
            }
        }
    }

    /// Every key was compared at least once, and nothing was read otherwise.
    fn assert_right(&self) {
        let never: Vec<_> = self.keys.iter().filter(|(_, count)| **count == 0).map(|(key, _)| *key).collect();
        assert!(!self.keys.is_empty() && never.is_empty(), "never compared: {never:?}");
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

#[test]
fn letters_of_our_own_are_read_as_noted() {
    let mut compared = Compared::default();
    let noted: serde_json::Value = serde_json::from_str(NOTED).unwrap();
    for (name, wanted) in noted.as_object().unwrap() {
        let (text, reply) =
            read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(format!("{name}.txt")));
        assert_known(wanted, &reply);
        compared.add(name, &text, &reply, wanted);
    }
    for (letter, wanted) in ON_PAGES {
        let text = Text::from_lines(letter);
        let reply = dafu_letters::reply::parse(&text);
        let wanted: serde_json::Value = serde_json::from_str(wanted).unwrap();
        assert_known(&wanted, &reply);
        compared.add(letter.lines().next().unwrap(), &text, &reply, &wanted);
    }
    compared.assert_right();
}

/// Every key of our own notes is one that is compared: a misspelt one would be passed over.
fn assert_known(wanted: &serde_json::Value, reply: &Reply) {
    let known = read_as(reply);
    for key in wanted.as_object().unwrap().keys() {
        assert!(known.iter().any(|(name, _)| name == key), "no such key: {key}");
    }
}

/// Modelled letters that stand beside the repository; where they do not, that is said aloud.
#[test]
fn the_modelled_letters_are_read_as_noted() {
    let Some(gold) = letters::shared("samples/modelled/gold.json") else { return };
    let folder = gold.parent().unwrap();
    let gold = fs_err::read_to_string(&gold).unwrap();
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let mut compared = Compared::default();
    for (name, wanted) in gold.as_object().unwrap() {
        let (text, reply) = read(&folder.join(format!("{name}.txt")));
        compared.add(name, &text, &reply, wanted);
    }
    compared.assert_right();
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
        "安科发",
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
