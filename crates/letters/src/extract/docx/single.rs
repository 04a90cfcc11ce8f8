//! Word documents in one file of XML, which office systems export under the name .doc: the parts of a package in one
//! file (Flat OPC), and WordprocessingML of Word 2003.
//!
//! In: the bytes of such a file. Out: its paragraphs as those of a package. XML of other office programs is refused.

use super::parts::{self, Store};
use super::{letter, numbering, styles, walk};
use crate::extract::format::{Caps, ExtractError, Extracted, Format};
use crate::extract::office_xml::{self, OfficeXml};
use crate::extract::story;
use crate::extract::xml::{self, Xml, XmlPiece};

/// The entry of the format table.
pub(in crate::extract) const FORMAT: Format = Format { name: NAME, sniff, read, binary: true, version: 1 };

const NAME: &str = "wordxml";

/// Parts that are looked at.
const MOST_PARTS: usize = 20_000;

fn sniff(bytes: &[u8]) -> bool {
    match office_xml::kind(bytes) {
        Some(OfficeXml::Word) => true,
        Some(OfficeXml::Package) => is_of_word(bytes),
        Some(OfficeXml::Other) | None => false,
    }
}

/// True when a part is a word processor's.
fn is_of_word(bytes: &[u8]) -> bool {
    let wide = |kind: &[u8]| kind.iter().flat_map(|&b| [b, 0]).collect::<Vec<u8>>();
    parts::KINDS.iter().any(|kind| {
        memchr::memmem::find(bytes, kind).is_some() || memchr::memmem::find(bytes, &wide(kind)).is_some()
    })
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let source = xml::decode(bytes.to_vec());
    let mut xml = Xml::new(&source, NAME, caps);
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        let read = match tag.name() {
            "wordDocument" => of_word_2003(&mut xml, caps)?,
            _ => letter::read(Store::Single(package(&mut xml)?), caps)?,
        };
        return Ok(Extracted { format: NAME, ..read });
    }
    Err(ExtractError::Empty)
}

/// Name and source of each part that is XML.
fn package<'a>(xml: &mut Xml<'a>) -> Result<Vec<(String, &'a str)>, ExtractError> {
    let mut parts: Vec<(String, &str)> = Vec::new();
    let mut name = String::new();
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "part" => name = tag.attribute("name").unwrap_or_default(),
            "xmlData" if parts.len() >= MOST_PARTS => {
                return Err(ExtractError::Capped { what: "parts", most: MOST_PARTS as u64 });
            }
            "xmlData" => parts.push((std::mem::take(&mut name), content(xml.element()?))),
            _ => {}
        }
    }
    Ok(parts)
}

/// What stands between the tags of an element.
fn content(element: &str) -> &str {
    let content = element.split_once('>').and_then(|(_, rest)| rest.rsplit_once("</"));
    content.map_or("", |(content, _)| content)
}

