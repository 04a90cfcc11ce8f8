"""Processes and what they cost: user and system seconds of a process with all its children, wall seconds beside."""

import os
import statistics
import time
from dataclasses import dataclass


PATIENCE = 5  # seconds after which no further round of a median is begun


@dataclass(frozen=True)
class Cost:
    """Of one process that has ended."""

    cpu: float  # seconds
    wall: float  # seconds


def run(argv, out="/dev/null", fails=(0, 1)):
    """Runs a command to its end; its output goes to the file `out`. An exit code not in `fails` is an error."""
    argv = [str(part) for part in argv]
    actions = [(os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    started = time.perf_counter()
    process = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code not in fails:
        raise RuntimeError(f"{argv[0]} ended with {code}: {' '.join(argv[:6])}")
    return Cost(used.ru_utime + used.ru_stime, wall)


def median(commands, times=3):
    """Medians of CPU and wall milliseconds over all commands, run in turn with their files in memory.

    Up to `times` rounds after a first, unmeasured run; slow programs get fewer."""
    run(commands[0])
    costs = []
    started = time.monotonic()
    for _ in range(times):
        costs += [run(command) for command in commands]
        if time.monotonic() - started > PATIENCE:
            break
    return Cost(
        statistics.median(cost.cpu for cost in costs) * 1e3,
        statistics.median(cost.wall for cost in costs) * 1e3,
    )


def percentile(values, share):
    """The value below which `share` of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def size(folder):
    """Bytes that all files below a folder take on the disk: Groonga's are mostly holes."""
    files = (os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)
    return sum(os.lstat(file).st_blocks * 512 for file in files)
