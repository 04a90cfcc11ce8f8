//! Hostile zip archives and gzip files.

use super::Made;
use super::pack::{Part, gzip, zip, zip_of};
use crate::archive::{letter, words};

/// What an archive would write outside if names were followed.
pub const ESCAPE: &str = "dafu-hostile-escape";

/// Names that point elsewhere, cannot be, or are not what they seem.
fn names() -> Vec<Vec<u8>> {
    let mut names: Vec<Vec<u8>> = [
        format!("../{ESCAPE}.txt"),
        format!("../../../../../../../../tmp/{ESCAPE}.txt"),
        format!("/tmp/{ESCAPE}.txt"),
        format!("..\\..\\{ESCAPE}.txt"),
        format!("C:\\{ESCAPE}.txt"),
        format!("\\\\server\\share\\{ESCAPE}.txt"),
        format!("a/../../{ESCAPE}.txt"),
        "a\0b.txt".to_owned(),
        "\0\0".to_owned(),
        "\0\0x.txt\0\0y.txt".to_owned(),
        "con".to_owned(),
        "x.txt:stream".to_owned(),
        "\u{202E}txt.exe".to_owned(),
        "\x1b[2J.txt".to_owned(),
        "line\nbreak\r.txt".to_owned(),
        ".".to_owned(),
        "..".to_owned(),
        String::new(),
        " ".to_owned(),
        ".dafu/CURRENT".to_owned(),
        "a/./b//c.txt".to_owned(),
        "x".repeat(60_000),
        "d/".repeat(30_000) + "x.txt",
    ]
    .map(String::into_bytes)
    .to_vec();
    names.push(encoding_rs::GBK.encode("答复/关于某事的答复.txt").0.into_owned());
    names.push(b"\xFF\xFE\x80.txt".to_vec());
    names
}

/// A bundle in a bundle, `deep` times, each `wide` times beside itself.
fn nested(deep: usize, wide: usize) -> Vec<u8> {
    (0..deep).fold(letter(701, &words(1)).into_bytes(), |inner, level| {
        let ending = if level == 0 { "txt" } else { "zip" };
        zip(&(0..wide).map(|at| Part::packed(format!("{at}.{ending}"), &inner)).collect::<Vec<_>>())
    })
}

