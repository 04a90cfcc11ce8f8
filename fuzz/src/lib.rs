//! What the fuzz targets run: the bodies, which the tests of the package run too.

pub mod bodies;
#[allow(dead_code, reason = "the tests of the package make more of it")]
#[path = "../../tests/it/hostile/pack.rs"]
mod pack;
