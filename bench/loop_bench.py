#!/usr/bin/env python3
"""How long import and find take, and whether their answers agree.

    bench/loop_bench.py FOLDER [--program build/release/potensial] [--threads 1,2]

Imports FOLDER into a fresh home once per number of threads, searches it, and prints the machine, the size, wall and
processor seconds and peak memory of each. Exits 1 when the answers differ: of the homes every load with its counts,
every part, every replaced learner, every problem and the rows of every partition are compared, learners by their
numbers; of the searches all that `find --json` says."""
import argparse
import contextlib
import hashlib
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTIONS = [
    "SELECT id, source, file, sha256, organisation, collection, year, rows_read, loaded, unchanged, rejected, state FROM load_entry",
    "SELECT load, collection, year, section, part_rows, superseded_by FROM load_part",
    "SELECT s.load, s.collection, s.year, s.section, (SELECT min(upn) FROM learner_upn u WHERE u.learner = s.learner), "
    "s.superseded_by FROM superseded_learner s",
    "SELECT load, place, source_row, rule, value FROM quarantine",
    "SELECT (SELECT min(upn) FROM learner_upn u WHERE u.learner = l.id), surname, forename, dob, postcode, year FROM learner l",
    "SELECT authority, collection, year, sum(file_rows) FROM fact_file GROUP BY authority, collection, year",
]


def answers(home):
    """A digest of what a home holds that no random number touches."""
    digest = hashlib.sha256()
    with contextlib.closing(sqlite3.connect(home / "ledger.sqlite")) as ledger:
        for question in QUESTIONS:
            for row in sorted(map(repr, ledger.execute(question))):
                digest.update(row.encode())
        rows, = ledger.execute("SELECT coalesce(sum(rows_read), 0) FROM load_entry").fetchone()
    return digest.hexdigest(), rows


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def measured(command, out):
    """What a command takes, in words; its standard output goes to the file `out`."""
    start = time.monotonic()
    with open(out, "wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.PIPE, text=True)
        said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(said)
    return (f"{time.monotonic() - start:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of processor, "
            f"{usage.ru_maxrss // 1024:,} MB at most")


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--program", default="build/release/potensial")
    asked.add_argument("--threads", default="1,2")
    options = asked.parse_args()
    files = [file for file in options.folder.rglob("*") if file.is_file()]
    megabytes = sum(file.stat().st_size for file in files) >> 20
    print(f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    seen = set()
    for threads in options.threads.split(","):
        home = Path(tempfile.mkdtemp(prefix="potensial-loop-bench-"))
        program = [options.program, "--home", str(home), "--threads", threads]
        imported = measured([*program, "import", str(options.folder)], os.devnull)
        digest, rows = answers(home)
        found = measured([*program, "--json", "find", "--forget"], home / "found.json")
        said = hashlib.sha256((home / "found.json").read_bytes()).hexdigest()
        shutil.rmtree(home)
        seen.add((digest, said))
        print(f"{len(files):,} files, {megabytes:,} MB, {rows:,} rows, {threads} threads\n"
              f"  import: {imported}, answers {digest[:12]}\n  find: {found}, answers {said[:12]}", flush=True)
    if len(seen) > 1:
        sys.exit("the answers differ")


if __name__ == "__main__":
    main()
