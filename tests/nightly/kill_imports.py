#!/usr/bin/env python3
"""Kills the service while files are sent and imported through its API, and looks for what is lost or half done.

Usage: kill_imports.py PROGRAM HOME NATION [KILLS]
HOME holds the demonstration nation (or a part) whose files lie in NATION; it is copied first. Of the file of attendance of
the newest year, of the authority whose officer sends it, there are two versions, of 2,000 learners and of 1,900. They are sent in turn, each time in another order of rows. A journal outside the home holds what was sent and what
was acknowledged. After each kill, with the service still down, the figures are worked out afresh: they must be those of the
version imported last, or of the one that was being imported, of all its rows or none. At last every file that was
acknowledged stands in the ledger, every import that was acknowledged is done, or stopped and said to be, and none is under
way; every import seen done is done, the facts match their hashes and the audit log is whole. Ends with status 1 when
anything is lost or half.
"""
import http.client
import json
import os
import random
import re
import shutil
import sqlite3
import sys
import threading
import time

import killed_service

program, source, nation = sys.argv[1:4]
kills = int(sys.argv[4]) if len(sys.argv) > 4 else 30
place = killed_service.Place(program, source)
home, work, run, note, noted = place.home, place.work, place.run, place.journal.note, place.journal.noted
random.seed(2010)


def figures(at=home):
    """What is said about attendance: the words of the newest year."""
    page = json.loads(run("--json", "describe", "attendance", "--for", authority, at=at).stdout)
    return [block["text"] for block in page["blocks"] if block["kind"] == "sentence"]


def content(version, turn):
    shift = turn * 997 % len(versions[version])
    lines = versions[version][shift:] + versions[version][:shift]
    return "\n".join([heading, *lines]) + "\n"


