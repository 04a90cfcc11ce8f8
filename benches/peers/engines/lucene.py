"""Lucene: Peer.java does the work, this compiles and calls it."""

import pathlib
import subprocess
import tempfile

JARS = ("core", "analyzers-common", "queryparser")
SOURCE = pathlib.Path(__file__).with_name("Peer.java")
CLASSES = pathlib.Path(tempfile.gettempdir()) / "dafu-peers" / "classes"


def java(*rest):
    found = [max(pathlib.Path("/usr/share/java").glob(f"lucene-{jar}-8*.jar")) for jar in JARS]
    path = ":".join(str(jar) for jar in [CLASSES, *found])
    if not (CLASSES / "Peer.class").exists() or (CLASSES / "Peer.class").stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run(["javac", "-cp", path, "-d", CLASSES, SOURCE], check=True)
    return ["java", "-cp", path, "Peer", *rest]


def build_command(passages, folder):
    return java("build", passages, folder)


def cold_command(folder, literal):
    return java("cold", folder, literal)


def warm_command(folder, literals, out):
    return java("warm", folder, literals, out)


def version():
    found = subprocess.run(java("version"), capture_output=True, text=True, check=True).stdout.strip()
    return f"{found} (Debian)"
