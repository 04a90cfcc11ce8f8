//! Small packages, each showing one way in which makers of OFD files differ.

use super::*;
use crate::extract::package::tests::zip;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// A package of one document whose pages hold `pages`.
fn package(pages: &[&str]) -> Vec<u8> {
    let root = format!(
        "{HEAD}<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>\
         </ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    );
    let numbers = 0..pages.len();
    let list: String = numbers
        .map(|at| format!("<ofd:Page ID=\"{at}\" BaseLoc=\"Pages/Page_{at}/Content.xml\"/>"))
        .collect();
    let document = format!(
        "{HEAD}<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:CommonData><ofd:PageArea>\
         <ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
         <ofd:TemplatePage ID=\"t1\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/></ofd:CommonData>\
         <ofd:Pages>{list}</ofd:Pages></ofd:Document>"
    );
    let template = page(
        "<ofd:TextObject Boundary=\"60 10 90 20\" Size=\"9\"><ofd:TextCode X=\"0\" Y=\"9\">某市水利局文件</ofd:TextCode></ofd:TextObject>",
    );
    let mut parts = vec![
        ("OFD.xml".to_owned(), root.into_bytes()),
        ("Doc_0/Document.xml".to_owned(), document.into_bytes()),
        ("Doc_0/Tpls/Tpl_0/Content.xml".to_owned(), template.into_bytes()),
    ];
    for (at, content) in pages.iter().enumerate() {
        parts.push((format!("Doc_0/Pages/Page_{at}/Content.xml"), content.as_bytes().to_vec()));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, data)| (name.as_str(), data.as_slice())).collect();
    zip(&parts)
}

fn page(objects: &str) -> String {
    format!(
        "{HEAD}<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer>{objects}</ofd:Layer>\
         </ofd:Content></ofd:Page>"
    )
}

fn line(x: f32, y: f32, text: &str) -> String {
    let count = text.chars().count().saturating_sub(1);
    format!(
        "<ofd:TextObject Boundary=\"{x} {y} 160 8\" Font=\"1\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" \
         DeltaX=\"g {count} 5\">{text}</ofd:TextCode></ofd:TextObject>"
    )
}

fn text(pages: &[&str]) -> String {
    read(&package(pages), &Caps::default()).unwrap().text.as_str().to_owned()
}

#[test]
fn lines_become_paragraphs_wherever_their_objects_stand_in_the_file() {
    let full = "您提出的关于加强农村饮水安全工作的提案收悉现答复如下我局高度";
    let second = line(30.0, 60.0, "重视。");
    let page = page(&[second, line(40.0, 50.0, &full[..84]), line(30.0, 40.0, "某某委员：")].concat());
    assert_eq!(text(&[&page]), format!("某某委员：\n{}重视。", &full[..84]));
}

#[test]
fn characters_in_objects_of_their_own_make_one_line() {
    let objects: String = (0..).zip("水利局2024年".chars()).map(|(at, c)| {
        format!("<TextObject Boundary=\"{} 40 5 8\" Size=\"5\"><TextCode X=\"0\" Y=\"5\">{c}</TextCode></TextObject>", 30 + 5 * at)
    }).collect();
    let page = format!("<Page><Content><Layer>{objects}</Layer></Content></Page>");
    assert_eq!(text(&[&page]), "水利局2024年");
}

#[test]
fn templates_are_read_and_hidden_text_is_not() {
    let hidden = line(30.0, 80.0, "草稿").replace("Font=", "Visible=\"false\" Font=");
    let content = page(&(line(30.0, 60.0, "某某委员：") + &hidden))
        .replace("<ofd:Content>", "<ofd:Template TemplateID=\"t1\" ZOrder=\"Background\"/><ofd:Content>");
    assert_eq!(text(&[&content]), "某市水利局文件\n某某委员：");
}

#[test]
fn slanted_and_thin_text_is_a_watermark() {
    let slanted = line(30.0, 100.0, "内部资料").replace("Font=", "CTM=\"0.7 0.7 -0.7 0.7 0 0\" Font=");
    let thin = line(30.0, 130.0, "内部资料").replace("Size=\"5\"", "Size=\"20\" Alpha=\"40\"");
    let body = line(30.0, 60.0, "我局高度重视并会同有关部门认真研究办理。");
    let found = read(&package(&[&page(&[slanted, thin, body].concat())]), &Caps::default()).unwrap();
    assert_eq!(found.text.as_str(), "我局高度重视并会同有关部门认真研究办理。");
    assert_eq!(found.notes.len(), 1);
}

#[test]
fn columns_are_read_from_right_to_left() {
    let column = |x: u32, text: &str| {
        format!(
            "<ofd:TextObject Boundary=\"{x} 20 8 200\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\" DeltaY=\"g 19 5\">{text}\
             </ofd:TextCode></ofd:TextObject>"
        )
    };
    let page = page(&(column(100, "左边的这一栏有更多的字") + &column(110, "右边的一栏：")));
    assert_eq!(text(&[&page]), "右边的一栏：\n左边的这一栏有更多的字");
}

#[test]
fn pages_of_pictures_are_scans_and_document_types_are_refused() {
    let picture = page("<ofd:ImageObject Boundary=\"0 0 210 297\" ResourceID=\"3\"/>");
    let of = |pages: &[&str]| read(&package(pages), &Caps::default());
    assert!(matches!(of(&[&picture, &picture]), Err(ExtractError::Scan(2))));
    let letter = page(&line(30.0, 60.0, "某某委员："));
    assert_eq!(of(&[&letter, &picture]).unwrap().unread_pages, [2]);
    let mischief = format!("<!DOCTYPE x>{letter}");
    assert!(matches!(of(&[&mischief]), Err(ExtractError::Damaged { .. })));
    assert!(sniff(&package(&[&letter])) && !sniff(b"PK\x03\x04"));
}
