"""Debian and PyPI packages that the peers need: what is missing is installed where that is possible."""

import os
import pathlib
import subprocess
import sys

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def succeeds(argv):
    try:
        return subprocess.run(argv, check=False, **QUIET).returncode == 0
    except OSError:
        return False


def debian(packages, allowed):
    """Which of the packages are still missing afterwards."""
    missing = [name for name in packages if not succeeds(["dpkg", "-s", name])]
    if missing and allowed:
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        succeeds([*sudo, "apt-get", "update"])
        for name in missing:
            succeeds([*sudo, "apt-get", "install", "-y", "--no-install-recommends", name])
        missing = [name for name in missing if not succeeds(["dpkg", "-s", name])]
    return missing


class Environment:
    """A virtual environment that also sees Debian's Python packages."""

    def __init__(self, cache, allowed):
        self.python = cache / "venv" / "bin" / "python"
        self.allowed = allowed
        if not self.python.exists() and allowed:
            debian(["python3-venv"], allowed)
            subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", cache / "venv"], check=False)
        if not self.python.exists():
            self.python = pathlib.Path(sys.executable)

    def pypi(self, packages):
        missing = [name for name in packages if not self.has(name)]
        if missing and self.allowed:
            succeeds([self.python, "-m", "pip", "install", "-q", *missing])
            missing = [name for name in missing if not self.has(name)]
        return missing

    def has(self, name):
        return succeeds([self.python, "-m", "pip", "show", name])


def missing(peer, environment):
    """Why a peer can't be measured, or nothing."""
    lacking = debian(peer.debian, environment.allowed) + environment.pypi(peer.pypi)
    return f"not installed: {', '.join(lacking)}" if lacking else ""
