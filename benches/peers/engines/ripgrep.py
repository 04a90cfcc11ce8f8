"""ripgrep over one file that holds a passage a line. It has no index and no server: each query is a process."""

import os
import subprocess

ANSWERS = "total, a process each"


def prepare(passages, folder):
    os.makedirs(folder)
    os.link(passages, f"{folder}/passages.txt")


def connect(folder):
    return f"{folder}/passages.txt"


def every(path, literal):
    found = subprocess.run(["rg", "-F", "-n", "--no-heading", "--", literal, path], capture_output=True, text=True)
    return [int(line.split(":", 1)[0]) - 1 for line in found.stdout.splitlines()]


def top(path, literal):
    """No order, so no best ten: the number of all only."""
    found = subprocess.run(["rg", "-F", "-c", "--", literal, path], capture_output=True, text=True)
    return [], int(found.stdout or 0)


def cold_command(folder, literal):
    return ["rg", "-F", "-c", "--", literal, f"{folder}/passages.txt"]


def version():
    return subprocess.run(["rg", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
