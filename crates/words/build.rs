//! Prepares the tables that are built into the executable, so that nothing is parsed at start-up.

use std::env;
use std::path::PathBuf;

#[path = "build/double_array.rs"]
mod double_array;
#[allow(dead_code, reason = "what reads the tables is not needed to write them")]
#[path = "src/segment/layout.rs"]
mod layout;
#[path = "build/script.rs"]
mod script;
#[path = "build/words.rs"]
mod words;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/segment/layout.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    script::write(&out);
    words::write(&out);
}
