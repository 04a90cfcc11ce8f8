//! Runs the body `html` on what the fuzzer comes up with.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dafu_fuzz::bodies::html(data));
