//! Small packages written by hand, each showing one way in which makers differ.

use super::*;
use crate::extract::package::tests::zip;

const NAMESPACE: &str = "xmlns:o='http://www.ofdspec.org/2016'";

/// A package of one document with these pages, templates and further parts.
fn package(pages: &[&str], templates: &[&str], more: &[(&str, &[u8])]) -> Vec<u8> {
    let list = |kind: &str, count: usize| {
        let one = |n: usize| format!("<o:{kind} ID='{kind}{n}' BaseLoc='{kind}s/{n}.xml'/>");
        (0..count).map(one).collect::<String>()
    };
    let root = format!(
        "<o:OFD {NAMESPACE}><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>"
    );
    let document = format!(
        "<o:Document {NAMESPACE}><o:CommonData><o:PageArea><o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea>{}\
         </o:CommonData><o:Pages>{}</o:Pages><o:Annotations>Annots.xml</o:Annotations></o:Document>",
        list("TemplatePage", templates.len()),
        list("Page", pages.len())
    );
    let content = |inner: &&str| format!("<o:Page {NAMESPACE}>{inner}</o:Page>").into_bytes();
    let mut parts = vec![("OFD.xml".to_owned(), root.into_bytes())];
    parts.push(("Doc_0/Document.xml".to_owned(), document.into_bytes()));
    parts.extend((0..).zip(pages).map(|(n, page)| (format!("Doc_0/Pages/{n}.xml"), content(page))));
    let numbered = (0..).zip(templates);
    parts.extend(numbered.map(|(n, page)| (format!("Doc_0/TemplatePages/{n}.xml"), content(page))));
    parts.extend(more.iter().map(|(name, data)| ((*name).to_owned(), data.to_vec())));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, data)| (name.as_str(), data.as_slice())).collect();
    zip(&parts)
}

fn layer(objects: &str) -> String {
    format!("<o:Content><o:Layer><o:PageBlock>{objects}</o:PageBlock></o:Layer></o:Content>")
}

/// A line of Han characters of five millimetres.
fn line(x: f32, y: f32, text: &str) -> String {
    let count = text.chars().count();
    format!(
        "<o:TextObject Boundary='{x} {y} {} 7' Size='5'><o:TextCode X='0' Y='5' DeltaX='g {} 5'>{text}</o:TextCode>\
         </o:TextObject>",
        count * 5,
        count - 1
    )
}

fn extracted(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    assert!(sniff(bytes));
    read(bytes, &Caps::default())
}

fn text(pages: &[&str], templates: &[&str]) -> String {
    extracted(&package(pages, templates, &[])).unwrap().text.as_str().to_owned()
}

#[test]
fn lines_are_read_in_the_order_of_their_places() {
    let objects = [line(30.0, 60.0, "某某委员："), line(30.0, 40.0, "关于第12号提案的答复")].concat();
    assert_eq!(text(&[&layer(&objects)], &[]), "关于第12号提案的答复\n某某委员：");
}

#[test]
fn a_matrix_scales_and_moves_and_each_glyph_can_be_an_object() {
    let glyph = |x: f32, c: char| {
        format!(
            "<o:TextObject Boundary='{x} 40 5 7' CTM='0.5 0 0 0.5 0 0' Size='10'>\
             <o:TextCode X='0' Y='10'>{c}</o:TextCode></o:TextObject>"
        )
    };
    let objects: String =
        "某省财政厅".chars().zip([30.0, 35.0, 40.0, 45.0, 50.0]).map(|(c, x)| glyph(x, c)).collect();
    assert_eq!(text(&[&layer(&objects)], &[]), "某省财政厅");
}

#[test]
fn templates_are_below_their_pages_hidden_and_annotated_text_is_left_out_and_turned_text_follows() {
    let template = layer(&line(30.0, 30.0, "某省财政厅文件"));
    let hidden = line(30.0, 80.0, "隐藏").replace("<o:TextObject", "<o:TextObject Visible='false'");
    let turned = line(30.0, 90.0, "装订线").replace("<o:TextObject", "<o:TextObject CTM='0 1 -1 0 0 0'");
    let down = line(10.0, 100.0, "骑缝").replace("DeltaX='g 1 5'", "DeltaX='0' DeltaY='7'");
    let slanted =
        line(30.0, 95.0, "内部").replace("<o:TextObject", "<o:TextObject CTM='0.7 0.7 -0.7 0.7 0 0'");
    let inner = layer(&[line(30.0, 60.0, "某某委员："), hidden, turned, down, slanted].concat());
    let page = format!("<o:Template TemplateID='TemplatePage0' ZOrder='Background'/>{inner}");
    let annotation = format!("<o:Page {NAMESPACE}>{}</o:Page>", layer(&line(30.0, 70.0, "印章")));
    let bytes = package(&[&page], &[&template], &[("Doc_0/Annots.xml", annotation.as_bytes())]);
    assert_eq!(extracted(&bytes).unwrap().text.as_str(), "某省财政厅文件\n某某委员：\n装订线\n骑缝");
}

#[test]
fn other_prefixes_and_names_in_capitals_are_read() {
    let bytes = zip(&[
        ("ofd.XML", b"<OFD><DocBody><DocRoot>/DOC/D.xml</DocRoot></DocBody></OFD>"),
        ("Doc\\d.xml", b"<Document><Pages><Page BaseLoc='p.xml'/></Pages></Document>"),
        ("Doc/P.xml", layer(&line(30.0, 40.0, "某某委员：")).replace("o:", "").as_bytes()),
    ]);
    assert_eq!(extracted(&bytes).unwrap().text.as_str(), "某某委员：");
}

