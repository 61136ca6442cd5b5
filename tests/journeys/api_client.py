#!/usr/bin/env python3
"""Runs the program that stands in docs/how-to/use-the-api.md, as it stands there, against a served home.

Usage: api_client.py PROGRAM
An invented authority is made and served. Its administrator invites a person through the API, who becomes headteacher of a
school, chooses a password and sets up one-time codes; with these the program signs in. What it prints must be the groups
that the command line calls low. Ends with status 1 when the program is longer than 30 lines, fails, or says anything else.
"""
import base64
import hashlib
import hmac
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

program = sys.argv[1]
how_to = os.path.join(os.path.dirname(__file__), "../../docs/how-to/use-the-api.md")
mail, password = "rhaglen@ysgol.invalid", "chwarel lechi uwchben y dyffryn"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


opener = urllib.request.build_opener(NoRedirect)


def client_of_how_to():
    with open(how_to) as file:
        return re.search(r"```python\n(.*?)```", file.read(), re.S).group(1)


def run(*words):
    done = subprocess.run([program, *words], capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(f"{words}: {done.stderr}")
    return done.stdout


def made_home(folder):
    files, home = os.path.join(folder, "files"), os.path.join(folder, "home")
    run("synthesise", "--authorities", "1", "--learners", "14000", "--years", "5", "--seed", "1", "--out", files)
    run("--home", home, "import", files)
    return home


def send(address, form, cookie=""):
    headers = {"Sec-Fetch-Site": "same-origin", "Cookie": cookie}
    request = urllib.request.Request(address, urllib.parse.urlencode(form).encode(), headers)
    try:
        answer = opener.open(request)
    except urllib.error.HTTPError as redirect:
        answer = redirect
    cookies = [each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or []]
    return answer.status, "; ".join(cookies), answer.read().decode()


def ask(root, path, token, body=None):
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    return json.load(urllib.request.urlopen(urllib.request.Request(root + "/api/v1" + path, body and json.dumps(body).encode(), headers)))


def code_of(secret, later=0):
    """RFC 6238, six digits of SHA-1."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + later), hashlib.sha1).digest()
    at = digest[19] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def serve(home):
    service = subprocess.Popen([program, "--home", home, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    links = {}
    for line in service.stdout:
        link = re.match(r"([^,]+), .*: (http:\S+/en/link/\S+)$", line)
        if link:
            links[link.group(1)] = link.group(2)
        ready = re.search(r"(http://[0-9.]+:\d+)\. ", line)
        if ready:
            return service, links, ready.group(1)
    sys.exit("the service ended before it was ready")


def token_of(cookie):
    return cookie.split(";")[0].split("=", 1)[1]


def school_of(root, links):
    home = ask(root, "/home", token_of(send(links["Headteacher"], {})[1]))
    return re.search(r'"noun": ?"school", ?"id": ?"(\d+)"', json.dumps(home)).group(1)


def invited(root, token, school):
    """The secret of the person's one-time codes."""
    page = json.dumps(ask(root, "/invite-person", token, {"name": "Rhaglen", "mail": mail, "language": "en"}))
    person = re.search(r'"noun": "person", "id": "(\d+)"', page).group(1)
    link = re.search(r'"noun": "link", "id": "([^"]+)"', page).group(1)
    today = time.strftime("%Y-%m-%d", time.gmtime())
    ask(root, "/give-role/" + person, token, {"role": "headteacher", "organisation": school, "purpose": "improvement", "from": today})
    _, cookie, _ = send(f"{root}/en/link/{link}", {"password": password})
    page = opener.open(urllib.request.Request(root + "/en/sign-in-code", headers={"Cookie": cookie})).read().decode()
    secret = re.search(r"secret=([A-Z2-7]+)", page).group(1)
    if send(root + "/en/sign-in-code", {"code": code_of(secret)}, cookie)[0] != 303:
        sys.exit("the code was not taken")
    return secret


def tables(blocks):
    for block in blocks:
        if block["kind"] == "table":
            yield block
        yield from tables(block.get("blocks", []))


def low_rows(home, school):
    page = json.loads(run("--home", home, "--json", "school", school))
    return [row for table in tables(page["blocks"]) for row in table["rows"] if any(cell.get("text") == "low" for cell in row)]


with tempfile.TemporaryDirectory(prefix="potensial-client-") as folder:
    client = os.path.join(folder, "client.py")
    with open(client, "w") as file:
        file.write(client_of_how_to())
    lines = client_of_how_to().count("\n")
    home = made_home(folder)
    service, links, root = serve(home)
    try:
        school = school_of(root, links)
        secret = invited(root, token_of(send(links["System administrator"], {})[1]), school)
        done = subprocess.run([sys.executable, client, root, mail, password, code_of(secret, 1), school], capture_output=True, text=True)
        wrong = subprocess.run([sys.executable, client, root, mail, password, "000000", school], capture_output=True, text=True)
    finally:
        service.terminate()
        service.wait()
    printed, low = done.stdout.splitlines(), low_rows(home, school)

faults = [f"status {done.returncode}: {done.stderr}"] if done.returncode else []
faults += [f"{lines} lines"] if lines > 30 else []
faults += [f"{len(printed)} groups printed, {len(low)} are low"] if len(printed) != len(low) or not low else []
faults += [f"does not name {row[0].get('text')}" for row, line in zip(low, printed) if f"| {row[0].get('text')} |" not in line]
faults += ["a wrong code is not refused by its name"] if wrong.returncode == 0 or "sign-in.code-wrong: " not in wrong.stderr else []
print("\n".join(faults))
print(f"the client of {lines} lines named {len(printed)} groups of {school}; {len(faults)} faults")
sys.exit(1 if faults else 0)
