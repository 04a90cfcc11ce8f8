"""dafu as it comes. The archive is there already (collection.py); warm times come from benches/warm.rs."""

import csv
import io
import json
import subprocess


def cold_command(dafu, archive, literal):
    return [dafu, "search", "--archive", archive, "--", literal]


def every(dafu, archive, literal):
    """Ids of all passages that the command line finds."""
    asked = ["--format", "csv", "--limit", str(10**9), "--literal", literal]
    found = subprocess.run([dafu, "search", "--archive", archive, *asked], capture_output=True, text=True)
    return [row["id"] for row in csv.DictReader(io.StringIO(found.stdout))]


def warm(program, archive, mix):
    """A row a query: kind, query, literal, total and milliseconds `ids`, `ten`, `asked`."""
    found = subprocess.run([program, archive, mix], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in found.stdout.splitlines()]


def version(dafu):
    return subprocess.run([dafu, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
