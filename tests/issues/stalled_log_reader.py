#!/usr/bin/env python3
"""The service once waited for whoever reads its log: a pipe that nobody reads is full after 64 KiB, and nothing was answered.

Usage: stalled_log_reader.py PROGRAM
Its standard error is a pipe that nobody reads. More is asked than the pipe holds; everything must be answered, the service
must end when it is told to, and a reader who comes back within the second of its end finds every line. Ends with status 1
otherwise.
"""
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile

program = sys.argv[1]
questions, path = 400, "/en/" + "nothing-" * 30  # 240 bytes and more in each line: 130 KB


def run(*words):
    subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL)


def serve(home):
    service = subprocess.Popen([program, "--home", home, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in service.stdout:
        if ready := re.search(r"http://127\.0\.0\.1:(\d+)\. ", line):
            return service, int(ready.group(1))
    sys.exit("the service ended before it was ready")


def ask_all(port):
    """How many were answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for number in range(questions):
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            return number
    return questions


def answers_and_ends(home, reads_at_the_end):
    service, port = serve(home)
    try:
        answered = ask_all(port)
        if answered < questions:
            return f"question {answered + 1} was not answered"
        service.send_signal(signal.SIGTERM)
        if not reads_at_the_end:
            return "" if service.wait(timeout=30) == 0 else f"ended with {service.returncode}"
        _, log = service.communicate(timeout=30)
        lines = log.count(path)
        return "" if lines == questions else f"{lines} of {questions} lines in the log"
    finally:
        service.kill()
        service.wait()


with tempfile.TemporaryDirectory(prefix="potensial-log-") as folder:
    home = os.path.join(folder, "home")
    run("--home", home, "init", "--name", "Ann", "--mail", "ann@example.invalid")
    faults = [fault for reads in (False, True) if (fault := answers_and_ends(home, reads))]
print("\n".join(faults))
sys.exit(1 if faults else 0)
