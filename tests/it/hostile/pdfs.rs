//! Hostile PDFs, written object by object.

use super::pack::zlib;
use super::{Made, pdf_fonts};

/// A PDF of these objects, numbered from 1, with an honest table of where they stand; the first is the catalogue.
fn pdf(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table.into_bytes());
    out.extend(
        format!("trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
            .into_bytes(),
    );
    out
}

pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{dictionary}/Length {}>>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

const CATALOGUE: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

/// One page with these contents and this font, and more objects behind.
pub fn page(contents: Vec<u8>, font: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> =
        [CATALOGUE, PAGES, PAGE].map(|object| object.as_bytes().to_vec()).to_vec();
    objects.extend([contents, font.as_bytes().to_vec()]);
    objects.extend(more.iter().cloned());
    pdf(&objects, "")
}

fn plain(contents: &str) -> Vec<u8> {
    page(stream("", contents.as_bytes()), FONT, &[])
}

fn objects(sources: &[&str]) -> Vec<u8> {
    pdf(&sources.iter().map(|source| source.as_bytes().to_vec()).collect::<Vec<_>>(), "")
}

pub fn made() -> Made {
    let mut made = Made::default();
    for (name, bytes) in structures().into_iter().chain(contents()).chain(pdf_fonts::made()) {
        made.add(&format!("{name}.pdf"), bytes);
    }
    made
}

