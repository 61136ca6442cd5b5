#!/usr/bin/env python3
"""How long the service takes to be ready and to answer pages, with the pages of a home as its people would ask for them.

    bench/page_times.py HOME [--program build/release/potensial] [--questions 600] [--seed 1]

HOME must hold nothing but the demonstration nation; its log of views grows. Starts `potensial serve`, signs in by the
demonstration link of each role, and walks from the first page of each: of the links seen so far, first a kind of page is
drawn, then one of that kind, by a generator with a fixed seed. One client, one question after the other, each page asked
for as it comes, whether or not it was asked for before. Prints the machine, the time until pages are answered, memory, and
for each kind of page the number of questions and the median, 95th percentile and longest time. Exits 1 when an answer
is not a page."""
import argparse
import http.client
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

DRILL_DOWN = {"finding", "learners", "learner"}
AS_FILE = re.compile(r"\.(csv|xlsx|pdf|print)(\?|$)")
NOT_ASKED = {"link", "sign-in", "sign-out", "front", "account"}


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def memory(process):
    """Resident memory now and at most, in MB."""
    said = Path(f"/proc/{process.pid}/status").read_text()
    return tuple(int(re.search(rf"{name}:\s+(\d+)", said)[1]) >> 10 for name in ("VmRSS", "VmHWM"))


def kind_of(path):
    return urlsplit(path).path.split("/")[2] if path.count("/") > 1 else ""


class Visitor:
    """Somebody with one role, who follows links."""

    def __init__(self, role, link):
        self.role, self.links, self.seen = role, defaultdict(list), set()
        at = urlsplit(link)
        self.connection = http.client.HTTPConnection(at.netloc)
        self.connection.request("POST", at.path, headers={"Sec-Fetch-Site": "same-origin", "Content-Length": "0"})
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = "; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or [])
        self.note("/en/home")

    def note(self, path):
        if path not in self.seen and not AS_FILE.search(path) and kind_of(path) and kind_of(path) not in NOT_ASKED:
            self.seen.add(path)
            self.links[kind_of(path)].append(path)

    def draw(self, draws):
        return draws.choice(self.links[draws.choice(sorted(self.links))])

    def ask(self, path):
        """Milliseconds until the whole page was here, and its status."""
        start = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        taken = 1000 * (time.perf_counter() - start)
        for link in re.findall(r'href="(/en/[^"#]*)', text):
            self.note(unescape(link))
        return taken, answer.status


def started(program, home, log):
    """The service, when it answers, with the links of the roles and the seconds that took."""
    start = time.monotonic()
    process = subprocess.Popen([program, "--home", str(home), "--lang", "en", "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=log, text=True)
    links = {}
    for line in process.stdout:
        if found := re.match(r"(.*): (http:\S+/en/link/\S+)$", line.strip()):
            links[found[1]] = found[2]
        elif links and not re.search(r": http://[^/]+/.+/.+/", line):
            break
    if not links:
        process.wait()
        log.seek(0)
        sys.exit("no links to sign in by: " + log.read().decode(errors="replace"))
    taken = time.monotonic() - start
    threading.Thread(target=process.stdout.read, daemon=True).start()
    return process, links, taken


def share(times, part):
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def line_of(name, times):
    return f"| {name} | {len(times):,} | {share(times, 0.5):.0f} ms | {share(times, 0.95):.0f} ms | {max(times):.0f} ms |"


def walked(visitors, questions, draws):
    """Times by kind of page, and what was not answered by a page."""
    times, faults = defaultdict(list), []
    for _ in range(questions):
        visitor = draws.choice(visitors)
        path = visitor.draw(draws)
        taken, status = visitor.ask(path)
        times[kind_of(path)].append(taken)
        if status != 200:
            faults.append(f"{status} {path} ({visitor.role})")
    return times, faults


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("home", type=Path)
    asked.add_argument("--program", default="build/release/potensial")
    asked.add_argument("--questions", type=int, default=600)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    print(f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryFile() as log:
        process, links, ready = started(options.program, options.home, log)
        try:
            print(f"pages answered after {ready:.1f} s, {memory(process)[1]:,} MB at most until then", flush=True)
            visitors = [Visitor(role, link) for role, link in links.items()]
            times, faults = walked(visitors, options.questions, random.Random(options.seed))
            now, most = memory(process)
            print(f"{now:,} MB after {options.questions:,} questions, {most:,} MB at most\n")
        finally:
            process.terminate()
            process.wait()
    print("| Page | questions | median | 95 in 100 | longest |\n|---|---|---|---|---|")
    for kind in sorted(times):
        print(line_of(kind, times[kind]))
    drills = [each for kind in DRILL_DOWN & times.keys() for each in times[kind]]
    if drills:
        print(line_of("drill-down together", drills))
    print(line_of("all together", [each for of in times.values() for each in of]))
    if faults:
        sys.exit("not answered by a page:\n" + "\n".join(faults))


if __name__ == "__main__":
    main()
