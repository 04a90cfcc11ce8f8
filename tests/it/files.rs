//! Files of offices from their bytes to a reply or to the reason why there is none.

use std::path::Path;

use dafu::archive::report::{FileState, Reason, Report};
use dafu::language::Language;
use dafu::sandbox::Reader;

use crate::archive::Place;
use crate::cli::World;

/// A letter of two paragraphs.
const LETTER: [&str; 4] = [
    "关于县政协十届三次会议第12号提案的答复",
    "某某委员：",
    "您提出的关于加强农村饮水安全的提案收悉，现答复如下：我局已建成集中供水工程三处。",
    "下一步，我局将于年底前完成管网改造。",
];

/// The letter as Word 2003 writes it in XML.
fn word_2003() -> String {
    let paragraphs = LETTER.map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<?mso-application progid=\"Word.Document\"?>\r\n\
         <w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body>{paragraphs}</w:body>\
         </w:wordDocument>"
    )
}

/// The letter as the parts of a package in one file.
fn flat_package() -> String {
    let paragraphs = LETTER.map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).concat();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!(
        "<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><pkg:part pkg:name=\"/_rels/.rels\">\
         <pkg:xmlData><Relationships><Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"word/document.xml\"/></Relationships>\
         </pkg:xmlData></pkg:part><pkg:part pkg:name=\"/word/document.xml\"><pkg:xmlData><w:document xmlns:w=\"{space}\"><w:body>\
         {paragraphs}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
}

/// A page in a font that does not say what its shapes are.
fn unmapped_pdf() -> String {
    let content = "BT /F 16 Tf 72 700 Td <0101010201030104010501060107> Tj ET";
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[5 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]>>endobj\n\
         4 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
         /DW 1000>>endobj\n5 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 6 0 R>>\
         endobj\n6 0 obj<</Length {}>>stream\n{content}\nendstream endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
        content.len()
    )
}

fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats");
    std::fs::read(folder.join(name)).unwrap()
}

/// What came of the file called `name`.
fn told(report: &Report, name: &str) -> (FileState, Option<Reason>, String) {
    let row = report.rows.iter().find(|row| row.path.ends_with(name)).unwrap();
    (row.state, row.reason, row.detail.as_ref().map_or(String::new(), |detail| Language::English.say(detail)))
}

#[test]
fn word_documents_in_one_file_of_xml_are_letters_and_other_office_xml_is_none() {
    let place = Place::new();
    place.write("1.doc", word_2003());
    place.write("2.doc", flat_package());
    place.write("3.xls", "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Cell>答复</Cell></Workbook>");
    place.write("4.doc", word_2003().replace("</w:body>", ""));
    let mut options = place.options();
    options.reader = Reader { program: Some(env!("CARGO_BIN_EXE_dafu").into()), ..Reader::default() };
    let report = place.index_with(options);
    let states = ["1.doc", "2.doc"].map(|name| told(&report, name).0);
    assert!(states.contains(&FileState::Added), "{states:?}");
    let ids =
        ["1.doc", "2.doc"].map(|name| report.rows.iter().find(|row| row.path.ends_with(name)).unwrap().reply);
    assert!(ids[0].is_some() && ids[0] == ids[1], "{ids:?}");
    let (archive, id) = (place.open(), ids[0].unwrap());
    assert_eq!(archive.text(id).unwrap().0.as_str(), LETTER.join("\n"));
    assert_eq!(
        told(&report, "3.xls"),
        (FileState::Quarantined, Some(Reason::Binary), "binary data of the format office-xml".to_owned())
    );
    assert_eq!(told(&report, "4.doc").1, Some(Reason::Damaged));
}

#[test]
fn parse_reads_a_word_document_in_one_file_of_xml() {
    let world = World::new();
    world.write("letter.doc", &word_2003());
    let parsed = world.done(&["parse", "letter.doc", "--format", "json"]).json();
    assert_eq!(parsed["title"]["value"].as_str(), Some(LETTER[0]));
}

#[test]
fn files_without_text_say_why() {
    let place = Place::new();
    place.write("pictures.html", "<div><p><img src='1.jpg'></p><p><img src='2.jpg'></p></div>");
    place.write("unmapped.pdf", unmapped_pdf());
    let korean =
        "귀하께서 제출하신 농촌 상수도 안전 강화에 관한 건의를 잘 받았으며 다음과 같이 답변드립니다.";
    place.write("korean.txt", encoding_rs::EUC_KR.encode(korean).0);
    let mut options = place.options();
    options.reader = Reader { program: Some(env!("CARGO_BIN_EXE_dafu").into()), ..Reader::default() };
    let report = place.index_with(options);
    let quarantined = |reason, detail: &str| (FileState::Quarantined, Some(reason), detail.to_owned());
    assert_eq!(told(&report, "pictures.html"), quarantined(Reason::Scan, "pictures and no text"));
    assert_eq!(
        told(&report, "unmapped.pdf"),
        quarantined(Reason::Scan, "1 page whose fonts do not tell their characters")
    );
    assert_eq!(
        told(&report, "korean.txt"),
        quarantined(Reason::Undecodable, "the encoding could not be told: euc-kr and no Chinese text")
    );
}

#[test]
fn a_pdf_behind_other_bytes_is_the_same_reply() {
    let place = Place::new();
    let name = "2024-wanglan-kjj-0058hb.objstm.pdf";
    place.write("1.pdf", sample(name));
    place.write(
        "2.pdf",
        [b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n".to_vec(), sample(name)].concat(),
    );
    let mut options = place.options();
    options.reader = Reader { program: Some(env!("CARGO_BIN_EXE_dafu").into()), ..Reader::default() };
    let report = place.index_with(options);
    let ids =
        ["1.pdf", "2.pdf"].map(|name| report.rows.iter().find(|row| row.path.ends_with(name)).unwrap().reply);
    assert!(ids[0].is_some() && ids[0] == ids[1], "{ids:?}");
}
