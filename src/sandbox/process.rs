//! A child process from its start to its end.
//!
//! In: a program, its arguments, bytes for its standard input. Out: what it wrote, or why that cannot be had. When its
//! time is over its whole process group is killed; whatever it does, this returns within the time limit and a moment.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::sandbox::failure::{Cause, Failure};
use crate::sandbox::limits::Limits;
use dafu_words::message;
use dafu_words::system;

/// Bytes of complaint that are read.
const COMPLAINT: u64 = 4096;
/// How long is waited for the complaint of a process that has ended.
const MOMENT: Duration = Duration::from_millis(500);
/// What Rust's own run time writes before it ends a process that got no memory; no exit code tells it.
const NO_MEMORY: [&str; 2] = ["memory allocation", "capacity overflow"];
/// How often an ended process is looked for.
const LOOK: Duration = Duration::from_millis(1);

/// Runs `program` with `arguments` and the limits, which it keeps by itself.
pub(super) fn run(
    program: &Path,
    arguments: &[&str],
    input: &[u8],
    limits: &Limits,
) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new(program);
    command.args(arguments).args(limits.arguments()).env_clear();
    within(command, input, limits)
}

/// Runs a command that binds itself to the limits; the time limit is kept here.
pub(super) fn within(mut command: Command, input: &[u8], limits: &Limits) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(Cause::ReaderFailed, message!("fault_no_process", cause = system::message(&error)))
    };
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    own_group(&mut command);
    let mut child = command.spawn().map_err(failed)?;
    let deadline = Instant::now() + limits.wall;
    // An answer is no longer than all that may be unpacked, and what is said about it.
    let most = limits.caps.expanded.saturating_mul(2).saturating_add(16 << 20);
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // No thread is waited for: a process that left the group outlives the others and may hold the pipes.
    let (send, receive) = channel();
    let (say, said) = channel();
    let input = input.to_vec();
    std::thread::spawn(move || {
        // A child that does not read to the end has its reasons; they are told by its answer.
        if let Some(mut stdin) = stdin {
            let _ = stdin.write_all(&input);
        }
    });
    std::thread::spawn(move || {
        let mut complaint = Vec::new();
        if let Some(mut stderr) = stderr {
            let _ = stderr.by_ref().take(COMPLAINT).read_to_end(&mut complaint);
            let _ = say.send(String::from_utf8_lossy(&complaint).into_owned());
            let _ = std::io::copy(&mut stderr, &mut std::io::sink());
        }
    });
    std::thread::spawn(move || {
        let mut answer = Vec::new();
        let read = match stdout {
            Some(stdout) => stdout.take(most).read_to_end(&mut answer),
            None => Ok(0),
        };
        let _ = send.send(read.map(|_| answer));
    });
    let answer = receive.recv_timeout(deadline.saturating_duration_since(Instant::now()));
    let status = match answer {
        Ok(_) => until(&mut child, deadline),
        Err(_) => None,
    };
    kill(&mut child);
    let Some(status) = status else {
        let _ = child.wait();
        let seconds = limits.wall.as_secs_f64().to_string();
        return Err(Failure::new(Cause::Limits, message!("fault_time", seconds = seconds)));
    };
    let answer = answer.ok().and_then(Result::ok).unwrap_or_default();
    if status.success() {
        return Ok(answer);
    }
    let complaint = said.recv_timeout(MOMENT).unwrap_or_default();
    Err(death(status, &complaint, limits))
}

/// The child's status once it has ended; none when it has not by the deadline.
fn until(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(LOOK),
            _ => return None,
        }
    }
}

/// What a child died of.
fn death(status: ExitStatus, complaint: &str, limits: &Limits) -> Failure {
    if NO_MEMORY.iter().any(|words| complaint.contains(words)) {
        return Failure::new(Cause::Limits, message!("fault_memory", mib = limits.memory >> 20));
    }
    if is_out_of_time(status) {
        return Failure::new(Cause::Limits, message!("fault_computing", seconds = limits.cpu));
    }
    let said = complaint.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words = format!("{status} {said}");
    Failure::new(Cause::ReaderFailed, message!("fault_reader_ended", words = words.trim()))
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// Kills the child and all that it started.
#[cfg(unix)]
fn kill(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // The group is gone when all of it has ended.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Kills the child.
#[cfg(not(unix))]
fn kill(child: &mut Child) {
    let _ = child.kill();
}

#[cfg(unix)]
fn is_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    // The kernel sends SIGXCPU at the soft limit and SIGKILL at the hard one.
    status.signal().is_some_and(|signal| signal == rustix::process::Signal::XCPU.as_raw() || signal == 9)
}

#[cfg(not(unix))]
fn is_out_of_time(_: ExitStatus) -> bool {
    false
}
