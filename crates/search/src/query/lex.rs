//! Cuts a query into words, before anything is folded.
//!
//! In: the query as typed. Out: [`QueryWord`]s. Only white space and ，。；！？、 separate; quotes hold together.

/// A word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// As typed, without the quotes around it and without the leading minus.
    pub text: String,
    /// Stood in quotes.
    pub quoted: bool,
    /// Had a minus before it.
    pub minus: bool,
    /// The field name before a colon, as typed, when the word has the form `name:value`.
    pub prefix: Option<String>,
}

/// True for what stands between words.
fn separates(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '，' | '。' | '；' | '！' | '？' | '、')
}

/// The closing quotes that may end a phrase opened with `open`.
fn closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '"' | '＂' | '“' | '”' | '〝' => &['"', '＂', '”', '“', '〞'],
        '\'' | '＇' | '‘' | '’' => &['\'', '＇', '’', '‘'],
        '「' => &['」'],
        '『' => &['』'],
        _ => return None,
    })
}

/// Cuts `query` into words; `is_field` tells which names may stand before a colon.
pub(crate) fn words(query: &str, is_field: impl Fn(&str) -> bool) -> (Vec<QueryWord>, bool) {
    let chars: Vec<char> = query.chars().collect();
    let mut words = Vec::new();
    let mut unclosed = false;
    let mut at = 0;
    while at < chars.len() {
        if separates(chars[at]) {
            at += 1;
            continue;
        }
        let minus = matches!(chars[at], '-' | '－')
            && chars.get(at + 1).is_some_and(|&next| !separates(next) && !matches!(next, '-' | '－'));
        if minus {
            at += 1;
        }
        let prefix = prefix(&chars[at..]).filter(|name| is_field(name));
        if let Some(name) = &prefix {
            at += name.chars().count() + 1;
        }
        let (text, quoted, next) = match quoted(&chars, at) {
            Some((text, next)) => (text, true, next),
            None => {
                let end = (at..chars.len()).find(|&i| separates(chars[i])).unwrap_or(chars.len());
                unclosed |= at < end && is_unclosed(&chars[at..end]);
                (chars[at..end].iter().collect(), false, end)
            }
        };
        at = next;
        words.push(QueryWord { text, quoted, minus, prefix });
    }
    (words, unclosed)
}

/// True for a word that begins with a quotation mark whose partner does not stand in it.
fn is_unclosed(word: &[char]) -> bool {
    closers(word[0]).is_some_and(|closers| !word[1..].iter().any(|c| closers.contains(c)))
}

/// The name before the first colon of the word that `chars` begins with.
fn prefix(chars: &[char]) -> Option<String> {
    let colon = chars.iter().take(20).position(|&c| separates(c) || matches!(c, ':' | '：'))?;
    (colon > 0 && !separates(chars[colon])).then(|| chars[..colon].iter().collect())
}

/// The phrase that opens at `at`, and where the query goes on after it.
///
/// A quotation that stands inside running text (“破茧成蝶”行动) is no phrase: the whole stays one literal, for folding
/// drops the quotes. It is a phrase all the same if it holds a separator.
fn quoted(chars: &[char], at: usize) -> Option<(String, usize)> {
    let closers = closers(*chars.get(at)?)?;
    let close = (at + 1..chars.len()).find(|&i| closers.contains(&chars[i]))?;
    let inner = &chars[at + 1..close];
    let ends = chars.get(close + 1).is_none_or(|&c| separates(c));
    (ends || inner.iter().any(|&c| separates(c))).then(|| (inner.iter().collect(), close + 1))
}
