//! Whole pages of many makers, and what must come out of each.
//!
//! In: the pages in crates/letters/tests/data/html, invented letters in the boxes that makers of pages put them in.
//! Each must give the paragraphs of the text beside it, in every encoding, whatever it says of its own; and broken,
//! it must do no harm.

use super::markup::steps;
use crate::extract::{ExtractError, Extracted, extract};

/// A page with its paragraphs and its fields.
struct Case {
    name: &'static str,
    page: &'static str,
    text: &'static str,
    fields: &'static [(&'static str, &'static str)],
}

macro_rules! case {
    ($name:literal, $fields:expr) => {
        Case {
            name: $name,
            page: include_str!(concat!("../../../tests/data/html/", $name, ".html")),
            text: include_str!(concat!("../../../tests/data/html/", $name, ".txt")),
            fields: $fields,
        }
    };
}

static CASES: &[Case] = &[
    case!(
        "case_table",
        &[
            ("case", "2024-118"),
            ("proposer", "孙四"),
            ("subject", "关于提升社区医院服务能力的提案"),
            ("lead", "市卫健委"),
            ("date", "2024-07-02")
        ]
    ),
    case!(
        "district_editor",
        &[("published", "2023-08-21"), ("title", "对市十六届人大四次会议第88号建议的答复")]
    ),
    case!(
        "forum",
        &[("published", "2024-03-08"), ("unit", "海东市发展改革委"), ("title", "关于增设小区充电桩的建议")]
    ),
    case!("fragment", &[]),
    case!("handlers_below", &[("title", "关于第33号建议的答复")]),
    case!("labels_inline", &[]),
    case!(
        "layout_tables",
        &[("published", "2023-09-12"), ("unit", "区城管局"), ("title", "对区人大第66号建议的答复")]
    ),
    case!(
        "ministry",
        &[
            ("published", "2024-11-05"),
            ("url", "http://www.example.test/t20241105_1.html"),
            ("title", "关于政协第十四届全国委员会第二次会议第03456号（教育事业类331号）提案答复的函")
        ]
    ),
    case!(
        "municipal_table",
        &[
            ("unit", "云川市教育局"),
            ("date", "2024-05-20"),
            ("doc", "云教函〔2024〕56号"),
            ("published", "2024-06-03"),
            ("title", "关于市政协十四届三次会议第0123号提案的答复")
        ]
    ),
    case!(
        "platform_list",
        &[
            ("case", "第152号"),
            ("proposer", "吴二"),
            ("lead", "县交通运输局"),
            ("co", "县财政局、各乡镇人民政府"),
            ("title", "关于完善农村公路养护机制的建议")
        ]
    ),
    case!("preformatted", &[]),
    case!("proposal_below", &[("title", "关于第60号建议的答复")]),
    case!("side_by_side", &[]),
    case!(
        "tabs",
        &[
            ("case", "第206号"),
            ("proposer", "民建市委会"),
            ("unit", "市住建局"),
            ("title", "关于加快停车场建设的提案")
        ]
    ),
    case!("twice", &[("title", "关于第5号提案的答复")]),
    case!(
        "wechat",
        &[
            ("published", "2024-06-12"),
            ("url", "http://example.test/s/abc"),
            ("unit", "青石县水务局"),
            ("title", "关于县政协十届二次会议第47号提案的答复")
        ]
    ),
    case!("word", &[]),
    case!("wrapped_by_hand", &[("title", "关于区政协九届二次会议第77号提案的答复")]),
];

fn read(bytes: &[u8]) -> Extracted {
    extract(bytes).expect("the page holds a letter")
}