fn structures() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |open: &str| {
        objects(&[&format!("<</Type/Catalog/Pages 2 0 R/X {}>>", open.repeat(500_000)), PAGES, PAGE])
    };
    let tail = |text: &str| format!("%PDF-1.7\n1 0 obj\n{CATALOGUE}\nendobj\n{text}").into_bytes();
    let tiny: String = (10..500_000).map(|n| format!("{n} 0 obj 0 endobj\n")).collect();
    let free: String = (0..300_000).map(|n| format!("{n:010} 00000 n \n")).collect();
    let chain: Vec<String> =
        (0..30_000).map(|n| format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", n + 3)).collect();
    let mut tower = vec![CATALOGUE.as_bytes().to_vec()];
    tower.extend(chain.into_iter().map(String::into_bytes));
    let references: Vec<Vec<u8>> =
        (0..30_000).map(|n| format!("{} 0 R", n % 30_000 + 2).into_bytes()).collect();
    let kids = format!("<</Type/Pages/Kids[{}]/Count 100000>>", "3 0 R ".repeat(100_000));
    let inner = "1 0 2 9999 <</Type/Catalog/Pages 2 0 R>>";
    let holds_itself = stream("/Type/ObjStm/N 2/First 9/Extends 4 0 R", inner.as_bytes());
    let endless = stream("/Type/ObjStm/N 2147483647/First 2147483647", inner.as_bytes());
    let xref_stream = |dictionary: &str| {
        [
            b"%PDF-1.7\n9 0 obj\n".to_vec(),
            stream(dictionary, &zlib(&[1; 4096])),
            b"\nendobj\nstartxref\n9\n%%EOF".to_vec(),
        ]
        .concat()
    };
    vec![
        ("arrays", deep("[")),
        ("dictionaries", deep("<</A")),
        ("strings", deep("(")),
        ("hex", deep("<")),
        ("arrays-in-trailer", pdf(&[CATALOGUE.into()], &format!("/X {}", "[".repeat(500_000)))),
        ("length", page(b"<</Length 2147483647>>\nstream\nBT ET\nendstream".to_vec(), FONT, &[])),
        ("length-negative", page(b"<</Length -1>>\nstream\nBT ET\nendstream".to_vec(), FONT, &[])),
        ("length-of-itself", page(b"<</Length 4 0 R>>\nstream\nBT ET\nendstream".to_vec(), FONT, &[])),
        ("length-far", page(b"<</Length 99999999999999999999999>>\nstream\nx".to_vec(), FONT, &[])),
        ("kids-of-themselves", objects(&[CATALOGUE, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"])),
        (
            "kids-in-turn",
            objects(&[
                CATALOGUE,
                "<</Type/Pages/Kids[3 0 R 3 0 R]>>",
                "<</Type/Pages/Parent 3 0 R/Kids[2 0 R 2 0 R]>>",
            ]),
        ),
        ("parents-in-turn", objects(&[CATALOGUE, PAGES, "<</Type/Page/Parent 3 0 R>>"])),
        ("kids-many", objects(&[CATALOGUE, &kids, PAGE])),
        ("kids-deep", pdf(&tower, "")),
        ("count", objects(&[CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", PAGE])),
        ("count-negative", objects(&[CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count -5>>", PAGE])),
        ("references", pdf(&references, "")),
        ("tiny-objects", [plain("BT /F 12 Tf (x) Tj ET"), tiny.clone().into()].concat()),
        ("tiny-objects-alone", tail(&tiny)),
        (
            "table-long",
            tail(&format!("xref\n0 300000\n{free}trailer<</Root 1 0 R/Size 300000>>startxref\n58\n%%EOF")),
        ),
        (
            "table-claims",
            tail("xref\n0 2147483647\n0000000009 00000 n \ntrailer<</Root 1 0 R>>startxref\n58\n%%EOF"),
        ),
        (
            "table-before-itself",
            tail("xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 58>>startxref\n58\n%%EOF"),
        ),
        (
            "tables-in-turn",
            tail(
                "xref\n0 0\ntrailer<</Root 1 0 R/Prev 110/XRefStm 58>>      xref\n0 0\ntrailer<</Prev 58>>startxref\n58\n%%EOF",
            ),
        ),
        ("start-far", tail("startxref\n99999999999999999999\n%%EOF")),
        ("starts", tail(&"startxref\n9\n%%EOF\n".repeat(100_000))),
        (
            "xref-stream",
            xref_stream(
                "/Type/XRef/Size 2147483647/W[1 2 1]/Index[0 2147483647]/Root 1 0 R/Prev 9/Filter/FlateDecode",
            ),
        ),
        (
            "xref-stream-widths",
            xref_stream("/Type/XRef/Size 9/W[2147483647 -1 99999999999]/Root 1 0 R/Filter/FlateDecode"),
        ),
        (
            "xref-stream-empty",
            xref_stream("/Type/XRef/Size 2147483647/W[0 0 0]/Root 1 0 R/Filter/FlateDecode"),
        ),
        ("objects-in-themselves", pdf(&[CATALOGUE.into(), PAGES.into(), PAGE.into(), holds_itself], "")),
        ("objects-claimed", pdf(&[CATALOGUE.into(), PAGES.into(), PAGE.into(), endless], "")),
        (
            "encrypt",
            pdf(
                &[CATALOGUE.into(), PAGES.into(), PAGE.into()],
                "/Encrypt<</Filter/Standard/V 5/R 6/Length 2147483647/O()/U()/P -1>>/ID[()()]",
            ),
        ),
        (
            "encrypt-itself",
            pdf(
                &[
                    CATALOGUE.into(),
                    PAGES.into(),
                    "<</Filter/Standard/V 1/R 2/O 3 0 R/U 3 0 R/P 3 0 R>>".into(),
                ],
                "/Encrypt 3 0 R",
            ),
        ),
        (
            "encrypt-rounds",
            pdf(
                &[CATALOGUE.into(), PAGES.into(), PAGE.into()],
                &format!(
                    "/Encrypt<</Filter/Standard/V 5/R 6/O<{0}>/U<{0}>/OE<{0}>/UE<{0}>/P -1>>",
                    "41".repeat(127)
                ),
            ),
        ),
        ("name", plain(&format!("/{} gs", "a".repeat(1_000_000)))),
        (
            "box",
            objects(&[
                CATALOGUE,
                PAGES,
                "<</Type/Page/MediaBox[-1e38 1e38 NaN 99999999999999999999]/Rotate 2147483647/Contents 4 0 R>>",
            ]),
        ),
        ("comments", tail(&"%".repeat(2_000_000))),
        ("header", b"%PDF-1.7".to_vec()),
        ("headers", b"%PDF-1.7\n".repeat(100_000)),
    ]
}

fn contents() -> Vec<(&'static str, Vec<u8>)> {
    let packed = |filters: &str, data: &[u8]| page(stream(filters, data), FONT, &[]);
    let bomb = zlib(&b"q Q ".repeat(16 << 20));
    let twice = zlib(&bomb);
    let spans = |line: &dyn Fn(usize) -> String, count: usize| {
        plain(&format!("BT /F 1 Tf {} ET", (0..count).map(line).collect::<String>()))
    };
    let scattered = |n: usize| format!("1 0 0 1 {} {} Tm (a) Tj ", n * 7919 % 595, n * 104_729 % 842);
    let form =
        stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>", b"/X Do /X Do");
    vec![
        ("bomb", packed("/Filter/FlateDecode", &bomb)),
        ("bomb-twice", packed("/Filter[/FlateDecode/FlateDecode]", &twice)),
        ("filters", packed(&format!("/Filter[{}]", "/FlateDecode".repeat(10_000)), &bomb[..2000])),
        ("filters-hex", packed(&format!("/Filter[{}]", "/ASCIIHexDecode".repeat(10_000)), b"41>")),
        ("run-length", packed("/Filter/RunLengthDecode", &[129, b' '].repeat(500_000))),
        ("lzw", packed("/Filter/LZWDecode", &[0x80; 1_000_000])),
        ("ascii85", packed("/Filter/ASCII85Decode", &b"z".repeat(2_000_000))),
        (
            "predictor",
            packed(
                "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 2147483647/BitsPerComponent 2147483647>>",
                &bomb[..2000],
            ),
        ),
        (
            "predictor-none",
            packed(
                "/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 0/Colors 0/BitsPerComponent 0>>",
                &zlib(&[1; 5000]),
            ),
        ),
        ("image", packed("/Filter/DCTDecode", b"\xFF\xD8\xFF\xC0\0\x11\x08\xFF\xFF\xFF\xFF\x03")),
        (
            "fax",
            packed(
                "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2147483647/Rows 2147483647>>",
                &[0xAA; 5000],
            ),
        ),
        ("jbig2", packed("/Filter/JBIG2Decode", &[0xFF; 5000])),
        ("content-arrays", plain(&"[".repeat(1_000_000))),
        ("content-dictionaries", plain(&"<<".repeat(500_000))),
        ("content-strings", plain(&"(".repeat(1_000_000))),
        ("operands", plain(&"1 ".repeat(1_000_000))),
        ("states", plain(&"q ".repeat(1_000_000))),
        ("states-closed", plain(&"Q ".repeat(1_000_000))),
        ("marked", plain(&"/Span BMC ".repeat(300_000))),
        ("texts", plain(&"BT ".repeat(300_000))),
        ("inline-image", plain(&"BI /W 99999 /H 99999 ID ".repeat(1000))),
        (
            "matrices",
            plain(
                &"BT /F 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (a) Tj 0 0 0 0 0 0 Tm (b) Tj -1e38 Tz (c) Tj ET "
                    .repeat(500),
            ),
        ),
        ("spans-on-one-spot", spans(&|_| "(a) Tj 0 0 Td ".into(), 50_000)),
        ("spans-scattered", spans(&scattered, 100_000)),
        ("spans-in-a-row", spans(&|n| format!("1 0 0 1 {n} 9 Tm (a) Tj "), 50_000)),
        ("spans-in-sizes", spans(&|n| format!("/F {} Tf (a) Tj 0 {} Td ", n % 997, n % 13), 50_000)),
        (
            "rules",
            plain(
                &(0..50_000)
                    .map(|n| format!("{} {} {} 1 re f ", n % 595, n % 842, n % 99))
                    .collect::<String>(),
            ),
        ),
        ("span-long", plain(&format!("BT /F 9 Tf ({}) Tj ET", "a".repeat(1_000_000)))),
        ("forms-in-themselves", page(form, FONT, &[])),
        ("forms-many", plain(&"/X Do ".repeat(100_000))),
    ]
}
