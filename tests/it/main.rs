//! One test binary, a module a feature.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]
#![allow(clippy::print_stdout, reason = "tests print what they measured")]
#![allow(missing_docs, reason = "the names of tests are sentences")]

mod archive;
mod archive_durable;
mod archive_identity;
mod archive_versions;
mod backends;
mod bundles;
mod catalogue;
mod clauses;
mod cli;
mod cut;
mod damage;
mod extract;
mod files;
mod formats;
mod fuzz;
mod gold;
mod hostile;
mod json;
mod kill;
mod language;
mod letters;
mod parse;
mod private;
mod ranking;
mod readme;
mod recall;
mod reflow;
mod search;
mod sentences;
mod subject;
mod tidy;
mod versions;
mod told;
