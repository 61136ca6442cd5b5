"""A small house in a temporary folder for tests of the tools, and a way to run a tool on it."""
import pathlib
import subprocess
import sys
import tempfile

TOOLS = pathlib.Path(__file__).resolve().parent.parent
HEADER = "// A header that says at some length what it is for and what it promises.\n#pragma once\n"
ENTRY = ("- kind: colour\n  id: red\n  version: 1\n  name: {en: red, cy: coch}\n  source: the rainbow\n  example: {hue: 0}\n")
MESSAGE = "- id: paint.dry\n  en: The paint is dry.\n  cy: Mae’r paent wedi sychu.\n"


class House:
    """Sound as made; write() puts one fault in."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.write("src/LAYERS", "# rows\nbase\nstats model\nstore\n")
        self.write("src/base/date.hpp", HEADER)
        self.write("src/stats/mean.hpp", HEADER + '#include "base/date.hpp"\n')
        self.write("src/model/text.hpp", HEADER)
        self.write("src/store/ledger.cpp", '#include "model/text.hpp"\nauto dry() { return refuse(Blame::input, "paint.dry"); }\n')
        self.write("catalogue/colours/all.yaml", ENTRY)
        self.write("catalogue/messages/paint.yaml", MESSAGE)
        self.write("README.md", "See `src/base/date.hpp`, `base/date.hpp`, `catalogue/*/all.yaml` and `src/NAME/x.hpp`.\n")

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def append(self, name, text):
        self.write(name, (self.root / name).read_text(encoding="utf-8") + text)

    def run(self, tool, *arguments):
        answer = subprocess.run([sys.executable, TOOLS / tool, *arguments, self.root], capture_output=True, text=True)
        return answer.returncode, answer.stdout + answer.stderr

    def close(self):
        self.folder.cleanup()
