//! Small files written by hand, each showing one thing that makers do.

use super::*;

fn read_text(body: &str) -> Result<Extracted, ExtractError> {
    let head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 \'cb\'ce;}{\f2\fcharset2 Wingdings;}}";
    let source = format!("{head}{{\\info{{\\title x}}}}{body}}}");
    assert!(sniff(source.as_bytes()));
    read(source.as_bytes(), &Caps::default())
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(read_text(body).unwrap().text.as_str(), expected);
}

#[test]
fn characters_come_as_bytes_as_unicode_and_by_name() {
    check(
        r"\f1\'b4\'f0\'b8\'b4\par\u31572\'b4\'f0\uc2\u22797\'b8\'b4\uc0\u65306\ldblquote R\_D\emdash\rdblquote",
        "答复\n答复：“R-D—”",
    );
    check(r"\f1\'b4{\'f0\b\'b8}\'b4", "答复");
    check(r"\f0\'b4\'f0 \'b8\'b4 caf\'e9 R", "答 复 café R");
    check(r"\u-10179?\u-8648?\u-3842?", "\u{1F638}☑");
}

#[test]
fn raw_bytes_of_the_documents_encoding_are_read() {
    let letter = "镕乗您提出的提案收悉";
    let gbk = encoding_rs::GBK.encode(letter).0.into_owned();
    let bytes = [br"{\rtf1\ansi\ansicpg936 ".as_slice(), &gbk, b"}"].concat();
    assert_eq!(read(&bytes, &Caps::default()).unwrap().text.as_str(), letter);
}

#[test]
fn numbers_of_lists_are_text() {
    check(r"{\listtext\f1\'d2\'bb\'a1\'a2\tab}\f1\'b4\'f0\par{\pntext 1.\tab}\'b4\'f0\par", "一、答\n1.答");
}

#[test]
fn hidden_deleted_and_foreign_text_is_left_out() {
    check(
        r"a{\v b}{\deleted c\par}\v d\v0 e{\*\unknown f}{\header g}{\pict 00ff}{\object{\result h}}\bin3 }}}i",
        "aei",
    );
    check(r"{\upr{a}{\*\ud{b}}}{\*\bkmkstart x}c", "bc");
}

#[test]
fn fields_show_their_results() {
    check(
        r#"{\field{\*\fldinst HYPERLINK "x"}{\fldrslt{\f1\'b4\'f0}}}{\field{\*\fldinst eq \\o\\ac(\u9675?,3)}{\fldrslt }}"#,
        "答③",
    );
    check(
        r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1}}}{\fldrslt}}A{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres0}}}}B{\f2\'fe}C",
        "☑A☐B☑C",
    );
}

#[test]
fn cells_boxes_and_notes_find_their_places() {
    check(
        r"\trowd\intbl a\cell b\cell\row\trowd\intbl c\par d\cell e\cell\row\pard f\par",
        "a\tb\nc\nd\ne\nf",
    );
    check(
        r"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt b\par}}{\shprslt{\*\do{\dptxbxtext b\par}}}}c{\footnote d}\par e",
        "ac\nb\ne\nd",
    );
}

#[test]
fn a_table_in_a_cell_keeps_its_rows() {
    check(
        r"\trowd\intbl a\cell\pard\intbl b\par\pard\intbl\itap2 c\nestcell d\par e\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}{\nonesttables\par}\itap2 f\nestcell{\*\nesttableprops\trowd\nestrow}\pard\intbl g\cell\row\pard h\par",
        "a\nb\nc\nd\ne\nf\ng\nh",
    );
    check(
        r"\trowd\intbl a\cell\intbl\itap2 c\nestcell d\nestcell{\*\nesttableprops\nestrow}\itap2 e\nestcell f\nestcell{\*\nesttableprops\nestrow}\intbl\itap1\cell\row\pard h\par",
        "a\nc\td\ne\tf\nh",
    );
}

#[test]
fn a_star_means_something_at_the_beginning_of_a_group_only() {
    check(
        r"a\*\b b{c\*\unknown d}{\*\unknown e}{\*
\unknown f}\*\par g",
        "abcd\ng",
    );
}

#[test]
fn fields_in_notes_and_versions_show_their_results_where_they_stand() {
    check(
        r"a{\footnote{\field{\*\fldinst X}{\fldrslt{\upr{b}{\*\ud{c}}}}}}{\field{\*\fldinst IF {\field{\*\fldinst Y}{\fldrslt d}}}{\fldrslt e}}",
        "ae\nc",
    );
}

#[test]
fn a_missing_end_is_noted_and_hostile_nests_are_refused() {
    let cut = read(br"{\rtf1 {a\par b", &Caps::default()).unwrap();
    assert_eq!((cut.text.as_str(), cut.notes[0].code), ("a\nb", "end_missing"));
    let deep = format!("{}答{}", "{".repeat(3000), "}".repeat(3000)).replace('答', r"\u31572?");
    check(&deep, "答");
    assert!(matches!(read_text(&"{".repeat(6000)), Err(ExtractError::Capped { .. })));
    assert!(matches!(read_text(r"{\pict 00ff}"), Err(ExtractError::Pictures)));
    assert!(matches!(read_text(r"\par"), Err(ExtractError::Empty)));
    assert!(read_text(&r"\field\footnote\shptxt\upr\ud".repeat(1000)).is_err());
}
