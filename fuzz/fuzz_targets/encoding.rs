//! Runs the body `encoding` on what the fuzzer comes up with.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dafu_fuzz::bodies::encoding(data));
