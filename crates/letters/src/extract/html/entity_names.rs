//! Names of character references.
//!
//! Nothing comes in; out go tables. The names are those of HTML 4 and some of HTML 5 for characters that Chinese pages use.

/// Names of the characters from U+00A0 to U+00FF, in order.
#[rustfmt::skip]
pub(super) const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil",
    "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde",
    "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc",
    "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave",
    "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml",
    "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml",
    "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute",
    "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// Names that are understood without their semicolon, besides those of [`LATIN`].
pub(super) const SEMICOLON_OPTIONAL: &[&str] = &["amp", "AMP", "lt", "LT", "gt", "GT", "quot", "QUOT"];

/// The other names, the characters in order.
#[rustfmt::skip]
pub(super) const NAMES: &[(&[&str], char)] = &[
    (&["Tab"], '\t'), (&["NewLine"], '\n'), (&["excl"], '!'), (&["QUOT", "quot"], '"'), (&["num"], '#'),
    (&["dollar"], '$'), (&["percnt"], '%'), (&["AMP", "amp"], '&'), (&["apos"], '\''), (&["lpar"], '('),
    (&["rpar"], ')'), (&["ast"], '*'), (&["plus"], '+'), (&["comma"], ','), (&["period"], '.'),
    (&["sol"], '/'), (&["colon"], ':'), (&["semi"], ';'), (&["LT", "lt"], '<'), (&["equals"], '='),
    (&["GT", "gt"], '>'), (&["quest"], '?'), (&["commat"], '@'), (&["lbrack", "lsqb"], '['),
    (&["bsol"], '\\'), (&["rbrack", "rsqb"], ']'), (&["lowbar"], '_'), (&["grave"], '`'),
    (&["lbrace", "lcub"], '{'), (&["verbar", "vert"], '|'), (&["rbrace", "rcub"], '}'), (&["OElig"], 'Œ'),
    (&["oelig"], 'œ'), (&["Scaron"], 'Š'), (&["scaron"], 'š'), (&["Yuml"], 'Ÿ'), (&["fnof"], 'ƒ'),
    (&["circ"], 'ˆ'), (&["tilde"], '˜'), (&["Alpha"], 'Α'), (&["Beta"], 'Β'), (&["Gamma"], 'Γ'),
    (&["Delta"], 'Δ'), (&["Epsilon"], 'Ε'), (&["Zeta"], 'Ζ'), (&["Eta"], 'Η'), (&["Theta"], 'Θ'),
    (&["Iota"], 'Ι'), (&["Kappa"], 'Κ'), (&["Lambda"], 'Λ'), (&["Mu"], 'Μ'), (&["Nu"], 'Ν'), (&["Xi"], 'Ξ'),
    (&["Omicron"], 'Ο'), (&["Pi"], 'Π'), (&["Rho"], 'Ρ'), (&["Sigma"], 'Σ'), (&["Tau"], 'Τ'),
    (&["Upsilon"], 'Υ'), (&["Phi"], 'Φ'), (&["Chi"], 'Χ'), (&["Psi"], 'Ψ'), (&["Omega"], 'Ω'),
    (&["alpha"], 'α'), (&["beta"], 'β'), (&["gamma"], 'γ'), (&["delta"], 'δ'), (&["epsilon"], 'ε'),
    (&["zeta"], 'ζ'), (&["eta"], 'η'), (&["theta"], 'θ'), (&["iota"], 'ι'), (&["kappa"], 'κ'),
    (&["lambda"], 'λ'), (&["mu"], 'μ'), (&["nu"], 'ν'), (&["xi"], 'ξ'), (&["omicron"], 'ο'), (&["pi"], 'π'),
    (&["rho"], 'ρ'), (&["sigmaf"], 'ς'), (&["sigma"], 'σ'), (&["tau"], 'τ'), (&["upsilon"], 'υ'),
    (&["phi"], 'φ'), (&["chi"], 'χ'), (&["psi"], 'ψ'), (&["omega"], 'ω'), (&["thetasym"], 'ϑ'),
    (&["upsih"], 'ϒ'), (&["piv"], 'ϖ'), (&["ensp"], '\u{2002}'), (&["emsp"], '\u{2003}'),
    (&["emsp13"], '\u{2004}'), (&["emsp14"], '\u{2005}'), (&["numsp"], '\u{2007}'),
    (&["puncsp"], '\u{2008}'), (&["thinsp"], '\u{2009}'), (&["hairsp"], '\u{200A}'),
    (&["zwnj"], '\u{200C}'), (&["zwj"], '\u{200D}'), (&["lrm"], '\u{200E}'), (&["rlm"], '\u{200F}'),
    (&["dash", "hyphen"], '‐'), (&["ndash"], '–'), (&["mdash"], '—'), (&["horbar"], '―'), (&["lsquo"], '‘'),
    (&["rsquo"], '’'), (&["sbquo"], '‚'), (&["ldquo"], '“'), (&["rdquo"], '”'), (&["bdquo"], '„'),
    (&["dagger"], '†'), (&["Dagger"], '‡'), (&["bull"], '•'), (&["nldr"], '‥'), (&["hellip"], '…'),
    (&["permil"], '‰'), (&["prime"], '′'), (&["Prime"], '″'), (&["lsaquo"], '‹'), (&["rsaquo"], '›'),
    (&["oline"], '‾'), (&["frasl"], '⁄'), (&["euro"], '€'), (&["image"], 'ℑ'), (&["numero"], '№'),
    (&["weierp"], '℘'), (&["real"], 'ℜ'), (&["trade"], '™'), (&["alefsym"], 'ℵ'), (&["larr"], '←'),
    (&["uarr"], '↑'), (&["rarr"], '→'), (&["darr"], '↓'), (&["harr"], '↔'), (&["crarr"], '↵'),
    (&["lArr"], '⇐'), (&["uArr"], '⇑'), (&["rArr"], '⇒'), (&["dArr"], '⇓'), (&["hArr"], '⇔'),
    (&["forall"], '∀'), (&["part"], '∂'), (&["exist"], '∃'), (&["empty"], '∅'), (&["nabla"], '∇'),
    (&["isin"], '∈'), (&["notin"], '∉'), (&["ni"], '∋'), (&["prod"], '∏'), (&["sum"], '∑'),
    (&["minus"], '−'), (&["setminus"], '∖'), (&["lowast"], '∗'), (&["radic"], '√'), (&["prop"], '∝'),
    (&["infin"], '∞'), (&["ang"], '∠'), (&["and"], '∧'), (&["or"], '∨'), (&["cap"], '∩'), (&["cup"], '∪'),
    (&["int"], '∫'), (&["there4"], '∴'), (&["sim"], '∼'), (&["cong"], '≅'), (&["asymp"], '≈'),
    (&["ne"], '≠'), (&["equiv"], '≡'), (&["le"], '≤'), (&["ge"], '≥'), (&["sub"], '⊂'), (&["sup"], '⊃'),
    (&["nsub"], '⊄'), (&["sube"], '⊆'), (&["supe"], '⊇'), (&["oplus"], '⊕'), (&["otimes"], '⊗'),
    (&["perp"], '⊥'), (&["sdot"], '⋅'), (&["lceil"], '⌈'), (&["rceil"], '⌉'), (&["lfloor"], '⌊'),
    (&["rfloor"], '⌋'), (&["lang"], '〈'), (&["rang"], '〉'), (&["squ", "square"], '□'), (&["loz"], '◊'),
    (&["cir"], '○'), (&["starf"], '★'), (&["star"], '☆'), (&["spades"], '♠'), (&["clubs"], '♣'),
    (&["hearts"], '♥'), (&["diams"], '♦'), (&["check"], '✓'), (&["cross"], '✗'), (&["les"], '⩽'),
    (&["ges"], '⩾'),
];
