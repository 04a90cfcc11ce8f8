//! Turns the character tables under data/ into one two-level page table, so that nothing is parsed at start-up.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Writes the page table into `out`.
pub fn write(out: &Path) {
    let mut map = BTreeMap::new();
    for path in ["data/radicals.tsv", "data/traditional.tsv"] {
        println!("cargo::rerun-if-changed={path}");
        let table = fs::read_to_string(path).expect("the character tables are part of the source tree");
        for row in table.lines() {
            let mut chars = row.chars();
            if let (Some(from), Some('\t'), Some(to)) = (chars.next(), chars.next(), chars.next()) {
                map.insert(from as u32, to as u32);
            }
        }
    }
    // A radical can stand for a traditional character (⻔ for 門): follow the map to its end.
    let closed: BTreeMap<u32, u32> =
        map.iter().map(|(&from, &to)| (from, *map.get(&to).unwrap_or(&to))).collect();
    let mut pages: BTreeMap<u32, [u32; 256]> = BTreeMap::new();
    for (&from, &to) in &closed {
        pages.entry(from >> 8).or_insert([0; 256])[(from & 0xff) as usize] = to;
    }
    let mut code = String::from("/// Page of each block of 256 code points; 0 is the empty page.\n");
    let numbers: BTreeMap<u32, usize> = pages.keys().zip(1..).map(|(&page, number)| (page, number)).collect();
    let index: Vec<String> =
        (0..0x300u32).map(|page| numbers.get(&page).copied().unwrap_or(0).to_string()).collect();
    writeln!(code, "static INDEX: [u8; 0x300] = [{}];", index.join(",")).expect("a string takes all");
    code.push_str("/// Target of each code point, 0 for itself.\n");
    write!(code, "static PAGES: [[u32; 256]; {}] = [[0; 256]", pages.len() + 1).expect("a string takes all");
    for page in pages.values() {
        write!(code, ",{page:?}").expect("a string takes all");
    }
    code.push_str("];\n");
    fs::write(out.join("script.rs"), code).expect("OUT_DIR can be written");
}
