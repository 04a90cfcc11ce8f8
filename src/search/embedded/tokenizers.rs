//! The analysers of the index, as tantivy wants them.
//!
//! In: text that is already folded. Out: grams, seam grams or words with character offsets as positions.
//! All rules are `analyze`'s; this file only carries them over.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::analyze::{grams, words};
use crate::search::embedded::schema::{GRAMS, SEAMS, WORDS};
use crate::search::embedded::seam;

/// Every tokenizer of the schema under its name.
pub fn manager() -> TokenizerManager {
    // The default set is there for fields that are only stored: the engine looks their analyser up all the same.
    let manager = TokenizerManager::default();
    manager.register(GRAMS, Analyser(|folded, emit| grams::each_gram(folded, emit)));
    manager.register(SEAMS, Analyser(seam::each_gram));
    manager.register(WORDS, Analyser(word_tokens));
    manager
}

type Emit<'e> = &'e mut dyn FnMut(u32, &str);

fn word_tokens(folded: &str, emit: Emit<'_>) {
    words::each_index_word(folded, &mut |word, _| emit(word.offset, word.text));
}

/// Wraps a function that emits `(position, token)` pairs in ascending order of position.
#[derive(Clone)]
struct Analyser(fn(&str, Emit<'_>));

impl Tokenizer for Analyser {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let mut tokens = Tokens { texts: String::with_capacity(text.len() * 2), ..Tokens::default() };
        (self.0)(text, &mut |position, token| {
            tokens.texts.push_str(token);
            tokens.ends.push((position, tokens.texts.len() as u32));
        });
        tokens
    }
}

/// All tokens of one text in one buffer.
#[derive(Default)]
struct Tokens {
    texts: String,
    ends: Vec<(u32, u32)>,
    next: usize,
    start: usize,
    token: Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let Some(&(position, end)) = self.ends.get(self.next) else { return false };
        self.token.position = position as usize;
        self.token.text.clear();
        self.token.text.push_str(&self.texts[self.start..end as usize]);
        self.start = end as usize;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
