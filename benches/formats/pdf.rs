//! A PDF of many pages of Chinese, written by hand: a font that is named and not embedded, one of Adobe's encodings.

/// Lines on a page and characters on a line.
const LINES: usize = 28;
const CHARACTERS: usize = 28;

const WORDS: &str = "我局高度重视积极推进城乡社区养老服务设施建设完善政策措施加强部门协同下一步将继续加大投入力度提升服务水平";

/// The file's bytes.
pub fn of_pages(pages: usize) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
         /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 \
         /Descent -120 /CapHeight 880 /StemV 93 >>"
            .to_owned(),
    ];
    let words: Vec<char> = WORDS.chars().collect();
    let mut kids = String::new();
    let mut next = 0;
    for page in 0..pages {
        let mut content = String::from("BT /F1 16 Tf ");
        for line in 0..LINES {
            // A paragraph of five lines: set in, full, and a short end.
            let (indent, length) = match line % 5 {
                0 => (2, CHARACTERS - 2),
                4 => (0, 9),
                _ => (0, CHARACTERS),
            };
            let x = 74 + indent * 16;
            content += &format!("1 0 0 1 {x} {} Tm <", 740 - line * 25);
            for _ in 0..length {
                next = (next * 5 + page + line + 1) % words.len();
                content += &format!("{:04X}", u32::from(words[next]));
            }
            content += "> Tj ";
        }
        content += "ET";
        let number = objects.len() + 1;
        kids += &format!("{number} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>");
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}
