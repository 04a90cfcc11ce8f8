//! Hostile compound files, made of a sample by changing what holds it together.

use super::samples::sample;
use super::{Made, Random};

const SECTOR: usize = 512;

fn put(bytes: &mut [u8], at: usize, value: u32) {
    if let Some(room) = bytes.get_mut(at..at + 4) {
        room.copy_from_slice(&value.to_le_bytes());
    }
}

fn get(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes(four.try_into().unwrap()) as usize)
}

/// Where the sector of this number begins.
fn sector(number: usize) -> usize {
    (number + 1) * SECTOR
}

/// Where the entry of the directory called `name` begins.
fn entry(bytes: &[u8], name: &str) -> usize {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
    memchr::memmem::rfind(bytes, &wide).unwrap()
}

pub fn made() -> Made {
    let mut made = Made::default();
    let whole = sample("2020-wuling-wjj-37.doc");
    let mut add = |name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        made.add(&format!("{name}.doc"), bytes);
    };
    // Counts and starts in the header: the table of chains, the directory, the small chains, more of the table.
    for at in [44, 48, 60, 64, 68, 72, 76, 80] {
        for value in [0, 1, 0x7FFF_FFFF, 0xFFFF_FFF9, 0xFFFF_FFFE] {
            add(&format!("header{at}-{value:x}"), &|bytes| put(bytes, at, value));
        }
    }
    for (at, value) in [(30, 0), (30, 12), (30, 31), (30, 64), (32, 0), (32, 9), (32, 63), (56, 0xFFFF)] {
        add(&format!("shift{at}-{value}"), &|bytes| {
            bytes[at..at + 2].copy_from_slice(&(value as u16).to_le_bytes())
        });
    }
    let table = sector(get(&whole, 76));
    type Chain = (&'static str, fn(usize) -> u32);
    let chains: [Chain; 5] = [
        ("to-itself", |n| n as u32),
        ("to-first", |_| 0),
        ("pairs", |n| n as u32 ^ 1),
        ("on", |n| n as u32 + 1),
        ("out", |_| 0x00FF_FFFF),
    ];
    for (name, next) in chains {
        add(&format!("chain-{name}"), &|bytes| {
            (0..SECTOR / 4).for_each(|n| put(bytes, table + n * 4, next(n)));
        });
    }
    add("table-in-itself", &|bytes| {
        let own = get(bytes, 76) as u32;
        (0..109).for_each(|n| put(bytes, 76 + n * 4, own));
        put(bytes, 68, own);
        put(bytes, 72, 0x7FFF_FFFF);
    });
    for name in ["WordDocument", "1Table", "Root Entry"] {
        let at = entry(&whole, name);
        for (field, value) in [
            (68, 0),
            (72, 1),
            (76, 0),
            (76, 1),
            (116, 0),
            (116, 0xFFFF_FFFE),
            (120, 0),
            (120, 1),
            (120, 0x7FFF_FFFF),
            (120, u32::MAX),
        ] {
            add(&format!("{}-{field}-{value:x}", name.replace(' ', "")), &|bytes| {
                put(bytes, at + field, value)
            });
        }
    }
    add("siblings", &|bytes| {
        let root = entry(bytes, "Root Entry");
        (0..SECTOR / 128).for_each(|n| {
            [68, 72, 76].iter().for_each(|field| put(bytes, root + n * 128 + field, (n as u32 + 1) % 4))
        });
    });
    for name in ["EncryptedPackage", "MatOST", "Workbook", "WordDocumenu"] {
        add(&format!("named-{name}"), &|bytes| {
            let at = entry(bytes, "WordDocument");
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
            bytes[at..at + wide.len()].copy_from_slice(&wide);
            bytes[at + 64..at + 66].copy_from_slice(&(wide.len() as u16).to_le_bytes());
        });
    }
    let main = memchr::memmem::find(&whole, b"\xEC\xA5").unwrap();
    // Every place and length that the document's own header tells, a stretch of them at a time.
    for start in (24..SECTOR).step_by(32) {
        for value in [0x7FFF_FFFF, u32::MAX, 1] {
            add(&format!("places{start}-{value:x}"), &|bytes| {
                (start..start + 32).step_by(4).for_each(|at| put(bytes, main + at, value))
            });
        }
    }
    for bit in [0x0100, 0x8000, 0x0200] {
        add(&format!("flags-{bit:x}"), &|bytes| bytes[main + 11] ^= (bit >> 8) as u8);
    }
    for round in 0..12 {
        add(&format!("random{round}"), &|bytes| {
            let mut random = Random::new(round);
            for _ in 0..40 {
                let at = main + random.below(bytes.len() - main - 4);
                put(bytes, at, [0, 1, 0x7FFF_FFFF, u32::MAX, 0x8000_0000, 0xFFFF][random.below(6)]);
            }
        });
    }
    made.add("head.doc", whole[..8].to_vec());
    made.add("long.doc", [&whole[..], &vec![0; 16 << 20]].concat());
    made
}
