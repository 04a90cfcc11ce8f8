//! jieba-rs itself as the judge: the same tokens on the corpus, on random text and on text made of listed words.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use jieba_rs::{Jieba, TokenizeMode};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fold::fold_str;
use crate::segment::{Mode, Token, each_token, layout, tables, trie::Node};

fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}

fn vendored(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/jieba").join(name);
    String::from_utf8(zstd::decode_all(fs_err::File::open(path).unwrap()).unwrap()).unwrap()
}

/// Words of the list with their frequencies.
fn list() -> &'static [(String, u64)] {
    static LIST: OnceLock<Vec<(String, u64)>> = OnceLock::new();
    LIST.get_or_init(|| {
        let list = vendored("dict.txt.zst");
        let entry = |line: &str| {
            let mut fields = line.split(' ');
            (fields.next().unwrap().to_owned(), fields.next().unwrap().parse().unwrap())
        };
        list.lines().map(entry).collect()
    })
}

/// Fails where our tokens are not jieba's.
fn compare(text: &str) {
    for (mode, theirs) in [(Mode::Plain, TokenizeMode::Default), (Mode::Search, TokenizeMode::Search)] {
        let mut found = Vec::new();
        each_token(text, mode, &mut |token| found.push(token));
        let expected: Vec<Token<'_>> = jieba()
            .tokenize(text, theirs, true)
            .into_iter()
            .map(|token| Token { text: token.word, start: token.start as u32, end: token.end as u32 })
            .collect();
        assert_eq!(found, expected, "{mode:?} of {text:?}");
    }
}

#[test]
fn the_vendored_list_and_model_are_the_ones_the_hash_names() {
    let both = vendored("dict.txt.zst") + &vendored("hmm.model.zst");
    assert_eq!(blake3::hash(both.as_bytes()).to_hex().as_str(), tables::DICTIONARY_HASH);
}

#[test]
fn every_listed_word_has_its_own_weight_and_no_other_is_listed() {
    let total = (list().iter().map(|&(_, frequency)| frequency).sum::<u64>() as f64).ln();
    for (word, frequency) in list() {
        let mut codes = word.chars().map(tables::code);
        let node = codes.next().map(Node::first).unwrap();
        let node = codes.fold(node, Node::then);
        assert_ne!(node.word(), 0, "{word}");
        assert_eq!(
            tables::weight(node.word()).to_bits(),
            ((*frequency as f64).ln() - total).to_bits(),
            "{word}"
        );
    }
    let words = (1..).map_while(tables::slot).filter(|&slot| layout::word(slot) != 0).count();
    assert_eq!(words, list().len());
}

#[test]
fn the_corpus_falls_into_the_same_tokens_raw_and_folded() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")];
    let mut lines = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs_err::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt")
                && let Ok(text) = fs_err::read_to_string(&path)
            {
                compare(&fold_str(&text));
                for line in text.lines() {
                    compare(line);
                    compare(&fold_str(line));
                    lines += 1;
                }
            }
        }
    }
    assert!(lines > 1000, "{lines} lines");
}

#[test]
fn odd_texts_fall_into_the_same_tokens() {
    for text in [
        "",
        "\r",
        "\r\n",
        "\n\r\n",
        "a\r\nb",
        "AT&T",
        "C++和C#",
        "WES-5.4.5",
        "3.6.3%%",
        "_a-",
        "-",
        "a--b",
        "%5",
        "γ射线",
        "鿖鿕龥",
        "一\u{9FD6}一",
        "\u{20000}\u{20001}a.b\u{20000}",
        "卡拉OKok",
        "T恤b-c博士后",
        "éa.b",
        "a\u{301}.b",
        "㐀㐁x_1%y",
        "豈更車",
        "0.5个百分点",
        "www.gov.cn",
        "１２３",
        "路演路演",
        "耀蘄耀耀",
    ] {
        compare(text);
        compare(&text.repeat(7));
    }
}

/// One line of words of the list, with a sign between them now and then. The numbers are xorshift's.
fn line_of_words(state: &mut u64) -> String {
    let mut next = |below: usize| {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        (*state % below as u64) as usize
    };
    let mut line = String::new();
    for _ in 0..=next(40) {
        line.push_str(&list()[next(list().len())].0);
        match next(12) {
            0 => line.push(['，', '。', ' ', '、', '-', '.', '%', '的', '了'][next(9)]),
            1 => write!(line, "{}", next(3000)).unwrap(),
            _ => {}
        }
    }
    line
}

#[test]
fn text_of_listed_words_falls_into_the_same_tokens() {
    let lines = std::env::var("DAFU_WORDS_LINES").ok().and_then(|lines| lines.parse().ok()).unwrap_or(2000);
    let mut state = 0x9E37_79B9_7F4A_7C15;
    for _ in 0..lines {
        compare(&line_of_words(&mut state));
    }
}

/// A piece of text: something of every class that is treated in its own way.
fn piece() -> impl Strategy<Value = String> {
    let listed = any::<Index>().prop_map(|index| index.get(list()).0.clone());
    let begun = (any::<Index>(), 1..4usize)
        .prop_map(|(index, length)| index.get(list()).0.chars().take(length).collect::<String>());
    prop_oneof![
        6 => listed,
        2 => begun,
        3 => "[\u{4E00}-\u{9FFF}]{1,6}",
        1 => "[\u{9FD0}-\u{A000}]{1,4}",
        1 => "[\u{3400}-\u{4DBF}\u{F900}-\u{FAFF}]{1,3}",
        1 => "[\u{20000}-\u{20010}\u{2A6D8}-\u{2A708}\u{2EBE8}-\u{2EBF8}\u{2F800}-\u{2FA20}\u{30000}]{1,3}",
        2 => "[a-zA-Z]{1,6}",
        2 => "[0-9]{1,5}",
        3 => "[-._%+#&]{1,2}",
        1 => "[，。！？；：、“”《》（）—…·,!?;:()/'\"@*=~^$|<>\\\\]{1,2}",
        1 => select(vec!["😀", "👨‍👩‍👧", "🇨🇳", "①", "㎡", "Ⅳ", "０", "Ａ", "é", "ß", "Я", "ก", "\u{0}", "\u{FEFF}"])
            .prop_map(str::to_owned),
        1 => "[ぁ-んァ-ヴ]{1,3}",
        1 => "[가-힣]{1,3}",
        1 => "[\u{300}-\u{36F}\u{3099}\u{FE0F}\u{E0100}]{1,2}",
        1 => "[ \t\r\n\u{A0}\u{3000}]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #[test]
    fn random_text_falls_into_the_same_tokens(pieces in prop::collection::vec(piece(), 0..40)) {
        compare(&pieces.concat());
    }
}
