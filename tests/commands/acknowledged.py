#!/usr/bin/env python3
"""Whenever the program says that something is done, all that it wrote is synced to the disk: of an import by the command
line, and of forms and files sent to the service.

Usage: acknowledged.py PROGRAM LIBRARY     LIBRARY: unsynced_writes, which is loaded before the program.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

program, library = (pathlib.Path(each).resolve() for each in sys.argv[1:3])
folder = pathlib.Path(tempfile.mkdtemp(prefix="potensial-acknowledged-"))
home, files, report = folder / "home", folder / "files", folder / "unsynced"


def watched():
    return {**os.environ, "LD_PRELOAD": str(library), "WATCHED": str(home), "REPORT": str(report)}


def run(*words, worst=1, **settings):
    done = subprocess.run([program, "--home", home, *words], capture_output=True, text=True, **settings)
    assert done.returncode <= worst, done.stderr
    return done.stdout


def assert_all_on_disk(what):
    noted = set(report.read_text().split("\n")) if report.exists() else set()
    unsynced = sorted(each for each in noted if each and "/sent/body-" not in each)  # a request as it comes, gone with it
    report.unlink(missing_ok=True)
    assert not unsynced, f"{what} was acknowledged before these were on the disk: {unsynced}"
    print(f"{what}: all on disk")


class NoFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    def __init__(self, root):
        self.root, self.cookie = root, ""
        self.opener = urllib.request.build_opener(NoFollowing)

    def post(self, path, body, kind="application/x-www-form-urlencoded"):
        request = urllib.request.Request(self.root + path, body, {"Sec-Fetch-Site": "same-origin", "Cookie": self.cookie, "Content-Type": kind})
        try:
            answer = self.opener.open(request)
        except urllib.error.HTTPError as told:
            answer = told
        for each in answer.headers.get_all("Set-Cookie") or []:
            if each.startswith("__Host-session="):
                self.cookie = each.split(";")[0]
        return answer.status


def form(**values):
    return urllib.parse.urlencode(values).encode()


def file_form(name, content, **values):
    parts = [f'--b\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{value}\r\n' for each, value in values.items()]
    parts.append(f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n{content}\r\n--b--\r\n')
    return "".join(parts).encode()


def links_of(service):
    links = {}
    for line in service.stdout:
        if found := re.match(r"([^,]+), .*: http://[^/]+(/en/link/\S+)", line):
            links[found.group(1)] = found.group(2)
        if found := re.search(r"(http://127[0-9.]+:\d+)\. ", line):
            return found.group(1), links
    raise SystemExit("the service ended before it was ready")


def check_forms(root, links):
    administrator, officer = Browser(root), Browser(root)
    assert administrator.post(links["System administrator"], b"") == 303
    assert officer.post(links["Authority data officer"], b"") == 303
    assert_all_on_disk("signing in")
    assert administrator.post("/en/invite-person", form(name="Ann", mail="ann@e.invalid", language="cy")) == 200
    assert_all_on_disk("an invitation")
    census = next(files.glob("census/*/*.csv"))
    assert officer.post("/en/send-file", file_form("680.csv", census.read_text(), year=census.parent.name, profile=""), "multipart/form-data; boundary=b") == 303
    assert_all_on_disk("a file that was sent")


def main():
    run("synthesise", "--authorities", "1", "--learners", "1500", "--years", "2", "--seed", "1", "--out", str(files))
    run("import", str(files), env=watched())
    assert_all_on_disk("an import")
    run("find")
    service = subprocess.Popen([program, "--home", home, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=watched())
    try:
        root, links = links_of(service)
        report.unlink(missing_ok=True)
        check_forms(root, links)
    finally:
        service.terminate()
        service.wait()


try:
    main()
finally:
    shutil.rmtree(folder)
