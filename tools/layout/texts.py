"""No unfinished work is marked in our files, none is over long, and none names a place of one machine."""
import re

from .files import line_of, ours, place, read

MOST_LINES = 700
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE = re.compile(r"(?<![\w.])/(?:work|Users)/[\w.-]+")
FOLDERS = ("src", "catalogue", "tests", "tools", "script", "docs", "web", "bench", "packaging", "cmake", ".ci")
ENDINGS = (".cpp", ".hpp", ".py", ".yaml", ".md", ".scss", ".js", ".txt", ".cmake", ".mustache", ".service")


def text_files(root):
    for folder in FOLDERS:
        for file in ours(root, folder):
            if file.suffix in ENDINGS or (not file.suffix and file.name != "LICENSE"):
                yield file
    yield from sorted(each for each in root.glob("*") if each.is_file() and each.suffix in ENDINGS)


def faults(root):
    for file in text_files(root):
        text = read(file)
        if text.count("\n") > MOST_LINES:
            yield place(root, file), f"{text.count(chr(10))} lines, at most {MOST_LINES}"
        for found in UNFINISHED.finditer(text):
            yield place(root, file, line_of(text, found.start())), f"unfinished: {found.group(0)}"
        for found in MACHINE.finditer(text):
            yield place(root, file, line_of(text, found.start())), f"a path of one machine: {found.group(0)}"
