#!/usr/bin/env python3
"""Whether the time of a "not found" tells that a thing is there, but somebody else's (SEC-2).

    foreign_times.py PROGRAM HOME [PAIRS]

HOME must hold nothing but the demonstration nation; a copy of it is served. Its headteacher asks for schools, learners and
findings of others, and for ones that do not exist, PAIRS (default 2,000) of each, one after the other in an order drawn with
a fixed seed. Prints the medians; exits 1 when an answer is not 404, or when medians are 5% apart or more."""
import http.client
import random
import re
import sqlite3
import statistics
import sys
import time

from killed_service import Place, Service

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def text_of(learner):
    """As addresses write the number of a learner: base 32 of Crockford, 13 letters."""
    number = learner % (1 << 64)
    return "".join(LETTERS[number >> shift & 31] for shift in range(60, -1, -5))


class Head:
    def __init__(self, service):
        with open(service.log) as log:
            link = re.search(r"Headteacher.*http://127\.0\.0\.1:\d+(/en/link/\S+)", log.read())[1]
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port)
        self.connection.request("POST", link, headers={"Sec-Fetch-Site": "same-origin", "Content-Length": "0"})
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = "; ".join(each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or [])
        self.school = re.search(r"/en/school/(\d+)", self.ask("/en/home")[2])[1]

    def ask(self, path):
        """Milliseconds, status and text."""
        start = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        return 1000 * (time.perf_counter() - start), answer.status, text


def foreign_things(ledger, head):
    """Kind, ids of others, and an id of the same shape that is nobody's for each."""
    schools = [row[0] for row in ledger.execute("SELECT id FROM organisation WHERE kind = 'school'") if row[0] != head.school]
    learners = [text_of(row[0]) for row in ledger.execute("SELECT id FROM learner ORDER BY id LIMIT 20000")]
    findings = [row[0] for row in ledger.execute("SELECT id FROM finding")]
    learners = [each for each in random.Random(2).sample(learners, 400) if head.ask(f"/en/learner/{each}")[1] == 404]
    draws = random.Random(3)
    return [("school", schools, lambda: f"{draws.choice(schools)[:3]}{draws.randrange(9000, 9999)}"),
            ("learner", learners, lambda: text_of(draws.getrandbits(64))),
            ("finding", findings, lambda: f"2010-{draws.randrange(9000, 9999)}")]


def medians(head, kind, ids, nobody, pairs):
    draws = random.Random(1)
    times = {"foreign": [], "nobody": []}
    for _ in range(pairs):
        asked = [("foreign", draws.choice(ids)), ("nobody", nobody())]
        draws.shuffle(asked)
        for which, thing in asked:
            taken, status, _text = head.ask(f"/en/{kind}/{thing}")
            if status != 404:
                sys.exit(f"/en/{kind}/{thing} ({which}) was answered {status}")
            times[which].append(taken)
    return statistics.median(times["foreign"]), statistics.median(times["nobody"])


def main():
    program, home, pairs = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    place = Place(program, home)
    service = Service(place)
    told = []
    try:
        service.link_of_officer()
        head = Head(service)
        ledger = sqlite3.connect(f"{place.home}/ledger.sqlite")
        for kind, ids, nobody in foreign_things(ledger, head):
            foreign, none = medians(head, kind, ids, nobody, pairs)
            apart = abs(foreign - none) / none
            told.append((kind, apart))
            print(f"{kind}, medians of {pairs:,}: somebody else's {foreign:.3f} ms, nobody's {none:.3f} ms, {100 * apart:.1f}% apart", flush=True)
    finally:
        service.kill()
        place.remove()
    print("; ".join(f"{kind} {100 * apart:.1f}% apart" for kind, apart in told))
    sys.exit(any(apart >= 0.05 for _kind, apart in told))


if __name__ == "__main__":
    main()
