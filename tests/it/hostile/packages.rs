//! Hostile documents in zip packages: docx, ofd, and those that are not read.

use super::Made;
use super::pack::{Part, zip, zip_of};

const TYPES: &str = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const LAUGHS: &str = "<!DOCTYPE a [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">]>";
const OUTSIDE: &str = "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]>";

/// XML that is more, or less, than it seems; `&f;` stands for what a document type defines.
fn bodies() -> Vec<(&'static str, String)> {
    vec![
        ("nested", "<w:p>".repeat(500_000)),
        ("nested-closed", "<w:p>".repeat(150_000) + "深" + &"</w:p>".repeat(150_000)),
        ("nested-tables", "<w:tbl><w:tr><w:tc>".repeat(100_000)),
        ("ends", "</w:p>".repeat(1000)),
        ("crossed", "<w:p><w:r></w:p></w:r>".into()),
        ("attributes", format!("<w:p {}/>", (0..100_000).map(|n| format!("a{n}=\"x\" ")).collect::<String>())),
        ("attribute", format!("<w:p a=\"{}\"/>", "x&amp;".repeat(300_000))),
        ("name", format!("<{0}>x</{0}>", "w".repeat(1_000_000))),
        ("paragraphs", "<w:p/>".repeat(300_000)),
        ("runs", format!("<w:p>{}</w:p>", "<w:r><w:t>x</w:t></w:r>".repeat(100_000))),
        ("text", format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "答复".repeat(500_000))),
        ("references", format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "&#x110000;&#xD800;&#0;&none;&".repeat(50_000))),
        ("comments", "<!--".repeat(200_000)),
        ("sections", "<![CDATA[".repeat(200_000)),
        ("instructions", "<?x ".repeat(200_000)),
        ("controls", "<w:p><w:r><w:t>\0\u{1}\u{1b}[2J\u{FFFF}</w:t></w:r></w:p>".into()),
        ("fields", "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>".repeat(50_000)),
        ("equations", format!("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>EQ {}</w:instrText><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>", "\\f(".repeat(200_000))),
        ("spans", "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2147483647\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>".into()),
        ("numbered", "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"99999999999\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>".repeat(1000)),
        ("rows", format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc><w:p/></w:tc></w:tr>".repeat(50_000))),
        ("boxes", "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>".repeat(20)),
    ]
}

fn docx(document: &[u8], more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document)];
    parts.extend(more.iter().map(|(name, source)| (*name, source.as_bytes())));
    zip_of(&parts)
}

fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

fn ofd(content: &str, pages: &str) -> Vec<u8> {
    let root = "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    let document = format!(
        "<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    );
    zip_of(&[
        ("OFD.xml", root.as_bytes()),
        ("Doc_0/Document.xml", document.as_bytes()),
        ("Doc_0/p.xml", content.as_bytes()),
    ])
}

fn ofd_text(object: &str, code: &str) -> String {
    format!(
        "<ofd:Page><ofd:Content><ofd:Layer><ofd:TextObject {object}>{code}</ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"
    )
}

