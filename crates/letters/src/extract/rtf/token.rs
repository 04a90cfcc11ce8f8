//! The tokens of rich text.
//!
//! In: bytes. Out: groups that open and close, control words with their numbers, and runs of bytes. Line ends mean
//! nothing, and data of a stated length are passed over.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RtfToken<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word12`
    Word(&'a str, Option<i32>),
    /// `\~` and the like.
    Symbol(u8),
    /// `\'b4`
    Hex(u8),
    /// Bytes that stand for themselves.
    Bytes(&'a [u8]),
}

/// Letters of a control word and digits of its number at most.
const LONGEST_WORD: usize = 32;
const LONGEST_NUMBER: usize = 11;

/// What is left to be read.
pub(super) struct RtfTokens<'a> {
    rest: &'a [u8],
}

impl<'a> RtfTokens<'a> {
    /// The tokens of `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> RtfTokens<'a> {
        RtfTokens { rest: bytes }
    }

    /// The next token. Where text is in double bytes, the second byte of a character may look like a brace.
    pub(super) fn next(&mut self, in_double_bytes: bool) -> Option<RtfToken<'a>> {
        loop {
            let (&first, after) = self.rest.split_first()?;
            match first {
                b'{' => return self.found(after, RtfToken::Open),
                b'}' => return self.found(after, RtfToken::Close),
                b'\r' | b'\n' | 0 => self.rest = after,
                b'\\' => match self.control(after) {
                    Some(token) => return Some(token),
                    None => continue,
                },
                _ => {
                    let (run, after) = self.rest.split_at(run(self.rest, in_double_bytes));
                    return self.found(after, RtfToken::Bytes(run));
                }
            }
        }
    }

    fn found(&mut self, rest: &'a [u8], token: RtfToken<'a>) -> Option<RtfToken<'a>> {
        self.rest = rest;
        Some(token)
    }

    /// What follows a backslash; nothing for data that were passed over, or at the end.
    fn control(&mut self, rest: &'a [u8]) -> Option<RtfToken<'a>> {
        let letters = rest.iter().take(LONGEST_WORD).take_while(|b| b.is_ascii_alphabetic()).count();
        let (word, after) = rest.split_at_checked(letters)?;
        let Some(word) = std::str::from_utf8(word).ok().filter(|word| !word.is_empty()) else {
            return self.symbol(rest);
        };
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits = after.iter().skip(sign).take(LONGEST_NUMBER).take_while(|b| b.is_ascii_digit()).count();
        let (number, mut after) = if digits == 0 { (&[][..], after) } else { after.split_at(sign + digits) };
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse::<i64>().ok());
        let number = number.map(|n| n.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        if after.first() == Some(&b' ') {
            after = after.get(1..).unwrap_or_default();
        }
        if word == "bin" {
            let length = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            self.rest = after.get(length..).unwrap_or_default();
            return None;
        }
        self.found(after, RtfToken::Word(word, number))
    }

    fn symbol(&mut self, rest: &'a [u8]) -> Option<RtfToken<'a>> {
        let Some((&symbol, after)) = rest.split_first() else {
            self.rest = rest;
            return None;
        };
        let digit = |at: usize| after.get(at).and_then(|&b| char::from(b).to_digit(16));
        if symbol == b'\''
            && let (Some(high), Some(low)) = (digit(0), digit(1))
        {
            let byte = u8::try_from(16 * high + low).unwrap_or_default();
            return self.found(after.get(2..).unwrap_or_default(), RtfToken::Hex(byte));
        }
        self.found(after, RtfToken::Symbol(symbol))
    }
}

/// Length of the run of bytes at the beginning of `rest`, which is not empty.
fn run(rest: &[u8], in_double_bytes: bool) -> usize {
    let mut at = 0;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0 => break,
            0x81..=0xFE if in_double_bytes && rest.get(at + 1).is_some_and(|&b| b >= 0x40) => at += 2,
            _ => at += 1,
        }
    }
    at.clamp(1, rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(bytes: &[u8], double: bool) -> Vec<RtfToken<'_>> {
        let mut tokens = RtfTokens::new(bytes);
        std::iter::from_fn(|| tokens.next(double)).collect()
    }

    #[test]
    fn words_numbers_and_bytes_are_told_apart() {
        use RtfToken::{Bytes, Close, Hex, Open, Symbol, Word};
        assert_eq!(
            tokens(b"{\\b0 a\r\nb\\u-10\\'B4\\~\\par}", false),
            [
                Open,
                Word("b", Some(0)),
                Bytes(b"a"),
                Bytes(b"b"),
                Word("u", Some(-10)),
                Hex(0xB4),
                Symbol(b'~'),
                Word("par", None),
                Close
            ]
        );
    }

    #[test]
    fn data_are_passed_over_and_second_bytes_are_no_braces() {
        assert_eq!(tokens(b"\\bin3 }}}a", false), [RtfToken::Bytes(b"a")]);
        assert_eq!(tokens(b"\\bin999999999999", false), []);
        assert_eq!(tokens(b"\x81}\x81\\", true), [RtfToken::Bytes(b"\x81}\x81\\")]);
        assert_eq!(tokens(b"\\", true), []);
    }
}
