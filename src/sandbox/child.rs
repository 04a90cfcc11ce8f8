//! What the child process does.
//!
//! In: limits as arguments, a file's bytes on standard input. Out: the answer on standard output. Nothing else is opened.

use std::ffi::OsString;
use std::io::{self, Read, Write};

use crate::sandbox::limits::Limits;
use crate::sandbox::wire;
use dafu_letters::extract;

/// The hidden subcommand that recovers a file's text.
pub const EXTRACT: &str = "__extract";
/// The hidden subcommand that takes a bundle apart.
pub const UNPACK: &str = "__unpack";
/// The hidden subcommand that runs another program within limits: `__limited LIMITS -- PROGRAM ARGUMENTS`.
pub const LIMITED: &str = "__limited";

/// Runs the hidden subcommand that `args` (without the program's name) call for; none when they call for none.
pub fn run(args: &[OsString], input: &mut dyn Read, out: &mut dyn Write) -> Option<io::Result<u8>> {
    let (name, rest) = args.split_first()?;
    match name.to_str()? {
        EXTRACT => Some(extract_from(rest, input, out)),
        UNPACK => Some(unpack_from(rest, input, out)),
        LIMITED => Some(limited(rest)),
        _ => None,
    }
}

fn bytes(limits: &Limits, input: &mut dyn Read) -> io::Result<Vec<u8>> {
    limits.bind()?;
    let mut bytes = Vec::new();
    input.take(limits.input.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn extract_from(args: &[OsString], input: &mut dyn Read, out: &mut dyn Write) -> io::Result<u8> {
    let limits = Limits::from_arguments(args);
    let bytes = bytes(&limits, input)?;
    wire::write_read(&extract::extract_within(&bytes, &limits.caps).map_err(Into::into), out)?;
    Ok(0)
}

fn unpack_from(args: &[OsString], input: &mut dyn Read, out: &mut dyn Write) -> io::Result<u8> {
    let limits = Limits::from_arguments(args);
    let bytes = bytes(&limits, input)?;
    let mut written = Ok(());
    let unpacked = extract::bundle::unpack(&bytes, &limits.caps, &mut |name, content| {
        if written.is_ok() {
            written = wire::write_entry(name, content.map_err(Into::into), out);
        }
    });
    written?;
    wire::write_end(unpacked.map_err(Into::into), out)?;
    Ok(0)
}

/// Becomes another program, bound by the limits.
#[cfg(unix)]
fn limited(args: &[OsString]) -> io::Result<u8> {
    use std::os::unix::process::CommandExt;
    let split = args.iter().position(|argument| argument == "--").unwrap_or(args.len());
    let Some((program, rest)) = args.get(split + 1..).and_then(<[_]>::split_first) else { return Ok(2) };
    Limits::from_arguments(&args[..split]).bind()?;
    Err(std::process::Command::new(program).args(rest).exec())
}

/// Runs another program: there are no limits on this system but the parent's.
#[cfg(not(unix))]
fn limited(args: &[OsString]) -> io::Result<u8> {
    let split = args.iter().position(|argument| argument == "--").unwrap_or(args.len());
    let Some((program, rest)) = args.get(split + 1..).and_then(<[_]>::split_first) else { return Ok(2) };
    let status = std::process::Command::new(program).args(rest).status()?;
    Ok(if status.success() { 0 } else { 1 })
}
