//! Child processes that misbehave, and whether any is left.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use dafu::language::Language;
use dafu::sandbox::{Cause, Limits, Reader};

use super::{GRACE, INPUT, limits};

/// No process bears our mark, and no ended child waits to be collected.
pub fn assert_none_left() {
    if !cfg!(target_os = "linux") {
        return;
    }
    // Other tests have children of their own that come and go; what stays was forgotten.
    let deadline = Instant::now() + Duration::from_secs(10);
    let mut left = left();
    while !left.is_empty() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(200));
        let still = self::left();
        left.retain(|process| still.contains(process));
    }
    assert!(left.is_empty(), "processes are left: {left:?}");
}

/// Processes with our mark on the command line, and ended children of this process.
fn left() -> Vec<String> {
    let mark = format!("input={INPUT}");
    let own = std::process::id().to_string();
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        let read = |name: &str| std::fs::read(entry.path().join(name)).unwrap_or_default();
        let command = String::from_utf8_lossy(&read("cmdline")).replace('\0', " ");
        let status = String::from_utf8_lossy(&read("stat")).into_owned();
        let mut fields = status.rsplit(") ").next().unwrap_or_default().split(' ');
        let is_zombie = fields.next() == Some("Z") && fields.next() == Some(own.as_str());
        if command.contains(&mark) || is_zombie {
            found.push(format!("{} {command}", entry.file_name().to_string_lossy()));
        }
    }
    found
}

/// A script that stands for dafu. Another process writes it: a file that this one has open cannot be run, and any test
/// may be starting a process right now, which inherits what is open.
fn script(folder: &Path, body: &str) -> PathBuf {
    let path = folder.join("program");
    let write = "printf '#!/bin/sh\\n%s\\n' \"$2\" > \"$1\" && chmod 755 \"$1\"";
    let status = Command::new("/bin/sh").args(["-c", write, "sh"]).arg(&path).arg(body).status().unwrap();
    assert!(status.success());
    path
}

const RTF: &[u8] = b"{\\rtf1 x}";

/// What a reader says whose child runs `body`, and after what time.
fn fails(body: &str, limits: Limits) -> (Cause, String, Duration) {
    let folder = tempfile::tempdir().unwrap();
    let program = script(folder.path(), &body.replace("DAFU", env!("CARGO_BIN_EXE_dafu")));
    let start = Instant::now();
    let failure = Reader { program: Some(program), limits, ocr: false }.read(RTF).unwrap_err();
    (failure.cause, Language::English.say(&failure.detail), start.elapsed())
}

