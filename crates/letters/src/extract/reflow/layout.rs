//! How a letter is laid out on paper: which marks end a line, open and close brackets.
//!
//! In and out: characters as written, in every width and script that files have. What the words of a line mean is
//! read by `forms` from its canonical form.

/// Punctuation that ends a sentence.
pub const SENTENCE_ENDS: &[char] = &['。', '！', '？', '!', '?', '…', '｡', '．'];
/// Punctuation that a sentence never ends with.
pub const COMMAS: &[char] = &['，', '、', ',', '､', '﹐', '﹑'];
/// Semicolons.
pub const SEMICOLONS: &[char] = &['；', ';', '﹔'];
/// Colons.
pub const COLONS: &[char] = &['：', ':', '﹕', '︰'];
/// Brackets and quotes that open, each above the one that closes it.
pub const OPENERS: &str = "（(《〈“‘「『【〔［[｛{﹝〖";
/// Brackets and quotes that close, in the order of [`OPENERS`].
pub const CLOSERS: &str = "）)》〉”’」』】〕］]｝}﹞〗";
/// Other characters that never begin a line.
pub const NEVER_FIRST: &str = "·—～%％℃°";
/// Marks that Latin fonts have too, narrower than Chinese ones.
pub const EITHER_WIDTH: &str = "“”‘’—…·×℃□☑";
/// What a figure at a line's end goes on with at the next line's start.
pub const NUMBER_TAILS: &str = "号號年万萬亿億%％‰";
/// Brackets around a label that text follows.
pub const BOX: (char, char) = ('【', '】');
