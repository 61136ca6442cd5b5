#!/usr/bin/env python3
"""A mail server for tests: smtp_server.py FOLDER

Listens on a free port of this machine and writes it to FOLDER/port. Each mail it takes becomes FOLDER/N.eml with the lines
of its envelope before it. How it behaves stands in FOLDER/mode, read for each connection: accept, refuse (550), busy (451),
silent (says nothing at all), unsaid (takes the mail and does not say so), account (asks for the account me and the password
right). Ends with its standard input.
"""
import base64
import itertools
import os
import pathlib
import socketserver
import sys
import threading
import time

folder = pathlib.Path(sys.argv[1])
numbers = itertools.count(1)
WANTED = base64.b64encode(b"\0me\0right").decode()


def mode():
    return (folder / "mode").read_text().strip()


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.mode, self.envelope, self.known = mode(), [], False
        if self.mode == "silent":
            time.sleep(60)
        self.say("220 test ready")
        for raw in iter(self.rfile.readline, b""):
            line = raw.decode("utf-8", "replace").strip()
            if line.upper() == "QUIT":
                return self.say("221 bye")
            self.answer(line)

    def answer(self, line):
        word = line.split(" ")[0].upper()
        if word == "EHLO" and self.mode == "account":
            self.say("250-test")
            self.say("250 AUTH PLAIN")
        elif word == "AUTH":
            self.say("334 ")
            self.known = self.rfile.readline().decode().strip() == WANTED
            self.say("235 welcome" if self.known else "535 who are you")
        elif word == "MAIL":
            self.envelope = [line]
            self.say("250 ok" if self.known or self.mode != "account" else "530 sign in first")
        elif word == "RCPT":
            self.envelope.append(line)
            self.say({"refuse": "550 nobody here", "busy": "451 not now"}.get(self.mode, "250 ok"))
        elif word == "DATA":
            self.say("354 go on")
            self.take()
        else:
            self.say("250 ok")

    def take(self):
        lines = []
        for raw in iter(self.rfile.readline, b""):
            if raw == b".\r\n":
                break
            lines.append(raw[1:] if raw.startswith(b".") else raw)
        unfinished = folder / "unfinished"
        unfinished.write_bytes("\r\n".join(self.envelope).encode() + b"\r\n\r\n" + b"".join(lines))
        unfinished.rename(folder / f"{next(numbers)}.eml")
        if self.mode == "unsaid":
            time.sleep(60)
        self.say("250 taken")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


with Server(("127.0.0.1", 0), Conversation) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (folder / "port.new").write_text(str(server.server_address[1]))
    (folder / "port.new").rename(folder / "port")
    sys.stdin.read()
    os._exit(0)
