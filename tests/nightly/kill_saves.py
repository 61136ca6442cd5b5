#!/usr/bin/env python3
"""Kills the service while two officers save decisions, and counts what of the acknowledged is lost.

Usage: kill_saves.py PROGRAM HOME [KILLS [TOGETHER]]
At first, with nobody killed, the two save one form at the same moment, TOGETHER times: one of them must be told that the
other was first, and both decisions must stand. Then come the kills. HOME holds the demonstration nation (or a part) with findings; it is copied first. Each save is written to a journal
outside the home before it is sent and after it was acknowledged. After the last kill the ledger is read: every
acknowledged decision must stand exactly once, an unacknowledged one once or not at all, the audit log must be whole.
Ends with status 1 when anything was lost or stands twice.
"""
import http.client
import os
import random
import sqlite3
import sys
import threading
import time

import killed_service

program, source = sys.argv[1], sys.argv[2]
kills = int(sys.argv[3]) if len(sys.argv) > 3 else 30
together = int(sys.argv[4]) if len(sys.argv) > 4 else 200
place = killed_service.Place(program, source)
home, note, noted = place.home, place.journal.note, place.journal.noted
random.seed(2010)


def ask(port, method, path, body=None, cookie=""):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    return answer.status, answer.getheader("Set-Cookie") or "", text


def officer(name, port, cookie, findings, stop):
    """Saves decisions one after the other; a late save is seen, and saved again after the other's."""
    number = 0
    while not stop.is_set():
        finding = random.choice(findings)
        number += 1
        reason = f"{name}-{int(time.time() * 1e6)}-{number}"
        version = seen[finding]
        note("sent", finding, reason)
        for _ in range(50):
            try:
                status, _, text = ask(port, "POST", f"/en/decide-finding/{finding}", f"verdict=watch&reason={reason}&version={version}", cookie)
            except (OSError, http.client.HTTPException):
                return
            if status == 303:
                note("acknowledged", finding, reason)
                seen[finding] = max(seen[finding], version + 1)
                break
            version += 1  # somebody else saved meanwhile


def save(port, cookie, finding, reason, version):
    note("sent", finding, reason)
    status, _, _ = ask(port, "POST", f"/en/decide-finding/{finding}", f"verdict=watch&reason={reason}&version={version}", cookie)
    if status == 303:
        note("acknowledged", finding, reason)
    return status


def save_together(port, cookie, finding):
    """Both from the version that stands: how often not exactly one of them was first."""
    wrong = 0
    for pair in range(together):
        start, statuses = threading.Barrier(2), {}

        def one(name):
            start.wait()
            statuses[name] = save(port, cookie, finding, f"{name}-together-{pair}", 2 * pair)

        officers = [threading.Thread(target=one, args=(name,)) for name in ("Ann", "Bob")]
        for each in officers:
            each.start()
        for each in officers:
            each.join()
        late = [name for name, status in statuses.items() if status == 409]
        again = save(port, cookie, finding, f"{late[0]}-again-{pair}", 2 * pair + 1) if late else 0
        wrong += sorted(statuses.values()) != [303, 409] or again != 303
    return wrong


service = killed_service.Service(place)
_, cookie, _ = ask(service.port, "POST", service.link_of_officer(), "")
cookie = cookie.split(";")[0]
ledger = sqlite3.connect(os.path.join(home, "ledger.sqlite"))
scope = ledger.execute("SELECT organisation FROM held_role WHERE role = 'authority-data-officer'").fetchone()[0]
findings = [row[0] for row in ledger.execute("SELECT id FROM finding WHERE scope = ? ORDER BY id LIMIT 3", (scope,))]
ledger.close()
if len(findings) < 3:
    sys.exit("the home has too few findings of the officer's authority")
seen = {finding: 0 for finding in findings}  # versions at least
wrong = save_together(service.port, cookie, findings[2])
print(f"{together} pairs of saves at the same moment: {wrong} where not exactly one was first")
for kill in range(kills):
    stop = threading.Event()
    officers = [threading.Thread(target=officer, args=(name, service.port, cookie, findings[:2], stop)) for name in ("Ann", "Bob")]
    for each in officers:
        each.start()
    time.sleep(random.uniform(0.2, 1.5))
    service.kill()
    stop.set()
    for each in officers:
        each.join()
    service = killed_service.Service(place)
service.kill()

sent = {reason for _, reason in noted("sent")}
acknowledged = {reason for _, reason in noted("acknowledged")}
ledger = sqlite3.connect(os.path.join(home, "ledger.sqlite"))
stored = [row[0] for row in ledger.execute("SELECT reason FROM finding_decision")]
places = ledger.execute("SELECT finding, count(*), max(place) + 1 FROM finding_decision GROUP BY finding").fetchall()
lost = acknowledged - set(stored)
twice = {each for each in stored if stored.count(each) > 1}
strange = set(stored) - sent
whole = place.run("audit", "verify")
gaps = [finding for finding, count, last in places if count != last]
print(f"{kills} kills, {len(sent)} sent, {len(acknowledged)} acknowledged, {len(stored)} stored: "
      f"{len(lost)} lost, {len(twice)} twice, {len(strange)} never sent, {len(gaps)} findings with gaps, "
      f"audit log {'whole' if whole.returncode == 0 else 'NOT whole: ' + whole.stderr}")
place.remove()
sys.exit(1 if wrong or lost or twice or strange or gaps or whole.returncode != 0 else 0)
