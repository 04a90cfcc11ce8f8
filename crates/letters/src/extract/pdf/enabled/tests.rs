//! Small PDF files, each showing one way in which makers differ.

use super::*;
use crate::extract::pdf::sniff::sniff;

/// A file of one page for each of `contents`, in a font of `encoding` from the collection `ordering`.
fn file(encoding: &str, ordering: &str, contents: &[Vec<u8>]) -> Vec<u8> {
    mapped(encoding, ordering, None, contents)
}

/// The same, the font having this map to Unicode.
fn mapped(encoding: &str, ordering: &str, map: Option<&str>, contents: &[Vec<u8>]) -> Vec<u8> {
    annotated(encoding, ordering, map, contents, "")
}

/// The same, with these annotations on every page.
fn annotated(
    encoding: &str,
    ordering: &str,
    map: Option<&str>,
    contents: &[Vec<u8>],
    annotations: &str,
) -> Vec<u8> {
    let unicode = if map.is_some() { "/ToUnicode 5 0 R" } else { "" };
    let kids: String = (0..contents.len()).map(|at| format!("{} 0 R ", 10 + 2 * at)).collect();
    let mut objects: Vec<(usize, Vec<u8>)> = vec![
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (2, format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()).into_bytes()),
        (3, format!("<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/{encoding}{unicode}/DescendantFonts[4 0 R]>>").into()),
        (
            4,
            format!(
                "<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})\
                 /Supplement 4>>/DW 1000/W[1 95 500 814 908 500 7716 7716 500]>>"
            )
            .into(),
        ),
    ];
    objects.extend(
        map.map(|map| (5, format!("<</Length {}>>stream\n{map}\nendstream", map.len()).into_bytes())),
    );
    for (at, content) in contents.iter().enumerate() {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[{annotations}]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            11 + 2 * at
        );
        objects.push((10 + 2 * at, page.into_bytes()));
        let head = format!("<</Length {}>>stream\n", content.len());
        objects.push((11 + 2 * at, [head.as_bytes(), content, b"\nendstream"].concat()));
    }
    // There is no table of objects: it must be made again.
    let mut bytes = b"%PDF-1.4\n".to_vec();
    for (number, object) in objects {
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    bytes.extend(b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF");
    bytes
}

/// The operators that show `lines` from `top` downwards, each with its left edge.
fn shown(top: u32, lines: &[(u32, &str)], encode: fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut content = b"BT /F 16 Tf ".to_vec();
    for (nth, (left, line)) in (0..).zip(lines) {
        let hex: String = encode(line).iter().map(|byte| format!("{byte:02X}")).collect();
        content.extend(format!("1 0 0 1 {left} {} Tm <{hex}> Tj\n", top - 24 * nth).bytes());
    }
    content.extend(b"ET ");
    content
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn of(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    assert!(sniff(bytes));
    read(bytes, &Caps::default())
}

const LINES: [(u32, &str); 4] = [
    (72, "某某委员："),
    (104, "您提出的《关于加强R&D投入的提案》（第2024D10号）收悉，"),
    (72, "经与市财政局研究，现答复如下：全市投入占比已有2.1 percent"),
    (72, "（含补助）。"),
];
const LETTER: &str = "某某委员：\n您提出的《关于加强R&D投入的提案》（第2024D10号）收悉，经与市财政局研究，现答复如下：\
                      全市投入占比已有2.1 percent（含补助）。";

#[test]
fn fonts_without_a_map_are_read_by_their_encoding() {
    let found = of(&file("UniGB-UCS2-H", "GB1", &[shown(760, &LINES, utf16)])).unwrap();
    assert_eq!((found.text.as_str(), found.notes.len()), (LETTER, 0));
    let found = of(&file("GBK-EUC-H", "GB1", &[shown(760, &LINES, gbk)])).unwrap();
    assert_eq!((found.text.as_str(), found.notes.len()), (LETTER, 0));
}

#[test]
fn a_paragraph_goes_on_over_a_page_end_and_page_numbers_are_left_out() {
    let mut first = shown(760, &LINES[..3], utf16);
    first.extend(shown(40, &[(290, "— 1 —")], utf16));
    let mut second = shown(760, &LINES[3..], utf16);
    second.extend(shown(40, &[(290, "— 2 —")], utf16));
    let found = of(&file("UniGB-UCS2-H", "GB1", &[first, second])).unwrap();
    assert_eq!(found.text.as_str(), LETTER);
    assert_eq!(found.notes.len(), 2);
    assert_eq!(found.text.lines().last().map(|line| (line.number, line.page)), Some((5, 2)));
}

#[test]
fn slanted_text_is_a_watermark_and_text_painted_twice_is_read_once() {
    let mut content = shown(760, &LINES, utf16);
    content.extend(b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <51855BB98D446599> Tj ET ");
    content.extend(shown(760, &LINES, utf16));
    let found = of(&file("UniGB-UCS2-H", "GB1", &[content])).unwrap();
    assert_eq!(found.text.as_str(), LETTER);
    assert_eq!(found.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["watermark_dropped"]);
}

#[test]
fn text_under_a_scan_that_lay_askew_keeps_its_lines() {
    let mut content = b"1 0.03 -0.03 1 0 0 cm 3 Tr ".to_vec();
    for (nth, (left, line)) in (0..).zip(LINES) {
        // Recognised words are painted one by one.
        let at = line.char_indices().nth(4).map_or(0, |(at, _)| at);
        let (word, rest) = line.split_at(at);
        content.extend(shown(760 - 24 * nth, &[(left, word)], utf16));
        content.extend(shown(760 - 24 * nth, &[(left + 64, rest)], utf16));
    }
    let found = of(&file("UniGB-UCS2-H", "GB1", &[content])).unwrap();
    assert_eq!(found.text.as_str(), LETTER);
}

#[test]
fn pages_that_show_something_without_text_are_for_ocr() {
    let drawn = b"100 100 300 500 re f".to_vec();
    assert!(matches!(
        of(&file("Identity-H", "Identity", std::slice::from_ref(&drawn))),
        Err(ExtractError::Scan(1))
    ));
    let found = of(&file("UniGB-UCS2-H", "GB1", &[shown(760, &LINES, utf16), drawn, Vec::new()])).unwrap();
    assert_eq!(found.unread_pages, [2]);
    assert!(matches!(of(&file("UniGB-UCS2-H", "GB1", &[Vec::new()])), Err(ExtractError::Empty)));
}

#[test]
fn pages_whose_characters_nobody_can_tell_are_for_ocr_and_no_scans() {
    let file = file("Identity-H", "Identity", &[shown(760, &LINES, utf16)]);
    let error = of(&file).unwrap_err();
    assert_eq!(error.to_string(), "fault_unmapped {pages: 1}");
    assert_eq!(error.code(), "scan");
}

#[test]
fn damaged_files_are_read_or_refused() {
    let whole = file("UniGB-UCS2-H", "GB1", &[shown(760, &LINES, utf16)]);
    for cut in (0..whole.len()).step_by(7) {
        let _ = read(whole.get(..cut).unwrap_or_default(), &Caps::default());
        let mut flipped = whole.clone();
        flipped.iter_mut().skip(cut).take(1).for_each(|byte| *byte ^= 4);
        let _ = read(&flipped, &Caps::default());
    }
}

#[test]
fn one_code_for_a_radical_and_its_character_is_one_character() {
    let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange 3 beginbfchar <0001> <2F747ACB> <0002> <9879> \
               <0004> <51652F0A> endbfchar";
    let content = b"BT /F 16 Tf 1 0 0 1 72 700 Tm <00010002000400010001> Tj ET ".to_vec();
    let found = of(&mapped("Identity-H", "Identity", Some(map), &[content])).unwrap();
    assert_eq!(found.text.as_str(), "立项入立立");
}

#[test]
fn bold_faked_by_four_passes_on_one_baseline_is_read_once() {
    let pass = |text: &str, left: f32| {
        let hex: String = utf16(text).iter().map(|byte| format!("{byte:02X}")).collect();
        format!("1 0 0 1 {left} 700 Tm <{hex}> Tj ")
    };
    // Character by character, piece by piece, and line by line; each pass a little farther to the right.
    for pieces in [vec!["人", "人", "答", "复", "11", "号"], vec!["人人答复", "11号"], vec!["人人答复11号"]]
    {
        for step in [0.0, 0.2, 0.7, 1.5] {
            let mut content = "BT /F 16 Tf ".to_owned();
            let mut left = 72.0;
            for piece in &pieces {
                (0..4).for_each(|nth| content += &pass(piece, left + step * nth as f32));
                left += piece.chars().map(|c| if c.is_ascii() { 8.0 } else { 16.0 }).sum::<f32>();
            }
            let found = of(&file("UniGB-UCS2-H", "GB1", &[[content.as_bytes(), b"ET "].concat()])).unwrap();
            assert_eq!(found.text.as_str(), "人人答复11号", "{pieces:?} by {step}");
        }
    }
}

#[test]
fn letters_tell_the_direction_of_a_page_and_turned_text_follows_it() {
    let mut content = shown(760, &LINES, utf16);
    // A binding line is longer than the letter.
    let dots: String = utf16(&"…".repeat(90)).iter().map(|byte| format!("{byte:02X}")).collect();
    let words: String = utf16("装订线").iter().map(|byte| format!("{byte:02X}")).collect();
    content.extend(format!("BT /F 8 Tf 0 1 -1 0 40 60 Tm <{dots}> Tj ET ").bytes());
    content.extend(format!("BT /F 8 Tf 0 1 -1 0 30 400 Tm <{words}> Tj ET ").bytes());
    let found = of(&file("UniGB-UCS2-H", "GB1", &[content])).unwrap();
    let lines: Vec<&str> = found.text.as_str().lines().collect();
    assert_eq!(lines.get(..2).unwrap().join("\n"), LETTER);
    assert!(lines.contains(&"装订线"), "{lines:?}");
}

#[test]
fn a_page_that_is_all_at_an_angle_is_read_and_the_watermark_of_other_pages_is_not() {
    let slanted = |matrix: &str| {
        let mut content = b"q ".to_vec();
        content.extend(format!("{matrix} cm ").bytes());
        content.extend(shown(760, &LINES, utf16));
        content.extend(b"Q ");
        content
    };
    for matrix in ["0.966 0.259 -0.259 0.966 100 -100", "0.7071 0.7071 -0.7071 0.7071 300 -200"] {
        let found = of(&file("UniGB-UCS2-H", "GB1", &[slanted(matrix)])).unwrap();
        assert_eq!((found.text.as_str(), found.notes.len()), (LETTER, 0), "{matrix}");
    }
    let mark = b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <51855BB98D446599> Tj ET ".to_vec();
    let letter = [shown(760, &LINES, utf16), mark.clone()].concat();
    let found = of(&file("UniGB-UCS2-H", "GB1", &[letter, mark.clone()])).unwrap();
    assert_eq!(found.text.as_str(), LETTER);
    assert_eq!(found.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["watermark_dropped"; 2]);
    let scan = [mark, b"q 500 0 0 800 40 20 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ".to_vec()].concat();
    assert!(matches!(of(&file("UniGB-UCS2-H", "GB1", &[scan])), Err(ExtractError::Scan(1))));
}

#[test]
fn what_stands_before_a_file_is_passed_over() {
    // Places of objects count from the header; with streams of objects they cannot be found again otherwise.
    let packed = include_bytes!("../../../../../../corpus/formats/2024-wanglan-kjj-0058hb.objstm.pdf");
    let expected = of(packed).unwrap();
    for before in
        ["\u{FEFF}", "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", &"附件".repeat(160)]
    {
        let found = of(&[before.as_bytes(), packed].concat()).unwrap();
        assert_eq!(found.text, expected.text, "{before:?}");
    }
}

#[test]
fn values_of_fields_and_free_text_stand_where_they_were_written() {
    let text = |text: &str| {
        let hex: String = utf16(text).iter().map(|byte| format!("{byte:02X}")).collect();
        format!("<FEFF{hex}>")
    };
    let annotations = [
        format!("<</Subtype/Widget/FT/Tx/T(a)/Rect[160 750 300 775]/DA(/H 16 Tf)/V{}>>", text("张三")),
        format!(
            "<</Subtype/Widget/Parent<</FT/Ch/V{}/DA(/H 16 Tf)>>/Rect[72 714 300 740]>>",
            text("类别：B类")
        ),
        format!("<</Subtype/Widget/FT/Btn/Rect[72 714 300 740]/V{}>>", text("按钮")),
        format!("<</Subtype/Widget/FT/Tx/F 2/Rect[72 714 300 740]/V{}>>", text("隐藏")),
        format!("<</Subtype/Text/Rect[72 714 300 740]/Contents{}>>", text("批注")),
        format!(
            "<</Subtype/FreeText/Rect[72 600 300 700]/DA(/H 16 Tf)/Contents{}>>",
            text("请水利局办理。\r某某")
        ),
        "<</Subtype/Widget/FT/Tx/Rect[0 0]/V(x)>> <</Subtype/FreeText/Contents(x)>> 99 0 R null".to_owned(),
    ];
    let content = shown(760, &[(72, "提案人：")], utf16);
    let file = annotated("UniGB-UCS2-H", "GB1", None, &[content], &annotations.concat());
    assert_eq!(of(&file).unwrap().text.as_str(), "提案人：\t张三\n类别：B类\n请水利局办理。\n某某");
}

#[test]
fn a_form_that_shows_itself_again_and_again_ends_soon() {
    let form = "/X Do /X Do";
    let file = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>endobj\n\
         4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length {}>>stream\n{form}\nendstream \
         endobj\n5 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
        form.len()
    );
    assert!(matches!(of(file.as_bytes()), Err(ExtractError::Capped { what: "unpacked_bytes", .. })));
}
