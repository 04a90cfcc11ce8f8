//! How a letter is laid out on paper: which marks end a line, open and close brackets.
//!
//! In and out: characters as written, in every width and script that files have. What the words of a line mean is
//! read by `forms` from its canonical form.

/// Punctuation that ends a sentence.
pub(crate) const SENTENCE_ENDS: &[char] = &['。', '！', '？', '!', '?', '…', '｡', '．'];
/// Punctuation that a sentence never ends with.
pub(crate) const COMMAS: &[char] = &['，', '、', ',', '､', '﹐', '﹑'];
/// Semicolons.
pub(crate) const SEMICOLONS: &[char] = &['；', ';', '﹔'];
/// Colons.
pub(crate) const COLONS: &[char] = &['：', ':', '﹕', '︰'];
/// Brackets and quotes that open, each above the one that closes it.
pub(crate) const OPENERS: &str = "（(《〈“‘「『【〔［[｛{﹝〖";
/// Brackets and quotes that close, in the order of [`OPENERS`].
pub(crate) const CLOSERS: &str = "）)》〉”’」』】〕］]｝}﹞〗";
/// Other characters that never begin a line.
pub(crate) const NEVER_FIRST: &str = "·—～%％℃°";
/// Marks that Latin fonts have too, narrower than Chinese ones.
pub(crate) const EITHER_WIDTH: &str = "“”‘’—…·×℃□☑";
/// What a figure at a line's end goes on with at the next line's start.
pub(crate) const NUMBER_TAILS: &str = "号號年万萬亿億%％‰";
/// Brackets around a label that text follows.
pub(crate) const BOX: (char, char) = ('【', '】');
