//! Bytes to text: encodings, refusals, notes.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failing test may panic and talk")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use dafu_letters::extract::{ExtractError, Extracted, extract};
use dafu_letters::text::Note;
use dafu_words::message::Value;
use proptest::prelude::*;

use crate::letters;

fn text_of(bytes: &[u8]) -> String {
    extract(bytes).unwrap().text.as_str().to_owned()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// Numbers of the lines that the notes say were left out.
fn dropped_lines(extracted: &Extracted) -> Vec<usize> {
    let dropped = extracted.notes.iter().filter(|note| note.code.ends_with("_dropped"));
    let line = |note: &Note| match note.values.iter().find(|(name, _)| name == "line") {
        Some((_, Value::Number(line))) => usize::try_from(*line).unwrap(),
        other => panic!("{other:?}"),
    };
    dropped.map(line).collect()
}

fn source_lines(source: &str) -> Vec<String> {
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(source).replace("\r\n", "\n");
    source.split(['\n', '\r', '\u{C}', '\u{2028}', '\u{2029}']).map(str::to_owned).collect()
}

#[test]
fn a_document_number_and_a_title_torn_by_line_ends_are_whole_again() {
    let source = "      对省政协第十三届二次会议第 2024D10 号党\n\n派团体提案的答复 \n\n  安科发人才〔2024〕80 \n\n号某省委会： \n";
    assert_eq!(
        text_of(source.as_bytes()),
        "对省政协第十三届二次会议第 2024D10 号党派团体提案的答复\n安科发人才〔2024〕80号某省委会："
    );
}

#[test]
fn paragraphs_know_the_source_lines_they_came_from() {
    let source = "关于省政协第 0123 号提\n\n案的答复\n\u{3000}\u{3000}现答复如下：\n- 2 -\n以上答复如有不妥，请批评指正。";
    let text = extract(source.as_bytes()).unwrap().text;
    let lines: Vec<(u32, u32)> = text.paragraphs().iter().map(|&p| text.source_lines(p)).collect();
    assert_eq!(lines, [(1, 3), (4, 4), (6, 6)]);
}

#[test]
fn form_feeds_give_page_numbers() {
    let text = extract("第一页的话。\n\u{C}第二页的话。".as_bytes()).unwrap().text;
    assert_eq!(text.lines().iter().map(|line| line.page).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn what_was_replaced_or_left_out_is_noted() {
    let extracted = extract("现答复如下\0：\n— 3 —\n感谢您的支持\u{FFFD}。".as_bytes()).unwrap();
    let codes: Vec<&str> = extracted.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["control_characters_replaced", "page_number_dropped"]);
    assert_eq!(dropped_lines(&extracted), [2]);
    let mut bytes = "您提出的提案收悉，现答复如下。".repeat(9).into_bytes();
    bytes[30] = 0xFF;
    assert_eq!(extract(&bytes).unwrap().notes[0].code, "bad_bytes_replaced");
}

#[test]
fn binary_data_and_empty_files_are_refused() {
    assert!(matches!(extract(b""), Err(ExtractError::Empty)));
    assert!(matches!(extract(b"\xEF\xBB\xBF \r\n"), Err(ExtractError::Empty)));
    #[cfg(feature = "pdf")]
    assert!(matches!(extract(b"%PDF-1.7\n"), Err(ExtractError::Damaged { format: "pdf", .. })));
    assert!(matches!(extract(b"PK\x03\x04abcdef"), Err(ExtractError::Binary("zip"))));
    assert!(matches!(extract(b"\x89PNG\r\n\x1A\n"), Err(ExtractError::Binary("png"))));
    assert!(matches!(extract(&[0, 159, 146, 150, 1, 2, 3, 0, 0, 4]), Err(ExtractError::Binary("data"))));
}

/// A letter of 33 paragraphs whose lines end within words; the ends of its first three paragraphs, and its last two.
struct Torn {
    path: PathBuf,
    ends: [&'static str; 3],
    unit: &'static str,
    date: &'static str,
}

#[test]
fn letters_whose_lines_end_within_words_have_their_thirty_three_paragraphs() {
    let own = Torn {
        path: letters::wrapped_file(),
        ends: [
            "号党派团体提案的答复",
            "〔2025〕46号民进朔原省委会：",
            "（协办：工业和信息化厅、人力资源和社会保障厅）",
        ],
        unit: "朔原省教育厅",
        date: "2025 年 7 月 16 日",
    };
    let real = letters::shared(letters::SAMPLE).map(|path| Torn {
        path,
        ends: ["号党派团体提案的答复", "〔2024〕80号民革省委会：", "（协办：教育厅、人社厅）"],
        unit: "吉林省科学技术厅",
        date: "2024 年 5 月 29 日",
    });
    for torn in [own].into_iter().chain(real) {
        let name = torn.path.display();
        let text = extract(&fs_err::read(&torn.path).unwrap()).unwrap().text;
        let paragraphs: Vec<&str> = text.paragraphs().iter().map(|&p| text.slice(p)).collect();
        let count = |wanted: &dyn Fn(&str) -> bool| paragraphs.iter().filter(|p| wanted(p)).count();
        assert_eq!(paragraphs.len(), 33, "{name}");
        for (paragraph, end) in paragraphs.iter().zip(torn.ends) {
            assert!(paragraph.ends_with(end), "{name}: {paragraph}");
        }
        let heading = |p: &str| p.starts_with(['一', '二', '三', '四']) && p[3..].starts_with("、关于");
        assert_eq!(count(&heading), 4, "{name}");
        assert_eq!(count(&|p| p.ends_with(['：', ':']) && p.chars().count() == 5), 12, "{name}");
        assert_eq!(count(&|p| p.ends_with('。')), 16, "{name}");
        assert_eq!(paragraphs[31..], [torn.unit, torn.date], "{name}");
    }
}

#[test]
fn large_files_take_seconds() {
    let within = |name: &str, bytes: &[u8], seconds: u64| {
        let start = Instant::now();
        let length = extract(bytes).unwrap().text.as_str().len();
        assert!(length > bytes.len() / 2, "{name}");
        assert!(start.elapsed() < Duration::from_secs(seconds), "{name}: {:?}", start.elapsed());
    };
    let sentence = "近年来，我厅围绕科技成果转化，持续完善服务平台，提升2024年服务质量。";
    within("one line", sentence.repeat(100_000).as_bytes(), 20);
    let lines = "近年来我厅围绕科技成果转化持续完善服务平台提升服务质量和效率推进建设\n工作推动创新链产业链深度融合发展实施专项行动支持企业开展技术攻关研制\n";
    let wrapped: String = lines.repeat(50_000);
    within("many wrapped lines", wrapped.as_bytes(), 20);
    let gbk = encoding_rs::GBK.encode(&wrapped).0.into_owned();
    within("gbk", &gbk, 20);
    within("many short lines", "答复\n".repeat(300_000).as_bytes(), 20);
    within("open brackets", "（".repeat(1_000_000).as_bytes(), 20);
    within("page numbers", "推进\n- 1 -\n".repeat(100_000).as_bytes(), 20);
}

const WORDS: [&str; 24] = [
    "您提出的",
    "《关于加强",
    "社区养老服务",
    "的提案》",
    "收悉，",
    "现答复如下：",
    "一、",
    "主要举措：",
    "近年来，",
    "我厅围绕",
    "科技成果转化",
    "2024年",
    "投入1800万元",
    "。",
    "；",
    "二是",
    "下一步，",
    "将进一步完善",
    "机制",
    "感谢您的关心和支持。",
    "\n",
    "\n\n",
    "  ",
    "（协办：教育厅）",
];

const TRADITIONAL: [&str; 16] = [
    "您提出的",
    "《關於加強",
    "社區養老服務",
    "的提案》",
    "收悉，",
    "現答復如下：",
    "一、",
    "主要舉措：",
    "近年來，",
    "我廳圍繞",
    "科技成果轉化",
    "2019年",
    "。",
    "下一步，",
    "將進一步完善",
    "\n",
];

/// Pieces that make up texts in which every rule finds something to do.
fn soup() -> impl Strategy<Value = String> {
    let odd = [
        "- 3 -",
        "— 12 —",
        "3",
        "\u{C}",
        "\r\n",
        "\r",
        "\u{2028}",
        "\u{3000}",
        "\u{A0}",
        "\t",
        "第3页 共5页",
        "某省教育厅",
        "〔2024〕80",
        "号",
        "关于",
        "答复",
        "B类",
        "2024年5月29日",
        "R&D",
        " ",
        "\n\n\n\n",
        "）",
        "“",
        "①",
        "1.",
        "\u{FEFF}",
        "𠮷",
        "é",
        "a",
        "\0",
    ];
    let piece = prop_oneof![
        prop::sample::select(WORDS.to_vec()),
        prop::sample::select(odd.to_vec()),
        Just("持续推进科技成果转化和平台建设持续推进科技成果\n"),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

fn letter(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(words), 6..120)
        .prop_map(|pieces| format!("您好{}", pieces.concat()))
}

/// The text, if there is any: a text of nothing is drawn anew, and so is one with so much NUL that it is data; too many
/// of them fail.
fn unless_empty(source: &str) -> Result<Extracted, TestCaseError> {
    let nuls = source.matches('\0').count();
    let words: usize = source.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    extract(source.as_bytes()).map_err(|error| match error {
        ExtractError::Empty => TestCaseError::reject("a text of nothing"),
        ExtractError::Binary(_) if nuls * 50 > words => TestCaseError::reject("data"),
        other => TestCaseError::fail(other.to_string()),
    })
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = extract(&bytes);
    }

    #[test]
    fn letters_with_flipped_bytes_never_panic(
        source in soup(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        encoding in prop::sample::select(vec![encoding_rs::UTF_8, encoding_rs::GB18030, encoding_rs::BIG5]),
    ) {
        let mut bytes = encoding.encode(&source).0.into_owned();
        for (at, byte) in flips {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let _ = extract(&bytes);
    }

    #[test]
    fn every_character_is_kept_or_noted(source in soup()) {
        let extracted = unless_empty(&source)?;
        prop_assert_eq!(extracted.encoding, "utf-8");
        let dropped = dropped_lines(&extracted);
        let kept = (1..).zip(source_lines(&source)).filter(|(number, _)| !dropped.contains(number));
        let kept: String = kept.map(|(_, line)| line).collect();
        prop_assert_eq!(squeezed(extracted.text.as_str()), squeezed(&kept));
    }

    #[test]
    fn every_paragraph_lies_on_the_lines_it_names(source in soup()) {
        let extracted = unless_empty(&source)?;
        let lines = source_lines(&source);
        let text = &extracted.text;
        for &paragraph in text.paragraphs() {
            let (first, last) = text.source_lines(paragraph);
            let named: String = lines[first as usize - 1..last as usize].concat();
            let start: String = squeezed(text.slice(paragraph)).chars().take(1).collect();
            let found = squeezed(&named).starts_with(&start);
            prop_assert!(found);
        }
    }

    #[test]
    fn any_encoding_gives_the_same_text(source in letter(&WORDS)) {
        let expected = extract(source.as_bytes()).unwrap();
        let units = |bytes: fn(u16) -> [u8; 2]| source.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let (little, big) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
        let gb18030 = encoding_rs::GB18030.encode(&source).0.into_owned();
        for (encoding, bytes) in [
            ("utf-8", [b"\xEF\xBB\xBF", source.as_bytes()].concat()),
            ("utf-16le", [b"\xFF\xFE", little.as_slice()].concat()),
            ("utf-16be", [b"\xFE\xFF", big.as_slice()].concat()),
            ("utf-16le", little),
            ("utf-16be", big),
            ("gb18030", gb18030),
        ] {
            let read = extract(&bytes).unwrap();
            prop_assert_eq!(read.encoding, encoding);
            prop_assert_eq!(read.text.as_str(), expected.text.as_str());
        }
    }

    #[test]
    fn big5_gives_the_same_text(source in letter(&TRADITIONAL)) {
        let read = extract(&encoding_rs::BIG5.encode(&source).0).unwrap();
        prop_assert_eq!(read.encoding, "big5");
        let expected = extract(source.as_bytes()).unwrap();
        prop_assert_eq!(read.text.as_str(), expected.text.as_str());
    }
}
