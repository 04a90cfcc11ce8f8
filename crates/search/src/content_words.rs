//! The words of a query that say what is sought.
//!
//! In: a folded text. Out: its words without those that carry no content of their own. How words are matched is not
//! told here.

use dafu_words::words;

/// Words that carry no content of their own in a query: dropped where words, not literals, are matched.
#[rustfmt::skip]
const FUNCTION_WORDS: &[&str] = &[
    "的", "了", "和", "与", "及", "或", "在", "对", "为", "是", "有", "把", "被", "将", "从", "到", "由",
    "以", "于", "等", "中", "上", "下", "不", "也", "都", "就", "而", "并", "且", "其", "之", "所", "个",
    "这", "那", "您", "你", "我", "们", "我们", "你们", "如何", "怎么", "怎样", "什么", "哪些", "多少",
    "是否", "有没有", "关于", "对于", "以及", "吗", "呢", "啊", "吧", "着", "过", "地", "得", "一个",
    "进行", "问题", "情况", "方面", "the", "of", "a", "an", "in", "to", "and", "or", "for", "on", "is",
    "are", "what", "how", "which",
];

/// The content words of a folded text, in order, each once.
pub(crate) fn content_words(folded: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words::plain_words(folded) {
        if !FUNCTION_WORDS.contains(&word.text) && !found.iter().any(|known| known == word.text) {
            found.push(word.text.to_owned());
        }
    }
    found
}

/// True for words of two and more characters that are no numbers.
pub(crate) fn is_telling(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic)
}
