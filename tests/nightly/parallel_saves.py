#!/usr/bin/env python3
"""Many save parts of one bid at once, and what any of them lost is counted (FLT-9).

Usage: parallel_saves.py PROGRAM HOME [SAVES [CLIENTS]]
HOME holds the demonstration nation (or a part); it is copied first. Clients, half of them as one officer of the authority and
half as another, each read a part of the bid and save it with words of their own, parts and lines at random. A save is
acknowledged, or answered that the part changed meanwhile; then the answer must show what stands there and what was sent.
Afterwards the ledger is read: every acknowledged save is a version; none was taken on top of a change of the same part that
its writer had not seen; the sums of the newest version are those of its lines. Ends with status 1 when anything is amiss.
"""
import http.client
import json
import os
import random
import re
import sqlite3
import sys
import threading
import time
import urllib.parse

import killed_service

program, source = sys.argv[1], sys.argv[2]
saves = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
clients = int(sys.argv[4]) if len(sys.argv) > 4 else 20
words = {"need": "need", "priorities": "left-out", "last-year": "last-year-issues", "consultation": "consultation"}
lines = 6


class Client:
    """A browser of one officer, with a connection that stays open."""

    def __init__(self, port, cookie=""):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie = cookie

    def ask(self, method, path, values=()):
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        self.connection.request(method, path, urllib.parse.urlencode(values) if method == "POST" else None, headers)
        answer = self.connection.getresponse()
        return answer, answer.read().decode()

    def sign_in(self, path):
        answer, _ = self.ask("POST", path)
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        return self

    def save(self, bid, part, version, values):
        sent = [("part", part), ("version", version), ("page", f"bid/{bid}?part={part}")]
        return self.ask("POST", f"/en/save-answers/{bid}", sent + [("a." + name, value) for name, value in values])


def version_seen(client, bid, part):
    _, page = client.ask("GET", f"/en/bid/{bid}?part={part}")
    return int(re.search(r'name="version" value="(\d+)"', page).group(1))


def links_of(service, role):
    with open(service.log) as log:
        return re.findall(rf"{role}, .*http://127\.0\.0\.1:\d+(/en/link/\S+)", log.read())


def begun(officer, authority):
    answer, page = officer.ask("POST", f"/en/begin-bid/{authority}", [("guidance", "bsf-2006-07")])
    bid = answer.getheader("Location").rsplit("/", 1)[1]
    for number in range(lines):
        answer, page = officer.save(bid, "lines/new", version_seen(officer, bid, "lines/new"), [("line-title", f"Line {number}"), ("cost", "1.00")])
        if answer.status != 303:
            sys.exit(f"a line is not saved: {answer.status}")
    return bid


def piece_of(answers, part):
    """What stands in a part: the words, or title and cost of a line."""
    if part in words:
        return answers.get(words[part])
    line = answers["lines"][int(part.split("/")[1]) - 1]
    return (line.get("line-title"), line.get("cost"))


def values_for(part, mark):
    if part in words:
        return [(words[part], mark)]
    return [("line-title", mark), ("cost", f"{random.randrange(1, 100_000)}.{random.randrange(100):02}")]


counts = {"acknowledged": 0, "late": 0, "unexplained": 0, "other": 0}
acknowledged = []  # part, version seen, mark
lock = threading.Lock()


def shows_both(page, mark):
    """What was sent, and what somebody else saved meanwhile."""
    marks = set(re.findall(r"mark-\d+-\d+", page))
    return mark in marks and len(marks) > 1


def work(client, bid, name, left):
    for number in range(left):
        part = random.choice(list(words) + [f"lines/{i + 1}" for i in range(lines)])
        seen, mark = version_seen(client, bid, part), f"mark-{name}-{number}"
        answer, page = client.save(bid, part, seen, values_for(part, mark))
        with lock:
            if answer.status == 303:
                counts["acknowledged"] += 1
                acknowledged.append((part, seen, mark))
            elif answer.status == 409:
                counts["late"] += 1
                counts["unexplained"] += not shows_both(page, mark)
            else:
                counts["other"] += 1


def lost_updates(versions):
    """Acknowledged saves that stand in no version, and those on top of what their writer had not seen."""
    made = {}
    for place, answers in enumerate(versions):
        for part in list(words) + [f"lines/{i + 1}" for i in range(len(answers.get("lines", [])))]:
            made.setdefault((part, json.dumps(piece_of(answers, part))), place)
    lost = unseen = 0
    by_mark = {}
    for (part, piece), place in made.items():
        found = re.search(r"mark-[\w-]+", piece or "")
        if found:
            by_mark[(part, found.group())] = place
    for part, seen, mark in acknowledged:
        place = by_mark.get((part, mark))
        if place is None:
            lost += 1
        else:
            unseen += piece_of(versions[place - 1], part) != piece_of(versions[seen - 1], part)
    return lost, unseen


place = killed_service.Place(program, source)
service = killed_service.Service(place)
service.link_of_officer()  # pages are worked out
officers = [Client(service.port).sign_in(link) for link in links_of(service, "Authority grants and finance officer")]
ledger = sqlite3.connect(os.path.join(place.home, "ledger.sqlite"))
authority = ledger.execute("SELECT organisation FROM held_role WHERE role = 'authority-grants-officer'").fetchone()[0]
bid = begun(officers[0], authority)
started = time.monotonic()
threads = []
for number in range(clients):
    client = Client(service.port, officers[number % len(officers)].cookie)
    threads.append(threading.Thread(target=work, args=(client, bid, number, saves // clients)))
for each in threads:
    each.start()
for each in threads:
    each.join()
seconds = time.monotonic() - started
service.kill()
versions = [json.loads(row[0]) for row in ledger.execute("SELECT answers FROM submission_version WHERE submission = ? ORDER BY place", (bid,))]
lost, unseen = lost_updates(versions)
newest = versions[-1]
exact = sum(int(line["cost"]) for line in newest["lines"]) == int(newest["total-cost"]) == int(newest["total-grant"]) + int(newest["total-contribution"])
print(f"{clients} clients, {saves} saves of one bid in {seconds:.0f} s: {counts['acknowledged']} acknowledged, {counts['late']} told that the part changed, "
      f"{counts['unexplained']} of them without both texts, {counts['other']} answered otherwise; {lost} lost, {unseen} on top of what was not seen, "
      f"sums {'exact' if exact else 'NOT exact'}")
place.remove()
sys.exit(1 if counts["unexplained"] or counts["other"] or lost or unseen or not exact else 0)
