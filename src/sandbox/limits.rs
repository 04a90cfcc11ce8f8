//! What a child process may take.
//!
//! In: [`Limits`], written as arguments. Out: the same, and a process bound by them. Where a system has no such limits
//! (RLIMIT_AS does nothing on macOS, nothing of it exists on Windows) the time limit of the parent and the caps that
//! readers keep by themselves still hold.

use std::ffi::OsString;
use std::time::Duration;

use dafu_letters::extract::{Caps, LARGEST};

/// Limits of a child process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Address space in bytes.
    pub memory: u64,
    /// CPU seconds.
    pub cpu: u64,
    /// Time until the process group is killed.
    pub wall: Duration,
    /// Largest input in bytes.
    pub input: u64,
    /// Open files.
    pub files: u64,
    /// Largest file that may be written, in bytes; pipes are no files.
    pub write: u64,
    /// What readers keep by themselves.
    pub caps: Caps,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            memory: 768 << 20,
            cpu: 10,
            wall: Duration::from_secs(15),
            input: LARGEST,
            files: 32,
            write: 0,
            caps: Caps::default(),
        }
    }
}

impl Limits {
    /// As arguments of a child: `name=value`.
    pub fn arguments(&self) -> Vec<OsString> {
        let numbers = [
            ("memory", self.memory),
            ("cpu", self.cpu),
            ("wall", self.wall.as_millis() as u64),
            ("input", self.input),
            ("files", self.files),
            ("write", self.write),
            ("entries", self.caps.entries as u64),
            ("expanded", self.caps.expanded),
            ("ratio", self.caps.ratio),
            ("depth", self.caps.depth as u64),
            ("pages", self.caps.pages as u64),
        ];
        numbers.iter().map(|(name, value)| format!("{name}={value}").into()).collect()
    }

    /// From a child's arguments; what is no limit is passed over.
    pub(crate) fn from_arguments(arguments: &[OsString]) -> Limits {
        let mut limits = Limits::default();
        for (name, value) in arguments.iter().filter_map(|argument| argument.to_str()?.split_once('=')) {
            let Ok(value) = value.parse::<u64>() else { continue };
            match name {
                "memory" => limits.memory = value,
                "cpu" => limits.cpu = value,
                "wall" => limits.wall = Duration::from_millis(value),
                "input" => limits.input = value,
                "files" => limits.files = value,
                "write" => limits.write = value,
                "entries" => limits.caps.entries = value as usize,
                "expanded" => limits.caps.expanded = value,
                "ratio" => limits.caps.ratio = value,
                "depth" => limits.caps.depth = value as usize,
                "pages" => limits.caps.pages = value as usize,
                _ => {}
            }
        }
        limits
    }

    /// Binds this process and those it starts.
    #[cfg(unix)]
    pub(crate) fn bind(&self) -> std::io::Result<()> {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let bounds = [
            (Resource::As, self.memory),
            (Resource::Cpu, self.cpu),
            (Resource::Nofile, self.files),
            (Resource::Fsize, self.write),
            (Resource::Core, 0),
        ];
        for (resource, most) in bounds {
            setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
        }
        Ok(())
    }

    /// Binds this process and those it starts: not on this system.
    #[cfg(not(unix))]
    pub(crate) fn bind(&self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_survive_the_command_line() {
        let limits = Limits {
            memory: 5,
            cpu: 6,
            wall: Duration::from_millis(1500),
            input: 7,
            files: 8,
            write: 9,
            caps: Caps { entries: 1, expanded: 2, ratio: 3, depth: 4, pages: 10 },
        };
        assert_eq!(Limits::from_arguments(&limits.arguments()), limits);
        assert_ne!(limits, Limits::default());
    }
}