class Service(killed_service.Service):
    """Asked through its API, as the officer."""

    def ask(self, method, path, body=None, kind="application/json", key=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Authorization": "Bearer " + token, "Content-Type": kind}
        if key:
            headers["Idempotency-Key"] = key
        connection.request(method, "/api/v1" + path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status == 503:
            time.sleep(0.1)
            return self.ask(method, path, body, kind, key)
        return answer.status, json.loads(text)


def multipart(version, turn):
    boundary = "potensial-kills"
    fields = {"year": year, "profile": "", "organisation": authority}
    parts = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    parts += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{authority}.csv"\r\nContent-Type: text/csv\r\n\r\n'
    return (parts + content(version, turn) + f"\r\n--{boundary}--\r\n").encode(), "multipart/form-data; boundary=" + boundary


def send(service, version, turn):
    body, kind = multipart(version, turn)
    status, answer = service.ask("POST", "/send-file", body, kind, key=f"turn-{turn}")
    if status != 200:
        sys.exit(f"a file was refused: {answer}")
    task = answer["address"].rsplit("/", 1)[1]
    note("sent", task, version)
    return task


def state_of(task):
    ledger = sqlite3.connect(f"file:{home}/ledger.sqlite?mode=ro", uri=True)
    try:
        return ledger.execute("SELECT state FROM import_task WHERE id = ?", (task,)).fetchone()[0]
    finally:
        ledger.close()


def wait_while(service, task, state):
    while state_of(task) == state:
        if service.process.poll() is not None:
            raise OSError("the service is gone")
        time.sleep(0.02)


def officer(service, turns):
    """Sends and imports one version after the other, until the service is gone."""
    try:
        while True:
            turn = turns["next"]
            turns["next"] += 1
            version = "short" if turn % 2 else "long"
            task = send(service, version, turn)
            wait_while(service, task, "checking")
            note("importing", task, version)
            status, answer = service.ask("POST", "/import-rows/" + task, b"{}", key=f"rows-{turn}")
            if status != 200:
                sys.exit(f"an import was refused: {answer}")
            note("acknowledged", task, version)
            wait_while(service, task, "importing")
            if state_of(task) == "done":
                note("done", task, version)
    except (OSError, http.client.HTTPException, sqlite3.Error):
        pass


def check_figures(kill):
    """Those of what was done last, or of what was being imported when the service was killed."""
    done, asked = noted("done"), noted("importing")
    allowed = {done[-1][1] if done else "former"}
    if asked and (not done or asked[-1][0] != done[-1][0]):
        allowed.add(asked[-1][1])
    said = figures()
    shown = [name for name, words in expected.items() if words == said]
    if not shown:
        problems.append(f"kill {kill}: half an import: {said}")
    elif shown[0] not in allowed:
        problems.append(f"kill {kill}: the figures are of {shown[0]}, not of {' or '.join(sorted(allowed))}")


def note_found_done():
    """An import whose rows had become visible when the service was killed is done once the service is back."""
    asked = noted("importing")
    if asked and state_of(asked[-1][0]) == "done" and asked[-1] not in noted("done"):
        note("done", *asked[-1])


problems = []
starter = Service(place)
connection = http.client.HTTPConnection("127.0.0.1", starter.port)
connection.request("POST", starter.link_of_officer(), "", {"Sec-Fetch-Site": "same-origin"})
token = re.search(r"=([^;]+)", connection.getresponse().getheader("Set-Cookie")).group(1)
starter.kill()
ledger = sqlite3.connect(os.path.join(home, "ledger.sqlite"))
authority = ledger.execute("SELECT organisation FROM held_role WHERE role = 'authority-data-officer'").fetchone()[0]
ledger.close()
year = max(os.listdir(os.path.join(nation, "attendance")))
with open(os.path.join(nation, "attendance", year, f"{authority}.csv")) as file:
    heading, *rows = file.read().splitlines()
learners = sorted({row.split(",")[0] for row in rows})[:2000]


def rows_of(some):
    return [row for row in rows if row.split(",")[0] in some]


versions = {"long": rows_of(set(learners)), "short": rows_of(set(learners[:-100]))}

expected = {"former": figures()}
for version in versions:
    twin = os.path.join(work, version)
    shutil.copytree(home, twin)
    path = os.path.join(work, "attendance", year, f"{authority}.csv")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(content(version, 0))
    run("import", path, at=twin)
    expected[version] = figures(twin)
    shutil.rmtree(twin)
if len({tuple(words) for words in expected.values()}) < 3:
    sys.exit("the versions cannot be told apart by their figures")

turns = {"next": 1}
for kill in range(kills):
    service = Service(place)
    note_found_done()
    sender = threading.Thread(target=officer, args=(service, turns))
    sender.start()
    time.sleep(random.uniform(0.5, 4.0))
    service.kill()
    sender.join()
    check_figures(kill)

service = Service(place)
note_found_done()
for task, _ in noted("acknowledged"):
    wait_while(service, task, "importing")
service.kill()
ledger = sqlite3.connect(os.path.join(home, "ledger.sqlite"))
tasks = dict(ledger.execute("SELECT id, state FROM import_task"))
loads = ledger.execute("SELECT count(*) FROM load_entry").fetchone()[0]
without = ledger.execute("SELECT id FROM import_task WHERE state = 'done' AND load NOT IN (SELECT id FROM load_entry)").fetchall()
sent, acknowledged, done = noted("sent"), noted("acknowledged"), noted("done")
problems += [f"file {task} is lost" for task, _ in sent if int(task) not in tasks]
problems += [f"import {task} is {tasks.get(int(task))}" for task, _ in acknowledged if tasks.get(int(task)) not in ("done", "stopped", "dropped")]
problems += [f"import {task} was done and is {tasks[int(task)]}" for task, _ in done if tasks[int(task)] != "done"]
problems += [f"import {task} is done and has no load" for task, in without]
doctor, audit = run("doctor", "--every-file"), run("audit", "verify")
problems += [f"doctor: {doctor.stdout}{doctor.stderr}"] if doctor.returncode else []
problems += [f"audit log: {audit.stderr}"] if audit.returncode else []
print("\n".join(problems))
print(f"{kills} kills, {len(sent)} files sent, {len(acknowledged)} imports acknowledged, {len(done)} done, "
      f"{sum(state == 'stopped' for state in tasks.values())} stopped, {loads} loads: {len(problems)} lost or half")
place.remove()
sys.exit(1 if problems else 0)
