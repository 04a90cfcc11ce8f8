//! The `dafu` command.

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    match dafu::archive::child::run(&args, &mut std::io::stdout()) {
        Some(Ok(code)) => ExitCode::from(code),
        Some(Err(_)) => ExitCode::from(2),
        None => ExitCode::SUCCESS,
    }
}