fn utf16(page: &str) -> Vec<u8> {
    format!("\u{FEFF}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn each_page_gives_its_letter_and_its_fields() {
    for case in CASES {
        let got = read(case.page.as_bytes());
        assert_eq!(got.text.as_str(), case.text.trim_end(), "{}", case.name);
        let fields: Vec<(&str, &str)> =
            got.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(fields, case.fields, "{}", case.name);
        let notes: Vec<&str> = got.notes.iter().map(|note| note.code).collect();
        let expected: &[&str] = if case.name == "twice" { &["copy_dropped"] } else { &[] };
        assert_eq!(
            (got.format, got.encoding, notes.as_slice()),
            ("html", "utf-8", expected),
            "{}",
            case.name
        );
    }
}

#[test]
fn a_page_reads_the_same_in_every_encoding_whatever_it_says() {
    for case in CASES {
        let gb = encoding_rs::GB18030.encode(case.page).0.into_owned();
        let marked = ["\u{FEFF}", case.page].concat().into_bytes();
        for (bytes, encoding) in [(gb, "gb18030"), (utf16(case.page), "utf-16le"), (marked, "utf-8")] {
            let got = read(&bytes);
            assert_eq!((got.encoding, got.text.as_str()), (encoding, case.text.trim_end()), "{}", case.name);
        }
    }
}

#[test]
fn paragraphs_know_their_line() {
    for case in CASES {
        let text = read(case.page.as_bytes()).text;
        let lines: Vec<u32> = text.lines().iter().map(|line| line.number).collect();
        let expected: Vec<u32> = (1..).take(lines.len()).collect();
        assert_eq!(lines, expected, "{}", case.name);
    }
}

#[test]
fn a_letter_in_plain_text_stays_one_and_an_empty_page_is_empty() {
    let letter = "某局：\n关于<通知>的来信收悉，现答复如下：a<b 时，p<0.05，<p>不是标签。";
    assert_eq!(read(letter.as_bytes()).format, "text");
    for page in ["<html><body></body></html>", "<p>&nbsp;<br></p>", "<!DOCTYPE html><script>var a;</script>"]
    {
        assert!(matches!(extract(page.as_bytes()), Err(ExtractError::Empty)), "{page}");
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

#[test]
fn no_damage_to_a_page_does_harm() {
    const PIECES: &[&[u8]] = &[
        b"<",
        b">",
        b"</div>",
        b"<table><tr><td>",
        b"</table>",
        b"<!--",
        b"-->",
        b"\"",
        b"'",
        b"&",
        b"&#x",
        b"<p>",
        b"</p>",
        b"<a href=x>",
        b"<ul><li>",
        b"<ol type=a start=-9>",
        b"\xE4\xB8",
        b"\0",
        b"<script>",
        b"<td",
        b"style=display:none ",
        b"<![CDATA[",
        b"<pre>",
        b"\t",
        b"\xEF\xBC\x9A",
        b"<b style='mso-list:Ignore'>",
        b"\xF0\x9F\x98\x80",
    ];
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    const ROUNDS: usize = 4_000;
    let mut read = 0;
    for round in 0..ROUNDS {
        let case = &CASES[round % CASES.len()];
        let mut bytes = case.page.as_bytes().to_vec();
        for _ in 0..=dice.roll(6) {
            let at = dice.roll(bytes.len());
            match dice.roll(5) {
                0 => bytes[at] ^= 1 << dice.roll(8),
                1 => bytes.truncate(at.max(1)),
                2 => drop(bytes.drain(at..(at + dice.roll(200)).min(bytes.len()))),
                3 => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied())),
                _ => {
                    let other = CASES[dice.roll(CASES.len())].page.as_bytes();
                    let from = dice.roll(other.len());
                    let to = (from + dice.roll(400)).min(other.len());
                    drop(bytes.splice(at..at, other[from..to].iter().copied()));
                }
            }
            if bytes.is_empty() {
                bytes.push(b'<');
            }
        }
        if let Ok(got) = extract(&bytes) {
            read += 1;
            assert!(got.text.paragraphs().iter().all(|span| !got.text.slice(*span).trim().is_empty()));
        }
    }
    assert!(read * 4 > ROUNDS * 3, "only {read} of {ROUNDS} damaged pages were read");
}

/// What comes before, again and again, and behind a letter, each as long as the page is to be, to make a reader look at
/// one place many times over.
const HURTING: &[(&str, &str)] = &[
    ("<div>", ""),
    ("<", ""),
    ("&", ""),
    ("&#x", ""),
    ("<!--", ""),
    ("<!-- >", ""),
    ("", "<!"),
    ("<![CDATA[ >", ""),
    ("", "<![CDATA["),
    ("<a x=\"", ""),
    ("<a x='y' ", ""),
    ("<b>", "</b>"),
    ("</b>", "<b>"),
    ("<ul><li>一", ""),
    ("<ol reversed><li>一", ""),
    ("<table><tr><td>", ""),
    ("<table><tr><td>一<td>二", ""),
    ("<p><td></p>", ""),
    ("<p>索引号：", ""),
    ("<p>发布机构", ""),
    ("<script>", ""),
    ("<style>", "</script>"),
    ("", "<script></style>"),
    ("<ul><li>提案内容<li>答复内容</ul><div>甲</div><div hidden>乙</div>", ""),
    ("<p class=title>某局答复某事</p>", "<p><a href=x>首页</a>"),
    ("<p>我局已经办理完毕，特此答复，谢谢您的支持。<p>我局将继续努力，做好各项工作，特此答复。", ""),
];

/// A page with so many pieces.
fn hurting(before: &str, after: &str, count: usize) -> String {
    let letter = "<p>您好，来信收悉，现答复如下：我局已办。</p>";
    format!("<html>{letter}{}{letter}{}", before.repeat(count), after.repeat(count))
}

/// Fails when four times the page costs much more than four times the steps.
fn assert_linear(name: &str, page: impl Fn(usize) -> String) {
    const PIECES: usize = 10_000;
    let steps = |count: usize| {
        let page = page(count);
        steps::of(|| drop(extract(page.as_bytes())))
    };
    let (one, four) = (steps(PIECES), steps(4 * PIECES));
    assert!(one > PIECES as u64, "{name}: only {one} steps were counted");
    assert!(four < 6 * one, "{name}: {one} steps, and {four} for four times the page");
}

#[test]
fn pages_made_to_hurt_are_read_in_linear_time() {
    for (before, after) in HURTING {
        assert_linear(before, |count| hurting(before, after, count));
    }
}

#[test]
fn long_attributes_and_titles_are_read_once() {
    assert_linear("a long attribute around many texts", |count| {
        format!("<div x='{}'>一{}", "y".repeat(count), "<b>二</b>三".repeat(count))
    });
    assert_linear("long names above many lines", |count| {
        format!("<div class='{}'>{}", "y ".repeat(count), "<p>三</p>".repeat(count))
            + "<p>您好，来信收悉，现答复如下：我局已办，特此答复，谢谢支持。</p>"
    });
    assert_linear("a title of many sites", |count| {
        format!("<title>某事{}</title><p>您好，来信收悉，现答复如下：我局已办。</p>", "-某网".repeat(count))
    });
}

#[test]
fn pieces_of_pages_that_begin_with_unknown_tags_or_entities_are_read() {
    let text = |page: &str| extract(page.as_bytes()).map(|read| (read.format, read.text.as_str().to_owned()));
    let letter = "某某代表：\n您提出的关于加强社区养老服务的建议收悉，现答复如下。";
    for page in [
        "<ucaptitle></ucaptitle><zhengwen><p>某某代表：</p><p>&#12288;&#12288;您提出的关于加强社区养老服务的建议收悉，现答复如下。</p></zhengwen>",
        "&nbsp;&nbsp;某某代表：<br/>&nbsp;&nbsp;您提出的关于加强社区养老服务的建议收悉，现答复如下。<br/>",
        "</div><p>某某代表：</p><p>您提出的关于加强社区养老服务的建议收悉，现答复如下。</p>",
    ] {
        assert_eq!(text(page).unwrap(), ("html", letter.to_owned()), "{page}");
    }
}

#[test]
fn a_page_of_pictures_is_not_empty() {
    let pictures = "<div><p><IMG src='1.jpg'></p><p><img src='2.jpg'/></p></div>";
    assert!(matches!(extract(pictures.as_bytes()), Err(ExtractError::Pictures)));
    assert!(matches!(extract(b"<div><p></p></div>"), Err(ExtractError::Empty)));
}
