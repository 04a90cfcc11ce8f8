//! Small packages written by hand, each showing one thing that Word does.

use super::*;
use crate::extract::package::tests::zip;

const SPACE: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

/// The text of a document with this body, further parts and relationships of its main part.
fn read_parts(body: &str, parts: &[(&str, &str)]) -> Result<Extracted, ExtractError> {
    let relation = |(name, _): &(&str, &str)| {
        let kind = name.trim_end_matches(".xml");
        let kind = if kind.starts_with("chunk") { "aFChunk" } else { kind };
        format!(
            "<Relationship Id='{name}' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}' Target='{name}'/>"
        )
    };
    let relations: String = parts.iter().map(relation).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let main = format!("<w:document {SPACE}><w:body>{body}</w:body></w:document>");
    let root = "<Relationships><Relationship Type='http://x/officeDocument' Target='/letter/main.xml'/></Relationships>";
    let types =
        "<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml</Types>";
    let mut all = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("letter/main.xml", &main),
        ("letter/_rels/main.xml.rels", &relations),
    ];
    let parts: Vec<(String, &str)> =
        parts.iter().map(|(name, part)| (format!("letter/{name}"), *part)).collect();
    all.extend(parts.iter().map(|(name, part)| (name.as_str(), *part)));
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, part)| (*name, part.as_bytes())).collect();
    let bytes = zip(&all);
    assert!(sniff(&bytes));
    read(&bytes, &Caps::default())
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(read_parts(body, &[]).unwrap().text.as_str(), expected);
}

#[test]
fn runs_breaks_tabs_and_hyphens_are_the_text_of_a_paragraph() {
    check(
        "<w:p><w:r><w:t>关于</w:t></w:r><w:hyperlink><w:r><w:t>R&amp;D</w:t><w:tab/><w:t>投入</w:t></w:r></w:hyperlink></w:p>\
         <w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>三</w:t></w:r></w:p>",
        "关于R&D\t投入\n一\n二-三",
    );
}

#[test]
fn deleted_and_hidden_text_is_left_out_and_inserted_text_is_kept() {
    check(
        "<w:p><w:ins><w:r><w:t>留</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>\
         <w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>",
        "留显\n前后",
    );
}

#[test]
fn fields_show_their_results_and_pinyin_its_character() {
    check(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>2024年</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:fldChar w:fldCharType='begin'/>\
         <w:instrText>eq \\o\\ac(○,3)</w:instrText><w:fldChar w:fldCharType='end'/></w:r>\
         <w:r><w:ruby><w:rt><w:r><w:t>nóng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>农</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        "2024年③农",
    );
}

#[test]
fn a_text_box_is_read_once_and_after_its_anchor() {
    let text = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>\
         <w:t>锚</w:t></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent><w:pict><v:textpath string='县水利局文件'/></w:pict></w:r></w:p>",
        text("框"),
        text("框"),
        text("旧")
    );
    check(&body, "锚\n框\n旧\n县水利局文件");
}

#[test]
fn boxes_are_ticked_or_not() {
    check(
        "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>\
         <w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>同意</w:t></w:r>\
         <w:r><w:sym w:font='Wingdings' w:char='F0A8'/><w:t>不同意</w:t></w:r>\
         <w:r><w:rPr><w:rFonts w:ascii='Wingdings 2'/></w:rPr><w:t>R</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>\
         </w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "☑同意☐不同意☑☐",
    );
}

#[test]
fn automatic_numbers_are_text_whether_a_paragraph_or_its_style_has_them() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='3'>\
         <w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/><w:pStyle w:val='Head'/></w:lvl>\
         <w:lvl w:ilvl='1'><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/><w:pStyle w:val='Sub'/></w:lvl>\
         </w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='3'/></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Base'><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr>\
         </w:pPr></w:style><w:style w:styleId='Head'><w:basedOn w:val='Base'/></w:style>\
         <w:style w:styleId='Sub'><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style></w:styles>";
    let paragraph = |properties: &str, text: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        paragraph("<w:pStyle w:val='Head'/>", "关于建设"),
        paragraph("<w:pStyle w:val='Sub'/>", "主要举措"),
        paragraph("<w:numPr><w:ilvl w:val='1'/><w:numId w:val='4'/></w:numPr>", "下步打算"),
        paragraph("<w:pStyle w:val='Head'/><w:numPr><w:numId w:val='0'/></w:numPr>", "正文"),
        paragraph("<w:pStyle w:val='Head'/>", "关于经费"),
    ];
    let got = read_parts(&body.concat(), &[("numbering.xml", numbering), ("styles.xml", styles)]).unwrap();
    assert_eq!(got.text.as_str(), "一、关于建设\n（一）主要举措\n（二）下步打算\n正文\n二、关于经费");
}

#[test]
fn notes_stand_at_the_end_and_headers_are_told_of() {
    let note = "<w:footnotes><w:footnote w:type='separator'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>\
         <w:footnote><w:p><w:r><w:footnoteRef/><w:t>见附件。</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let header = "<w:hdr><w:p><w:r><w:t>某县水利局文件</w:t></w:r></w:p></w:hdr>";
    let body = "<w:p><w:r><w:t>正文。</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    let got = read_parts(body, &[("footnotes.xml", note), ("header.xml", header)]).unwrap();
    assert_eq!(got.text.as_str(), "正文。\n见附件。");
    assert!(got.notes.iter().any(|note| note.message().to_string().contains("某县水利局文件")));
}

#[test]
fn rows_that_were_deleted_are_gone_and_nested_tables_keep_their_order() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let text = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&text("甲")), cell(&text("乙")));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        cell(&text("左")),
        cell(&(text("上") + &inner)),
        cell(&text("删"))
    );
    check(&body, "左\n上\n甲\t乙");
}

#[test]
fn empty_damaged_and_hostile_documents_are_refused() {
    assert!(matches!(read_parts("<w:p/>", &[]), Err(ExtractError::Empty)));
    let picture = "<w:p><w:r><w:drawing><pic:pic><a:blip r:embed='rId5'/></pic:pic></w:drawing></w:r></w:p>";
    assert!(matches!(read_parts(picture, &[]), Err(ExtractError::Pictures)));
    assert!(matches!(read_parts("<w:p>", &[]), Err(ExtractError::Damaged { .. })));
    assert!(matches!(read_parts(&"<w:p>".repeat(300), &[]), Err(ExtractError::Capped { .. })));
    let package =
        zip(&[("[Content_Types].xml", b"<Types>spreadsheetml</Types>"), ("xl/workbook.xml", b"<a/>")]);
    assert!(!sniff(&package));
}

#[test]
fn files_that_stand_in_a_document_whole_are_read_in_their_places() {
    let text = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let chunk = |name: &str| format!("<w:altChunk r:id='{name}'/>");
    let body = [
        text("前文。"),
        chunk("chunk1"),
        text("中文。"),
        chunk("chunk2"),
        chunk("chunk9"),
        chunk("chunk3"),
        chunk("chunk1"),
    ];
    let parts = [
        ("chunk1", "<html><body><p>第一段。</p><p>第二段。</p></body></html>"),
        ("chunk2", r"{\rtf1 \u31572?\u22797?\par}"),
        ("chunk3", "PK\u{3}\u{4} broken"),
    ];
    let got = read_parts(&body.concat(), &parts).unwrap();
    assert_eq!(got.text.as_str(), "前文。\n第一段。\n第二段。\n中文。\n答复");
}
