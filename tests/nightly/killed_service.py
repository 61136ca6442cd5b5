"""What the scripts that kill a running service share: a copy of its home, a journal outside it, and the service itself.

The service writes its words and its log into a file: a pipe that nobody reads would stop it.
"""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time


class Journal:
    """Lines that are on the disk before the next step; of several threads."""

    def __init__(self, path):
        self.file = open(path, "a")
        self.lock = threading.Lock()

    def note(self, *words):
        with self.lock:
            self.file.write(" ".join(map(str, words)) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())

    def noted(self, first):
        """The further words of the lines that begin with this one."""
        with open(self.file.name) as lines:
            return [line.split()[1:] for line in lines if line.split()[0] == first]


class Place:
    """A folder of its own: a copy of the home, the journal, and what the service says."""

    def __init__(self, program, source):
        self.program = program
        self.work = tempfile.mkdtemp(prefix="potensial-kills-")
        self.home = os.path.join(self.work, "home")
        shutil.copytree(source, self.home)
        os.chmod(self.home, 0o700)
        self.journal = Journal(os.path.join(self.work, "journal"))

    def run(self, *words, at=None):
        return subprocess.run([self.program, "--home", at or self.home, *words], capture_output=True, text=True)

    def remove(self):
        shutil.rmtree(self.work)


class Service:
    def __init__(self, place):
        self.log = os.path.join(place.work, "service.log")
        with open(self.log, "w") as log:
            self.process = subprocess.Popen([place.program, "--home", place.home, "serve", "--port", "0"], stdout=log, stderr=log)
        self.port = self.listening()

    def wait_for(self, find, what):
        """What `find` finds once it is there, within five minutes and while the service lives."""
        end = time.monotonic() + 300
        while time.monotonic() < end and self.process.poll() is None:
            if found := find():
                return found
            time.sleep(0.05)
        raise RuntimeError(f"the service does not {what}")

    def listening(self):
        def port():
            for line in subprocess.run(["ss", "-ltnp"], capture_output=True, text=True).stdout.splitlines():
                if f"pid={self.process.pid}," in line:
                    return int(line.split()[3].rsplit(":", 1)[1])
            return None

        return self.wait_for(port, "listen")

    def link_of_officer(self):
        """The address by which the first data officer of an authority signs in; once pages are worked out."""
        def link():
            with open(self.log) as log:
                said = log.read()
            found = re.search(r"Authority data officer.*http://127\.0\.0\.1:\d+(/en/link/\S+)", said)
            ready = re.search(r"http://127\.0\.0\.1:\d+\. ", said)
            return found.group(1) if found and ready else None

        return self.wait_for(link, "become ready")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