#[test]
fn every_document_of_a_package_is_read() {
    let page = |text| format!("<P>{}</P>", layer(&line(30.0, 40.0, text)).replace("o:", ""));
    let bytes = zip(&[
        (
            "OFD.xml",
            b"<O><DocBody><DocRoot>A.xml</DocRoot></DocBody><DocBody><DocRoot>B.xml</DocRoot></DocBody></O>",
        ),
        ("A.xml", b"<D><Page BaseLoc='a/1.xml'/></D>"),
        ("B.xml", b"<D><Page BaseLoc='b/1.xml'/></D>"),
        ("a/1.xml", page("第一封信的正文。").as_bytes()),
        ("b/1.xml", page("第二封信的正文。").as_bytes()),
    ]);
    let found = extracted(&bytes).unwrap();
    assert_eq!(found.text.as_str(), "第一封信的正文。\n第二封信的正文。");
    assert_eq!(found.text.lines().last().map(|line| line.page), Some(2));
}

#[test]
fn scans_damage_and_encryption_are_told_apart() {
    let picture = layer("<o:ImageObject Boundary='0 0 210 297' ResourceID='3'/>");
    assert!(matches!(extracted(&package(&[&picture, &picture], &[], &[])), Err(ExtractError::Scan(2))));
    assert!(matches!(extracted(&package(&[&layer("")], &[], &[])), Err(ExtractError::Empty)));
    assert!(matches!(extracted(&package(&["<o:Content>"], &[], &[])), Err(ExtractError::Damaged { .. })));
    let locked = zip(&[("OFD.xml", b"\x01\x02<"), ("Encryptions.xml", b"<E/>")]);
    assert!(matches!(extracted(&locked), Err(ExtractError::Encrypted)));
    let body = layer(&line(30.0, 40.0, "某某委员："));
    let found = extracted(&package(&[&body, "<o:Content>", &picture], &[], &[])).unwrap();
    assert_eq!(found.unread_pages, [2, 3]);
    assert_eq!(found.notes[0].code, "page_damaged");
}

#[test]
fn claims_of_many_glyphs_pages_and_nests_cost_nothing() {
    let greedy = line(30.0, 40.0, "某某委员：").replace("g 4 5", "g 4000000000 5");
    assert_eq!(text(&[&layer(&greedy)], &[]), "某某委员：");
    let deep = "<o:PageBlock>".repeat(300) + &"</o:PageBlock>".repeat(300);
    assert!(matches!(extracted(&package(&[&layer(&deep)], &[], &[])), Err(ExtractError::Capped { .. })));
    let caps = Caps { pages: 1, ..Caps::default() };
    let body = layer(&line(30.0, 40.0, "某某委员："));
    assert!(matches!(read(&package(&[&body, &body], &[], &[]), &caps), Err(ExtractError::Capped { .. })));
}

/// A package with one page of these objects and these units, each with its identifier.
fn with_units(objects: &str, units: &[(&str, &str)]) -> Vec<u8> {
    let unit = |(id, objects): &(&str, &str)| {
        format!(
            "<o:CompositeGraphicUnit ID='{id}' Width='100' Height='20'><o:Content>{objects}</o:Content></o:CompositeGraphicUnit>"
        )
    };
    let units: String = units.iter().map(unit).collect();
    let units =
        format!("<o:Res {NAMESPACE}><o:CompositeGraphicUnits>{units}</o:CompositeGraphicUnits></o:Res>");
    let document =
        "<D><CommonData><DocumentRes>Res.xml</DocumentRes></CommonData><Page BaseLoc='1.xml'/></D>";
    let page = format!("<o:Page {NAMESPACE}>{}</o:Page>", layer(objects));
    zip(&[
        ("OFD.xml", b"<O><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></O>"),
        ("D/D.xml", document.as_bytes()),
        ("D/1.xml", page.as_bytes()),
        ("D/Res.xml", units.as_bytes()),
    ])
}

#[test]
fn composite_objects_show_the_texts_of_their_units_where_they_stand() {
    let objects = [
        line(30.0, 60.0, "某某委员："),
        "<o:CompositeObject ID='9' Boundary='30 30 100 20' CTM='2 0 0 2 0 0' ResourceID='7'/>".to_owned(),
        "<o:CompositeObject ID='9' Boundary='30 80 100 20' ResourceID='8'/>".to_owned(),
    ];
    let head = line(0.0, 0.0, "关于第12号提案的答复");
    let inner = "<o:CompositeObject Boundary='0 0 100 20' ResourceID='6'/>";
    let tail = line(25.0, 0.0, "5月8日");
    let bytes = with_units(
        &objects.concat(),
        &[("6", &line(0.0, 0.0, "2024年")), ("7", &head), ("8", &[inner, &tail].concat())],
    );
    assert_eq!(extracted(&bytes).unwrap().text.as_str(), "关于第12号提案的答复\n某某委员：\n2024年5月8日");
}

#[test]
fn units_within_themselves_and_many_of_them_end() {
    let again = |id: &str, count: usize| {
        format!("<o:CompositeObject Boundary='0 0 9 9' ResourceID='{id}'/>").repeat(count)
    };
    let units = [("1", [line(0.0, 0.0, "某某委员："), again("1", 300)].concat())];
    let units = units.each_ref().map(|(id, unit)| (*id, unit.as_str()));
    let bytes = with_units(&again("1", 300), &units);
    // Everything stands in one place: as many texts as are taken, and one is read.
    let read = extracted(&bytes);
    assert!(read.is_ok_and(|read| read.text.as_str() == "某某委员："));
    let missing = with_units(&[line(30.0, 60.0, "某某委员："), again("5", 1)].concat(), &[]);
    assert_eq!(extracted(&missing).unwrap().text.as_str(), "某某委员：");
}