pub fn made() -> Made {
    let mut made = Made::default();
    let zeros = vec![0; 8 << 20];
    let spaces = vec![b' '; 8 << 20];
    let text = letter(700, &words(0));
    made.add("bomb.zip", zip_of(&[("zeros.txt", &zeros), ("spaces.txt", &spaces)]));
    let chapter = text.repeat(2000);
    let chapters: Vec<Part> =
        (0..60).map(|at| Part::packed(format!("{at}.pdf"), chapter.as_bytes())).collect();
    made.add("bomb.by-number.zip", zip(&chapters));
    made.add("nested.zip", nested(10, 1));
    made.add("nested.wide.zip", nested(4, 5));
    let mut one = vec![Part::packed("0.txt", text.as_bytes())];
    for at in 1..400 {
        one.push(Part { name: format!("{at}.txt").into(), offset: Some(0), ..one[0].clone() });
    }
    made.add("overlapping.zip", zip(&one));
    let all_names: Vec<Part> = names().iter().map(|name| Part::packed(name, text.as_bytes())).collect();
    made.add("names.zip", zip(&all_names));
    for (at, name) in names().into_iter().enumerate() {
        let part = Part { flags: if at % 2 == 0 { 0x800 } else { 0 }, ..Part::packed(name, text.as_bytes()) };
        made.add(&format!("name{at}.zip"), zip(&[part]));
    }
    made.add("twice.zip", zip(&vec![Part::packed("a.txt", text.as_bytes()); 30]));
    let folder = |name: &str| Part { mode: 0o040_755, ..Part::stored(name, text.as_bytes()) };
    made.add("folder.zip", zip(&[folder("a/"), folder("b"), folder("a/a/")]));
    let link = |name: &str, target: &str| Part { mode: 0o120_777, ..Part::stored(name, target) };
    made.add(
        "link.zip",
        zip(&[link("l.txt", "/etc/passwd"), link("up", "../.."), link("up/x.txt", "/dev/zero")]),
    );
    let device = |mode| Part { mode, ..Part::stored("device", "x") };
    made.add(
        "device.zip",
        zip(&[device(0o020_666), device(0o060_666), device(0o010_666), device(0o140_777)]),
    );
    let empty: Vec<Part> =
        (0..100_000).map(|at| Part { offset: Some(0), ..Part::stored(at.to_string(), "") }).collect();
    made.add("entries.zip", zip(&[&[Part::stored("first", "")], empty.as_slice()].concat()));
    let huge = u32::MAX - 1;
    let claim = |sizes| Part { sizes, ..Part::packed("a.txt", text.as_bytes()) };
    made.add("claim.unpacked.zip", zip(&[claim([claim([0; 2]).packed.len() as u32, 2 << 30])]));
    made.add("claim.packed.zip", zip(&[claim([2 << 30, 2 << 30])]));
    made.add("claim.both.zip", zip(&[claim([huge, huge])]));
    let wide = |value: u64| [&[1, 0, 24, 0][..], &[value.to_le_bytes(); 3].concat()].concat();
    let zip64 = |value| Part { extra: wide(value), ..claim([u32::MAX; 2]) };
    made.add("claim.zip64.zip", zip(&[zip64(u64::MAX), zip64(1 << 62), zip64(0), zip64(u64::MAX - 30)]));
    let far = |offset| Part { offset: Some(offset), ..claim([10, 10]) };
    made.add(
        "offsets.zip",
        zip(&[Part::stored("a", "x"), far(u32::MAX), far(1), far(huge), far(0x7FFF_FFFF)]),
    );
    for method in [1u16, 6, 9, 12, 14, 93, 95, 99, 65_535] {
        made.add(&format!("method{method}.zip"), zip(&[Part { method, ..Part::packed("a.txt", &text) }]));
    }
    made.add("locked.zip", zip(&[Part { flags: 1, ..Part::packed("a.txt", &text) }]));
    made.add("streamed.zip", zip(&[Part { flags: 8, ..claim([0, 0]) }]));
    made.add("checksum.zip", zip(&[Part { checksum: 7, ..Part::packed("a.txt", &text) }]));
    made.add("garbage.zip", zip(&[Part { packed: vec![0xFF; 500], sizes: [500, 500], ..claim([0; 2]) }]));
    made.add("none.zip", zip(&[]));
    made.add("magic.zip", b"PK\x03\x04".to_vec());
    made.add("end.zip", [&b"PK\x05\x06"[..], &[0xFF; 18]].concat());
    made.add(
        "itself.zip",
        [&b"PK\x03\x04PK\x01\x02"[..], &[0; 42], b"PK\x05\x06", &[0; 8], &[46, 0, 0, 0, 4, 0, 0, 0, 0, 0]]
            .concat(),
    );
    let whole = zip_of(&[("a.txt", text.as_bytes())]);
    made.add("behind.zip", [whole.clone(), vec![b'P'; 2 << 20]].concat());
    made.add("twins.zip", [whole.clone(), whole].concat());
    let readers: Vec<Part> = ["%PDF-1.4\n1 0 obj", "{\\rtf1 x", "\x1F\u{8}", "<html><p>x", "\u{FEFF}", ""]
        .iter()
        .flat_map(|head| (0..10).map(move |at| Part::stored(format!("{at}-{}", head.len()), head)))
        .collect();
    made.add("readers.zip", zip(&readers));
    made.add("bomb.gz", gzip(&vec![b'a'; 64 << 20]));
    made.add("bomb.gz.gz", gzip(&gzip(&vec![b'a'; 64 << 20])));
    made.add("members.gz", gzip(b"").repeat(100_000));
    made.add("gz.of-zip.gz", gzip(&zip_of(&[("a.txt", text.as_bytes())])));
    let whole = gzip(text.as_bytes());
    let mut name = whole.clone();
    name[3] = 0x1F;
    made.add("flags.gz", name);
    made.add("endless-name.gz", [&b"\x1F\x8B\x08\x08\0\0\0\0\0\0"[..], &vec![b'n'; 4 << 20]].concat());
    made.add("cut.gz", whole[..whole.len() - 9].to_vec());
    made.add("behind.gz", [whole, vec![0; 4096]].concat());
    made
}