pub fn made() -> Made {
    let mut made = Made::default();
    for (name, body) in bodies() {
        made.add(&format!("{name}.docx"), docx(document(&body).as_bytes(), &[]));
    }
    for (name, types) in [("laughs", LAUGHS), ("outside", OUTSIDE)] {
        let source = format!(
            "<?xml version=\"1.0\"?>{types}<w:document><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"
        );
        made.add(&format!("{name}.docx"), docx(source.as_bytes(), &[]));
        let root =
            format!("<?xml version=\"1.0\"?>{types}<OFD><DocBody><DocRoot>&f;</DocRoot></DocBody></OFD>");
        made.add(&format!("{name}.ofd"), zip_of(&[("OFD.xml", root.as_bytes())]));
        let rels = format!(
            "{types}<Relationships><Relationship Type=\"x/officeDocument\" Target=\"&f;\"/></Relationships>"
        );
        made.add(
            &format!("{name}.rels.docx"),
            docx(document("<w:p/>").as_bytes(), &[("_rels/.rels", &rels)]),
        );
    }
    let relation =
        |kind: &str, target: &str| format!("<Relationship Id=\"r\" Type=\"x/{kind}\" Target=\"{target}\"/>");
    let related = |inner: String| format!("<Relationships>{inner}</Relationships>");
    let text = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>关于某事的答复</w:t></w:r></w:p>";
    let styles = (0..20_000).map(|n| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"s{n}\"><w:basedOn w:val=\"s{}\"/></w:style>",
            (n + 1) % 20_000
        )
    });
    let styles = format!(
        "<w:styles><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/><w:link w:val=\"a\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>{}</w:styles>",
        styles.collect::<String>()
    );
    let rels = related(relation("styles", "styles.xml") + &relation("numbering", "numbering.xml"));
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"a\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"2147483647\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1%2%3%4%5%6%7%8%9%0%10\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>关于某事</w:t></w:r></w:p>".repeat(50);
    let parts = [
        ("word/_rels/document.xml.rels", rels.as_str()),
        ("word/styles.xml", &styles),
        ("word/numbering.xml", numbering),
    ];
    made.add("cycles.docx", docx(document(&(text.repeat(500) + &numbered)).as_bytes(), &parts));
    for (at, target) in
        ["../../../../etc/passwd", "/etc/passwd", "http://127.0.0.1:9/", "document.xml", "", "_rels/.rels"]
            .iter()
            .enumerate()
    {
        let top = related(relation("officeDocument", target));
        let beside = related(
            ["styles", "numbering", "footnotes", "header"].map(|kind| relation(kind, target)).concat(),
        );
        made.add(
            &format!("target{at}.docx"),
            docx(
                document(text).as_bytes(),
                &[("_rels/.rels", &top), ("word/_rels/document.xml.rels", &beside)],
            ),
        );
    }
    let headers = related(relation("header", "h.xml").repeat(50_000));
    let header = document(&text.repeat(20_000));
    made.add(
        "headers.docx",
        docx(
            document(text).as_bytes(),
            &[("word/_rels/document.xml.rels", &headers), ("word/h.xml", &header)],
        ),
    );
    let wide: Vec<u8> =
        [0xFEFF].into_iter().chain(document(text).encode_utf16()).flat_map(u16::to_le_bytes).collect();
    made.add("wide.docx", docx(&wide, &[]));
    let bomb = document(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(16 << 20)));
    made.add("bomb.docx", docx(bomb.as_bytes(), &[]));
    let honest = Part::packed("word/document.xml", document(text));
    let types = Part::packed("[Content_Types].xml", TYPES);
    let lying = Part { sizes: [honest.sizes[0], 2 << 30], ..honest.clone() };
    made.add("claim.docx", zip(&[types.clone(), lying]));
    made.add(
        "twice.docx",
        zip(&[types.clone(), honest.clone(), Part::stored("WORD\\document.xml", "<x>"), honest.clone()]),
    );
    made.add("bare.docx", zip(std::slice::from_ref(&types)));
    made.add("locked.docx", zip(&[types.clone(), Part { flags: 1, ..honest.clone() }]));
    made.add("types-bomb.docx", zip(&[Part::packed("[Content_Types].xml", " ".repeat(16 << 20)), honest]));
    made.add("empty.docx", docx(b"", &[]));
    let page = "<ofd:Page ID=\"1\" BaseLoc=\"p.xml\"/>";
    made.add("nested.ofd", ofd(&"<ofd:Layer>".repeat(300_000), page));
    made.add(
        "pages.ofd",
        ofd(
            &ofd_text(
                "ID=\"2\" Font=\"1\" Size=\"4\" Boundary=\"10 10 100 5\"",
                "<ofd:TextCode X=\"0\" Y=\"4\">答复</ofd:TextCode>",
            ),
            &page.repeat(100_000),
        ),
    );
    made.add("deltas.ofd", ofd(&ofd_text("ID=\"2\" Font=\"1\" Size=\"1e38\" Boundary=\"-1e38 NaN inf 1e999\"", "<ofd:TextCode X=\"1e38\" Y=\"-1e38\" DeltaX=\"g 2147483647 1\" DeltaY=\"g 99999999999 g g 1\">答复</ofd:TextCode>"), page));
    made.add("glyphs.ofd", ofd(&ofd_text("ID=\"2\" Font=\"1\" Size=\"4\" CTM=\"0 0 0 0 0 0\" Boundary=\"0 0 9 9\"", "<ofd:CGTransform CodePosition=\"4294967295\" CodeCount=\"2147483647\" GlyphCount=\"2147483647\"/><ofd:TextCode>答复</ofd:TextCode>"), page));
    made.add(
        "codes.ofd",
        ofd(
            &ofd_text(
                "ID=\"2\" Font=\"1\" Size=\"4\" Boundary=\"10 10 100 5\"",
                &"<ofd:TextCode X=\"0\" Y=\"4\">答</ofd:TextCode>".repeat(100_000),
            ),
            page,
        ),
    );
    made.add(
        "templates.ofd",
        ofd(
            "<ofd:Page><ofd:Template TemplateID=\"1\"/></ofd:Page>",
            "<ofd:TemplatePage ID=\"1\" BaseLoc=\"p.xml\"/><ofd:Page ID=\"1\" BaseLoc=\"p.xml\"/>",
        ),
    );
    for (at, target) in
        ["../../../../etc/passwd", "/OFD.xml", "OFD.xml", "", "Document.xml", "p.xml/../p.xml"]
            .iter()
            .enumerate()
    {
        made.add(
            &format!("target{at}.ofd"),
            ofd("<ofd:Page/>", &format!("<ofd:Page ID=\"1\" BaseLoc=\"{target}\"/>")),
        );
    }
    made.add("bare.ofd", zip_of(&[("OFD.xml", b"<ofd:OFD/>")]));
    made.add("empty.ofd", zip_of(&[("OFD.xml", b"")]));
    made.add(
        "book.epub",
        zip_of(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", b"<container/>"),
            ("a.xhtml", b"<html><p>x</p></html>"),
        ]),
    );
    made.add(
        "text.odt",
        zip_of(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<office:text/>"),
        ]),
    );
    made.add(
        "sheet.xlsx",
        zip_of(&[
            ("[Content_Types].xml", b"<Types><Override ContentType=\"spreadsheetml\"/></Types>"),
            ("xl/workbook.xml", b"<workbook/>"),
        ]),
    );
    made
}
