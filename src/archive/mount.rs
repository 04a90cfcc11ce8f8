//! Whether an archive lies where locks and syncs cannot be trusted.
//!
//! In: a directory. Out: the name of its network file system, if it is on one. Only Linux tells; elsewhere, nothing.

use std::path::Path;

/// File systems that other machines hold.
const NETWORK: [&str; 14] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "fuse.glusterfs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "beegfs",
];

/// The network file system that `dir` (canonical) lies on.
pub fn network(dir: &Path) -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let mounts = fs_err::read("/proc/self/mountinfo").ok()?;
    of(&String::from_utf8_lossy(&mounts), dir)
}

/// Finds the innermost mount that holds `dir` in the lines of mountinfo:
/// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`.
fn of(mounts: &str, dir: &Path) -> Option<String> {
    let mounts = mounts.lines().filter_map(|line| {
        let (mount, kind) = line.split_once(" - ")?;
        let point = mount.split(' ').nth(4)?.replace("\\040", " ");
        dir.starts_with(&point).then(|| (point.len(), kind.split(' ').next().unwrap_or("")))
    });
    // Of two mounts on one point the later one is seen.
    let (_, kind) = mounts.enumerate().max_by_key(|(at, (length, _))| (*length, *at))?.1;
    NETWORK.contains(&kind).then(|| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_counts() {
        let mounts = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
                      40 22 0:41 / /mnt/my\\040share rw shared:7 - nfs4 server:/x rw\n\
                      41 40 8:2 / /mnt/my\\040share/local rw - xfs /dev/sdb rw\n";
        assert_eq!(of(mounts, Path::new("/mnt/my share/a/.dafu")), Some("nfs4".to_owned()));
        assert_eq!(of(mounts, Path::new("/mnt/my share/local/.dafu")), None);
        assert_eq!(of(mounts, Path::new("/home/.dafu")), None);
    }
}
