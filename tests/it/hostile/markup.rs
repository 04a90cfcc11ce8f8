//! Hostile web pages, rich texts and plain texts.

use super::Made;
use crate::archive::{letter, words};

/// What is repeated is repeated this often.
const MANY: usize = 1_000_000;

fn page(body: &str) -> Vec<u8> {
    format!("<html><body>{body}</body></html>").into_bytes()
}

fn rich(body: &str) -> Vec<u8> {
    format!("{{\\rtf1\\ansi\\ansicpg936 {body}}}").into_bytes()
}

pub fn made() -> Made {
    let mut made = Made::default();
    for (name, bytes) in pages() {
        made.add(&format!("{name}.html"), bytes);
    }
    for (name, bytes) in rich_texts() {
        made.add(&format!("{name}.rtf"), bytes);
    }
    for (name, bytes) in texts() {
        made.add(name, bytes);
    }
    made
}

fn pages() -> Vec<(&'static str, Vec<u8>)> {
    let many = |piece: &str| page(&piece.repeat(MANY));
    let some = |piece: &str| page(&piece.repeat(MANY / 10));
    let text = letter(710, &words(3));
    let paragraph = format!("<p>{text}</p>");
    vec![
        ("nested", many("<div>")),
        ("nested-closed", page(&("<div>".repeat(MANY / 4) + "深" + &"</div>".repeat(MANY / 4)))),
        ("nested-inline", some("<b><i>深")),
        ("nested-mixed", some("<b><p>")),
        ("nested-tables", some("<table><tr><td>")),
        ("nested-lists", some("<ul><li>条")),
        ("nested-forms", some("<form><fieldset>")),
        ("paragraphs", some("<p>")),
        ("breaks", some("答<br>")),
        ("stray-ends", many("</x>")),
        ("crossed-ends", some("<div><b></div></b>")),
        ("opens", many("<")),
        ("opens-named", many("<a ")),
        ("comments", many("<!--")),
        ("declarations", many("<!a")),
        ("instructions", many("<?")),
        ("sections", many("<![CDATA[")),
        ("ampersands", many("&")),
        ("entities", many("&amp;")),
        ("entity-long", page(&format!("&{};", "a".repeat(MANY)))),
        ("references", some("&#x110000;&#0;&#99999999999999;")),
        ("attribute", page(&format!("<p class=\"{}\">x</p>", "a ".repeat(MANY)))),
        ("attributes", page(&format!("<p {}>x</p>", "a=b ".repeat(MANY / 2)))),
        ("style", page(&format!("<p style=\"{}\">x</p>", "display:none;".repeat(MANY / 10)))),
        ("quote", page(&format!("<p title=\"{}", text.repeat(1000)))),
        ("scripts", some("<script>")),
        ("script-ends", some("<script></scrip")),
        ("titles", some("<title>")),
        ("textareas", some("<textarea>")),
        ("cells", page(&format!("<table><tr>{}</tr></table>", "<td>格</td>".repeat(MANY / 10)))),
        ("rows", page(&format!("<table>{}</table>", "<tr><td>行</td></tr>".repeat(MANY / 10)))),
        (
            "spans",
            page("<table><tr><td rowspan=4294967295 colspan=4294967295>大</td><td>小</td></tr></table>"),
        ),
        (
            "spans-many",
            page(&format!(
                "<table>{}</table>",
                "<tr><td rowspan=65534 colspan=1000>大</td></tr>".repeat(2000)
            )),
        ),
        ("items", page(&format!("<ol start=99999999999999999999>{}</ol>", "<li>条".repeat(MANY / 10)))),
        ("links", some("<a href=x>链</a>")),
        ("copies", page(&paragraph.repeat(2000))),
        ("tabs", page(&"<li><a href=#t1>公开信息</a></li><div id=t1>索引号：1</div>".repeat(MANY / 50))),
        ("labels", page(&"<tr><td>发文字号：</td><td>安科函〔2024〕1号</td></tr>".repeat(MANY / 50))),
        ("one-line", page(&text.replace('\n', "").repeat(10_000))),
        ("short-lines", page(&"<p>答</p>".repeat(MANY / 10))),
        ("blanks", page(&"&nbsp;\u{3000} ".repeat(MANY))),
        ("charset", [&b"<meta charset=utf-7><p>"[..], &[0xFF; 4096]].concat()),
        ("wide", "<html><p>".repeat(1000).encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("empty", b"<html></html>".to_vec()),
    ]
}

fn rich_texts() -> Vec<(&'static str, Vec<u8>)> {
    let many = |piece: &str| rich(&piece.repeat(MANY));
    vec![
        ("groups", many("{")),
        ("groups-closed", rich(&("{".repeat(MANY) + "x" + &"}".repeat(MANY)))),
        ("groups-empty", many("{}")),
        ("ends", many("}")),
        ("bin", rich("\\bin2147483647 x")),
        ("bin-negative", rich("\\bin-2147483648 x")),
        ("bin-far", rich("\\bin99999999999999999999 x")),
        ("unicode", rich("\\u99999999 ?\\u-99999999 ?\\u-1 ?\\u55357 ?\\u56832 ?")),
        ("skip", rich("\\uc2147483647\\u31572 ?abc")),
        ("skip-negative", rich("\\uc-5\\u31572 ?abc")),
        ("word", rich(&format!("\\{} x", "a".repeat(MANY)))),
        ("number", rich(&format!("\\li{} x", "9".repeat(MANY)))),
        ("backslashes", many("\\")),
        ("hex", rich(&"\\'zz\\'8\\'".repeat(MANY / 5))),
        (
            "fonts",
            rich(&format!(
                "{{\\fonttbl{}}}x",
                (0..MANY / 10).map(|n| format!("{{\\f{n}\\fcharset134 a;}}")).collect::<String>()
            )),
        ),
        (
            "font-numbers",
            rich("{\\fonttbl{\\f2147483647\\fcharset255 a;}{\\f-2147483648\\cpg99999 b;}}\\f2147483647 x"),
        ),
        ("fields", rich(&"{\\field{\\*\\fldinst EQ }{\\fldrslt ".repeat(MANY / 20))),
        ("equations", rich(&format!("{{\\field{{\\*\\fldinst EQ {}}}}}", "\\\\f(".repeat(MANY / 10)))),
        ("paragraphs", many("\\par ")),
        (
            "cells",
            rich(
                &("\\trowd".to_owned()
                    + &"\\cellx1 ".repeat(MANY / 10)
                    + &"\\intbl x\\cell ".repeat(MANY / 10)
                    + "\\row"),
            ),
        ),
        ("rows", rich(&"\\trowd\\cellx1\\intbl x\\cell\\row ".repeat(MANY / 20))),
        (
            "nested-tables",
            rich(
                &"\\itap2147483647\\intbl x\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}".repeat(MANY / 50),
            ),
        ),
        (
            "lists",
            rich(&format!(
                "{{\\*\\listtable{}}}x",
                "{\\list{\\listlevel{\\leveltext\\'ff\\'00;}}\\listid1}".repeat(MANY / 50)
            )),
        ),
        ("picture", rich(&format!("{{\\pict {}}}x", "ff".repeat(4 << 20)))),
        ("shapes", rich(&"{\\shp{\\*\\shpinst{\\shptxt ".repeat(MANY / 20))),
        ("notes", rich(&"{\\footnote ".repeat(MANY / 10))),
        ("ignored", many("{\\*\\x ")),
        ("nul", [&b"{\\rtf1 "[..], &[0; 4096]].concat()),
        ("head", b"{\\rtf".to_vec()),
    ]
}

fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let line = "我厅持续推进博士后公寓入住，举办路演三场，取得明显成效。";
    vec![
        ("empty.txt", Vec::new()),
        ("empty.pdf", Vec::new()),
        ("one.txt", b"a".to_vec()),
        ("one.nul", vec![0]),
        ("one.high", vec![0xFF]),
        ("two.mark", vec![0xFF, 0xFE]),
        ("three.mark", b"\xEF\xBB\xBF".to_vec()),
        ("controls.txt", (0..32).collect::<Vec<u8>>().repeat(500)),
        ("escapes.txt", format!("\x1b]0;x\x07\x1b[2J\u{202E}\u{9B}31m{line}\n").repeat(500).into()),
        ("line.txt", line.repeat(60_000).into()),
        ("letters.txt", "a".repeat(8 << 20).into()),
        ("digits.txt", "9".repeat(4 << 20).into()),
        ("numerals.txt", "一二三".repeat(300_000).into()),
        ("brackets.txt", "〔（《【".repeat(200_000).into()),
        ("headings.txt", "一、一、一、\n".repeat(100_000).into()),
        ("numbers.txt", "1.1.1.1.1.1.\n".repeat(100_000).into()),
        ("titles.txt", "关于对省政协第0001号提案的答复\n".repeat(30_000).into()),
        ("docnos.txt", "安科函〔2024〕1号".repeat(60_000).into()),
        ("dates.txt", "2024年5月29日\n".repeat(60_000).into()),
        ("breaks.txt", "\n".repeat(4 << 20).into()),
        ("feeds.txt", "\u{C}答\r".repeat(300_000).into()),
        ("blanks.txt", " \u{3000}\t".repeat(800_000).into()),
        ("combining.txt", format!("e{}", "\u{301}".repeat(500_000)).into()),
        ("joined.txt", "\u{200D}\u{FE0F}\u{20E3}".repeat(200_000).into()),
        ("astral.txt", "𠮷\u{10FFFF}".repeat(200_000).into()),
        ("private.txt", "\u{E000}\u{FFFD}\u{FFFF}".repeat(100_000).into()),
        ("surrogates.txt", [0xFF, 0xFE].into_iter().chain([0x3D, 0xD8].repeat(100_000)).collect()),
        ("odd-wide.txt", [0xFE, 0xFF, 0x7B].to_vec()),
        ("gb18030.txt", b"\x81\x30\x81\x30\xFE\x39\xFE".repeat(50_000)),
        ("xml.txt", format!("<?xml version=\"1.0\"?>{}", "<a>".repeat(500_000)).into()),
        ("json.txt", "[".repeat(2 << 20).into()),
        ("csv.txt", "\",\"\n".repeat(500_000).into()),
    ]
}
