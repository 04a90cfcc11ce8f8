//! Turns jieba's word list and character model under data/jieba into flat tables of little-endian numbers, which
//! `segment::tables` includes as bytes and reads in place.
//!
//! Logarithms are taken here, on the machine that builds: jieba takes them on the one that runs, where a mathematics
//! library may round a last bit otherwise. Words with a character that no block holds (`γ射线`) are kept: they cost
//! nothing and are never asked for.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use crate::double_array;

/// Score of what the model has never seen, as jieba spells minus infinity.
const NEVER: f64 = -3.14e100;
/// The characters the model may be asked about.
const MODEL: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FD5;

/// Writes the tables into `out`.
pub fn write(out: &Path) {
    let mut sum = Sum(0xcbf2_9ce4_8422_2325);
    words(&unpacked("data/jieba/dict.txt.zst"), out, &mut sum);
    model(&unpacked("data/jieba/hmm.model.zst"), out, &mut sum);
    fs::write(out.join("sum.rs"), format!("const SUM: u64 = {:#018x};\n", sum.0))
        .expect("OUT_DIR can be written");
}

fn unpacked(path: &str) -> String {
    println!("cargo::rerun-if-changed={path}");
    let packed = fs::read(path).expect("the word list is part of the source tree");
    let mut text = String::new();
    ruzstd::decoding::StreamingDecoder::new(packed.as_slice())
        .expect("the word list is packed with zstd")
        .read_to_string(&mut text)
        .expect("the word list is UTF-8");
    text
}

/// FNV-1a over all tables in the order they are written.
struct Sum(u64);

fn save(out: &Path, name: &str, bytes: &[u8], sum: &mut Sum) {
    for &byte in bytes {
        sum.0 = (sum.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
}

/// `codes.bin`: the code of each character up to the last one used, 0 for none; frequent characters have small codes.
/// `pairs.bin`: the set of the first two codes of all words. `slots.bin`: the words as a double array; a word's value numbers its weight. `weights.bin`: ln(frequency) − ln(total)
/// for each frequency that occurs; number 0 is frequency 1, which a character without an entry counts as.
fn words(list: &str, out: &Path, sum: &mut Sum) {
    let mut entries: Vec<(&str, u64)> = Vec::new();
    let mut uses: Vec<(u32, u16)> = (0..=u16::MAX).map(|c| (0, c)).collect();
    for line in list.lines() {
        let mut fields = line.split_ascii_whitespace();
        if let (Some(word), Some(frequency)) = (fields.next(), fields.next()) {
            entries.push((word, frequency.parse().expect("a frequency is a number")));
            word.chars().for_each(|c| uses[c as usize].0 += 1);
        }
    }
    uses.retain(|&(uses, _)| uses > 0);
    uses.sort_unstable_by_key(|&(uses, c)| (std::cmp::Reverse(uses), c));
    let last = uses.iter().map(|&(_, c)| usize::from(c)).max().expect("the word list is not empty");
    let mut codes = vec![0u16; last + 1];
    for (&(_, c), code) in uses.iter().zip(1..) {
        codes[usize::from(c)] = code;
    }

    let total = (entries.iter().map(|&(_, frequency)| frequency).sum::<u64>() as f64).ln();
    let mut frequencies: Vec<u64> = entries.iter().map(|&(_, frequency)| frequency).collect();
    frequencies.sort_unstable();
    frequencies.dedup();
    let weights: Vec<f64> =
        std::iter::once(&1).chain(&frequencies).map(|&frequency| (frequency as f64).ln() - total).collect();

    let mut coded: Vec<(Vec<u16>, u16)> = entries
        .iter()
        .map(|&(word, frequency)| {
            let number = 1 + frequencies.binary_search(&frequency).expect("every frequency is in the list");
            (word.chars().map(|c| codes[c as usize]).collect(), number as u16)
        })
        .collect();
    coded.sort_unstable();
    assert!(coded.windows(2).all(|pair| pair[0].0 != pair[1].0), "a word is listed once");
    assert!(coded.iter().all(|(word, _)| word.len() <= 32), "a route notes word lengths in 32 bits");

    save(out, "codes.bin", &codes.iter().flat_map(|code| code.to_le_bytes()).collect::<Vec<u8>>(), sum);
    save(out, "pairs.bin", &double_array::pairs(&coded), sum);
    let slots = double_array::pack(&coded);
    save(out, "slots.bin", &slots.iter().flat_map(|slot| slot.to_le_bytes()).collect::<Vec<u8>>(), sum);
    save(
        out,
        "weights.bin",
        &weights.iter().flat_map(|weight| weight.to_le_bytes()).collect::<Vec<u8>>(),
        sum,
    );
}

/// `rows.bin`: rows of four scores (begin, end, middle, single): the start, the four rows of transitions, a row for
/// characters never seen, then one row a character. `rows_of.bin`: the row of each character of [`MODEL`].
fn model(model: &str, out: &Path, sum: &mut Sum) {
    let mut lines = model.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut rows: Vec<[f64; 4]> = Vec::new();
    for line in lines.by_ref().take(5) {
        let scores: Vec<f64> =
            line.split(' ').map(|score| score.parse().expect("a score is a number")).collect();
        rows.push(scores.try_into().expect("a row has four scores"));
    }
    let mut seen: BTreeMap<u32, [f64; 4]> = BTreeMap::new();
    for (state, line) in lines.enumerate() {
        for (c, score) in line.split(',').filter_map(|pair| pair.split_once(':')) {
            let c = c.chars().next().expect("a pair begins with its character") as u32;
            if MODEL.contains(&c) {
                seen.entry(c).or_insert([NEVER; 4])[state] = score.parse().expect("a score is a number");
            }
        }
    }
    let never = rows.len() as u16;
    rows.push([NEVER; 4]);
    let mut rows_of = vec![never; MODEL.count()];
    for (c, scores) in seen {
        rows_of[(c - MODEL.start()) as usize] = rows.len() as u16;
        rows.push(scores);
    }
    assert!(rows.len() < usize::from(u16::MAX), "a row number takes 16 bits");
    let rows: Vec<u8> = rows.iter().flatten().flat_map(|score| score.to_le_bytes()).collect();
    save(out, "rows.bin", &rows, sum);
    save(out, "rows_of.bin", &rows_of.iter().flat_map(|row| row.to_le_bytes()).collect::<Vec<u8>>(), sum);
}