#[cfg(unix)]
#[test]
fn a_child_that_sleeps_is_killed_with_all_it_started() {
    let limits = Limits { wall: Duration::from_secs(1), ..limits() };
    for body in [
        "exec DAFU __limited \"$@\" -- /bin/sleep 100",
        // The children hold the pipes, or have closed them.
        "/bin/sleep 100 & /bin/sleep 100 & wait",
        "/bin/sleep 100 >/dev/null 2>&1 & exec >/dev/null; /bin/sleep 100",
        "trap '' TERM INT HUP XCPU; while :; do /bin/sleep 100; done",
        "/bin/sleep 100 & exit 0",
        // One that has left the group cannot be killed with it; it is not waited for.
        "setsid /bin/sleep 4 & exit 0",
        "setsid /bin/sleep 4 & /bin/sleep 100",
    ] {
        let (cause, detail, time) = fails(body, limits);
        assert_eq!((cause, detail.as_str()), (Cause::Limits, "not done after 1 s"), "{body}");
        assert!(time < limits.wall + GRACE, "{body}: {time:?}");
    }
    assert_none_left();
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_eats_time_or_memory_ends_at_its_limit() {
    let busy = "exec DAFU __limited \"$@\" -- /bin/sh -c 'while :; do :; done'";
    let (cause, detail, time) = fails(busy, Limits { cpu: 1, wall: Duration::from_secs(20), ..limits() });
    assert_eq!((cause, detail.as_str()), (Cause::Limits, "more than 1 s of computing"));
    assert!(time < Duration::from_secs(15), "{time:?}");
    // Twenty mebibytes hold the program, and not what a large file unpacks to.
    let text = "答复".repeat(5 << 20);
    let mut packed = super::pack::gzip(text.as_bytes());
    packed.extend(super::pack::gzip("答复如下".as_bytes()));
    let caps = dafu_letters::extract::Caps { ratio: u64::MAX, ..Default::default() };
    let reader = |memory| Reader {
        program: Some(env!("CARGO_BIN_EXE_dafu").into()),
        limits: Limits { memory, caps, cpu: 60, wall: Duration::from_secs(60), ..limits() },
        ocr: false,
    };
    let failure = reader(64 << 20).read(&packed).unwrap_err();
    assert_eq!(
        (failure.cause, failure.detail.to_string()),
        (Cause::Limits, "fault_memory {mib: 64}".to_owned())
    );
    assert_none_left();
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_can_write_no_file_and_open_few() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("written");
    let body = format!("exec DAFU __limited \"$@\" -- /bin/sh -c 'echo x > {}'", target.display());
    let (cause, _, _) = fails(&body, limits());
    assert_eq!(cause, Cause::ReaderFailed);
    assert!(target.metadata().map_or(0, |metadata| metadata.len()) == 0);
}

#[test]
fn a_missing_program_is_a_clear_failure() {
    for program in ["/nowhere/dafu", "/", ""] {
        let reader = Reader { program: Some(program.into()), limits: limits(), ocr: false };
        let failure = reader.read(RTF).unwrap_err();
        assert_eq!(failure.cause, Cause::ReaderFailed);
        assert!(failure.detail.code == "fault_no_process", "{}", failure.detail);
        assert!(reader.unpack(b"PK\x05\x06").is_err());
        assert!(reader.read("某代表：\n您好。".as_bytes()).is_ok(), "plain text needs no process");
    }
}

#[cfg(unix)]
#[test]
fn a_garbled_answer_is_a_failure_of_the_reader() {
    for body in [
        "exit 0",
        "exit 7",
        "kill -SEGV $$",
        "echo",
        "echo '{}'",
        "echo '\"End\"'",
        "echo '{\"Text\":{\"length\":99999999999,\"format\":\"pdf\",\"encoding\":\"\",\"lines\":[],\"notes\":[],\"fields\":[],\"unread_pages\":[]}}'",
        "echo '{\"Text\":{\"length\":1,\"format\":\"nothing\",\"encoding\":\"\",\"lines\":[],\"notes\":[],\"fields\":[],\"unread_pages\":[]}}'; echo a",
        "echo '{\"Entry\":[1,1]}'; echo ab",
        "printf '\\377\\376\\n'",
        "printf '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['",
        "cat >/dev/null; echo broken >&2; exit 1",
    ] {
        let (cause, _, time) = fails(body, limits());
        assert_eq!(cause, Cause::ReaderFailed, "{body}");
        assert!(time < limits().wall + GRACE, "{body}: {time:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_answer_without_end_is_cut_off() {
    let caps = dafu_letters::extract::Caps { expanded: 1 << 20, ..Default::default() };
    let (cause, _, time) = fails("exec yes", Limits { caps, ..limits() });
    assert!([Cause::ReaderFailed, Cause::Limits].contains(&cause), "{cause:?}");
    assert!(time < limits().wall + GRACE, "{time:?}");
    let (cause, _, time) = fails("yes >&2", Limits { wall: Duration::from_secs(1), ..limits() });
    assert_eq!(cause, Cause::Limits);
    assert!(time < Duration::from_secs(5) + GRACE, "{time:?}");
}

/// A child that says where a text's lines begin can lie; no lie may bring the parent down. Places within a character or
/// behind the end are dropped, the rest is put in order.
#[cfg(unix)]
#[test]
fn a_lie_about_lines_brings_nothing_down() {
    let none = [(0, 0), (0, 0)];
    for (lines, read_as) in [
        ("[[5,1,1]]", none),
        ("[[1,1,1]]", none),
        ("[[18446744073709551615,0,0]]", none),
        ("[[2,9,9],[1,1,1],[2,2,2]]", none),
        ("[[4,9,9],[0,3,1]]", [(3, 3), (9, 9)]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let body = format!(
            "echo '{{\"Text\":{{\"length\":7,\"format\":\"rtf\",\"encoding\":\"\",\"lines\":{lines},\"notes\":[[\"x\",\"y\",[9,1]]],\"fields\":[[\"doc\",\"x\"]],\"unread_pages\":[0]}}}}'; printf '答\\n复'"
        );
        let program = script(folder.path(), &body);
        let read = Reader { program: Some(program), limits: limits(), ocr: false }.read(RTF);
        let text = read.unwrap_or_else(|failure| panic!("{lines}: {failure:?}")).text;
        let _ = dafu_letters::reply::parse(&text);
        let paragraphs: Vec<_> =
            text.paragraphs().iter().map(|&p| (text.slice(p), text.source_lines(p))).collect();
        assert_eq!(paragraphs, [("答", read_as[0]), ("复", read_as[1])], "{lines}");
    }
}