/// A document of Word 2003, whose styles, lists and body follow each other.
fn of_word_2003(xml: &mut Xml<'_>, caps: &Caps) -> Result<Extracted, ExtractError> {
    let (mut styles, mut lists, mut bodies) = (None, None, Vec::new());
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "styles" => styles = Some(xml.element()?),
            "lists" => lists = Some(xml.element()?),
            "body" => bodies.push(xml.element()?),
            _ => xml.skip()?,
        }
    }
    let styles = match styles {
        Some(source) => styles::read(&mut Xml::new(source, NAME, caps))?,
        None => styles::DocxStyles::default(),
    };
    let numbering = match lists {
        Some(source) => numbering::read(&mut Xml::new(source, NAME, caps), &styles)?,
        None => numbering::Numbering::default(),
    };
    let mut walker = walk::DocxWalker::new(&styles, numbering);
    for body in bodies {
        walker.part(&mut Xml::new(body, NAME, caps))?;
    }
    let pictured = walker.has_pictures();
    story::extracted(&walker.finish(), NAME, "", Vec::new())
        .map_err(|error| story::or_pictures(error, pictured))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str =
        "xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' xmlns:aml='x' xmlns:wx='y'";
    const PACKAGE: &str = "xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'";

    fn text(source: &str) -> Result<String, ExtractError> {
        assert!(sniff(source.as_bytes()));
        read(source.as_bytes(), &Caps::default()).map(|read| read.text.as_str().to_owned())
    }

    /// A document of Word 2003 with this body.
    fn word(body: &str) -> String {
        let lists = "<w:lists><w:listDef w:listDefId='2'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:nfc w:val='37'/>\
             <w:suff w:val='Nothing'/><w:lvlText w:val='%1、'/></w:lvl></w:listDef>\
             <w:list w:ilfo='1'><w:ilst w:val='2'/></w:list></w:lists>";
        let styles = "<w:styles><w:style w:type='paragraph' w:default='on' w:styleId='a'><w:name w:val='Normal'/></w:style>\
             <w:style w:type='paragraph' w:styleId='h'><w:pPr><w:listPr><w:ilfo w:val='1'/></w:listPr></w:pPr></w:style></w:styles>";
        format!(
            "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n<?mso-application progid='Word.Document'?>\
             <w:wordDocument {WORD}><o:DocumentProperties><o:Title>某局</o:Title></o:DocumentProperties>{lists}{styles}\
             <w:body><wx:sect>{body}<w:sectPr><w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body>\
             </w:wordDocument>"
        )
    }

    #[test]
    fn documents_of_word_2003_are_read_with_their_numbers() {
        let body = "<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr><w:r><w:t>主要</w:t></w:r><w:r><w:t>举措</w:t></w:r></w:p>\
             <w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/><wx:t wx:val='二、'/></w:listPr></w:pPr><w:r><w:t>下步打算</w:t></w:r></w:p>\
             <w:tbl><w:tr><w:tc><w:p><w:r><w:t>联系人</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>某某</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        assert_eq!(text(&word(body)).unwrap(), "一、主要举措\n二、下步打算\n联系人\t某某");
    }

    #[test]
    fn tracked_changes_comments_hidden_text_and_notes_of_word_2003_find_their_places() {
        let body = "<w:p><w:r><w:t>甲</w:t></w:r><aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>删</w:delText></w:r>\
             </aml:content></aml:annotation><aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>乙</w:t></w:r></aml:content>\
             </aml:annotation><aml:annotation w:type='Word.Comment'><aml:content><w:p><w:r><w:t>批注</w:t></w:r></w:p></aml:content>\
             </aml:annotation><w:r><w:rPr><w:vanish w:val='on'/></w:rPr><w:t>隐</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>注释。</w:t></w:r></w:p>\
             </w:footnote></w:r><w:r><w:t>丙。</w:t></w:r></w:p><w:p><w:pPr><w:rPr><aml:annotation w:type='Word.Deletion'/></w:rPr></w:pPr>\
             <w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>";
        assert_eq!(text(&word(body)).unwrap(), "甲乙丙。\n前后\n注释。");
    }

    #[test]
    fn the_parts_of_a_package_in_one_file_are_read_as_those_of_an_archive() {
        let kind = "http://x/relationships";
        let part = |name: &str, xml: &str| {
            format!("<pkg:part pkg:name='{name}'><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>")
        };
        let numbering = "<w:numbering><w:abstractNum w:abstractNumId='3'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>\
             <w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='3'/></w:num></w:numbering>";
        let body = "<w:document xmlns:w='application/vnd.openxmlformats-officedocument.wordprocessingml'><w:body><w:p><w:pPr><w:numPr>\
             <w:numId w:val='4'/></w:numPr></w:pPr><w:r><w:t>主要举措</w:t></w:r></w:p></w:body></w:document>";
        let source = [
            format!("<?xml version='1.0'?><pkg:package {PACKAGE}>"),
            part(
                "/_rels/.rels",
                &format!(
                    "<Relationships><Relationship Type='{kind}/officeDocument' Target='word/document.xml'/></Relationships>"
                ),
            ),
            "<pkg:part pkg:name='/word/media/a.png'><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>"
                .to_owned(),
            part("/word/document.xml", body),
            part(
                "/word/_rels/document.xml.rels",
                &format!(
                    "<Relationships><Relationship Type='{kind}/numbering' Target='numbering.xml'/></Relationships>"
                ),
            ),
            part("/word/numbering.xml", numbering),
            "</pkg:package>".to_owned(),
        ];
        assert_eq!(text(&source.concat()).unwrap(), "1.主要举措");
        let wide: Vec<u8> =
            format!("\u{FEFF}{}", source.concat()).encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(sniff(&wide));
        assert_eq!(read(&wide, &Caps::default()).unwrap().text.as_str(), "1.主要举措");
    }

    #[test]
    fn other_documents_damage_and_hostile_nests_are_refused() {
        assert!(!sniff(
            format!("<pkg:package {PACKAGE}><pkg:part pkg:name='/xl/workbook.xml'/></pkg:package>")
                .as_bytes()
        ));
        assert!(!sniff(b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>"));
        assert!(matches!(text(&word("<w:p/>")), Err(ExtractError::Empty)));
        assert!(matches!(text(&word("<w:p>")), Err(ExtractError::Damaged { .. })));
        assert!(matches!(text(&word(&"<w:p>".repeat(300))), Err(ExtractError::Capped { .. })));
        let declared = format!("<!DOCTYPE a [<!ENTITY b 'c'>]><w:wordDocument {WORD}/>");
        assert!(matches!(text(&declared), Err(ExtractError::Damaged { .. })));
        assert!(matches!(text(&format!("<w:wordDocument {WORD}>")), Err(ExtractError::Damaged { .. })));
        let empty = format!("<pkg:package {PACKAGE}>wordprocessingml</pkg:package>");
        assert!(matches!(text(&empty), Err(ExtractError::Damaged { .. })));
    }
}
