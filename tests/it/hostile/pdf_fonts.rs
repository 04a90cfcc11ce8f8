//! Hostile fonts of PDFs: maps, widths and encodings that claim too much or lead back to themselves.

use super::pdfs::{page, stream};

/// PDFs by name, a font in each.
pub fn made() -> Vec<(&'static str, Vec<u8>)> {
    let text = || stream("", b"BT /F 12 Tf <000100020003FFFF> Tj (abc) Tj ET");
    let mapped = |map: &str| {
        page(text(), "<</Type/Font/Subtype/Type1/BaseFont/A/ToUnicode 6 0 R>>", &[stream("", map.as_bytes())])
    };
    let composite = |more: &str| {
        page(
            text(),
            &format!(
                "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A{more}>>]>>"
            ),
            &[],
        )
    };
    let range = "begincodespacerange <0000> <FFFFFFFF> endcodespacerange ";
    vec![
        ("map-wide", mapped(&format!("{range}beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"))),
        (
            "map-many",
            mapped(&format!("{range}1 beginbfrange {} endbfrange", "<0000> <FFFF> <4E00> ".repeat(2000))),
        ),
        ("map-long", mapped(&format!("{range}1 beginbfchar <0001> <{}> endbfchar", "4E00".repeat(200_000)))),
        ("map-deep", mapped(&"[".repeat(500_000))),
        (
            "map-of-itself",
            page(
                text(),
                "<</Type/Font/Subtype/Type0/Encoding 6 0 R/ToUnicode 6 0 R/DescendantFonts[5 0 R]>>",
                &[stream("/Type/CMap/UseCMap 6 0 R", b"/Identity-H usecmap")],
            ),
        ),
        ("widths", composite("/W[0 2147483647 1000]")),
        ("widths-many", composite(&format!("/W[{}]", "0 65535 1 ".repeat(20_000)))),
        (
            "first-char",
            page(
                text(),
                "<</Type/Font/Subtype/TrueType/FirstChar -2147483648/LastChar 2147483647/Widths[1]>>",
                &[],
            ),
        ),
        (
            "differences",
            page(text(), "<</Type/Font/Subtype/Type1/Encoding<</Differences[-5/a 2147483647/b/c/d]>>>>", &[]),
        ),
        (
            "type3",
            page(
                text(),
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[0 0 0 0 0 0]/CharProcs<</a 4 0 R>>/Encoding<</Differences[97/a/a/a]>>/Resources<</Font<</F 5 0 R>>>>>>",
                &[],
            ),
        ),
        (
            "font-file",
            page(
                text(),
                "<</Type/Font/Subtype/TrueType/FontDescriptor<</FontFile2 6 0 R/FontFile3 6 0 R/FontFile 6 0 R>>>>",
                &[stream(
                    "",
                    &[0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, b'c', b'm', b'a', b'p', 0xFF, 0xFF].repeat(300),
                )],
            ),
        ),
        (
            "descendants",
            page(text(), "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]>>", &[]),
        ),
    ]
}
