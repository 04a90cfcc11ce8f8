//! Samples cut off, with flipped bytes, under wrong names and grown together; and files that are no letters at all.

use std::path::Path;

use super::{Made, Random};

/// One sample a kind, the small ones.
const SAMPLES: [&str; 15] = [
    "2020-wuling-wjj-37.doc",
    "2024-wanglan-kjj-0058hb.wps",
    "2020-wuling-wjj-37.page.doc",
    "2020-wuling-wjj-37.docx",
    "2020-wuling-wjj-37.docx.wps",
    "2024-wanglan-kjj-0058hb.gbk.rtf",
    "2024-wanglan-kjj-0058hb.rtf",
    "2020-wuling-wjj-37.aes128.pdf",
    "2024-wanglan-kjj-0058hb.cid.pdf",
    "2022-anlan-kjt-0068.objstm.pdf",
    "2020-wuling-wjj-37.easy.ofd",
    "2024-wanglan-kjj-0058hb.ofd",
    "2024-wanglan-kjj-0058hb.page.html",
    "2022-anlan-kjt-0068.txt.gz",
    "utf8.zip",
];
const ENDINGS: [&str; 8] = ["pdf", "docx", "doc", "rtf", "html", "zip", "gz", "txt"];

/// The bytes of a committed sample.
pub fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats").join(name)).unwrap()
}

pub fn made() -> Made {
    let mut made = Made::default();
    let mut random = Random::new(20_240_529);
    let all: Vec<(&str, Vec<u8>)> = SAMPLES.iter().map(|name| (*name, sample(name))).collect();
    for (at, (name, whole)) in all.iter().enumerate() {
        let ending = name.rsplit('.').next().unwrap();
        for quarter in 1..4 {
            made.add(&format!("{name}.cut{quarter}.{ending}"), whole[..whole.len() * quarter / 4].to_vec());
        }
        made.add(&format!("{name}.tail.{ending}"), whole[whole.len() / 2..].to_vec());
        for flips in [1, 20, whole.len() / 20] {
            let mut bytes = whole.clone();
            for _ in 0..flips {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            made.add(&format!("{name}.flip{flips}.{ending}"), bytes);
        }
        made.add(&format!("{name}.{}", ENDINGS[(at + 3) % ENDINGS.len()]), whole.clone());
        let other = &all[(at + 4) % all.len()].1;
        made.add(&format!("{name}.both.{ending}"), [whole.as_slice(), other].concat());
        let (half, end) = (whole.len() / 2, other.len() / 2);
        made.add(&format!("{name}.half.{ending}"), [&whole[..half], &other[end..]].concat());
        made.add(&format!("{name}.inside.{ending}"), [&whole[..half], other, &whole[half..]].concat());
    }
    for (name, head) in foreign() {
        let noise: Vec<u8> = (0..3000).map(|_| random.below(256) as u8).collect();
        made.add(&format!("foreign{name}"), [head, &noise].concat());
    }
    made
}

/// Beginnings of files of other kinds, under the name of a kind that is read.
fn foreign() -> [(&'static str, &'static [u8]); 16] {
    [
        (".png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        (".jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"),
        (".gif", b"GIF89a\xFF\xFF\xFF\xFF"),
        (".tiff", b"II*\0\x08\0\0\0"),
        (".bmp", b"BM\xFF\xFF\xFF\x7F\0\0\0\0"),
        (".exe", b"MZ\x90\0\x03\0\0\0"),
        (".so", b"\x7FELF\x02\x01\x01\0"),
        (".7z.docx", b"7z\xBC\xAF\x27\x1C"),
        (".rar.doc", b"Rar!\x1A\x07\x01\0"),
        (".xz.rtf", b"\xFD7zXZ\0"),
        (".zst", b"\x28\xB5\x2F\xFD"),
        (".sqlite", b"SQLite format 3\0"),
        (".mp4.pdf", b"\0\0\0\x18ftypmp42"),
        (".mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"),
        (".ps", b"%!PS-Adobe-3.0\n"),
        (".class", b"\xCA\xFE\xBA\xBE\0\0\0\x34"),
    ]
}
