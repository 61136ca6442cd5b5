"""Every message has both languages, and every code in the program has a message."""
import re

from .entries import entries, members
from .files import line_of, ours, place, read

CODE = r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+)"'
DIRECT = re.compile(r"\b(?:refuse\s*\(\s*Blame::\w+\s*,|phrase\s*\()\s*" + CODE)
LITERAL = re.compile(CODE)
FILE_ENDINGS = ("csv", "xml", "xlsx", "html", "json", "yaml", "yml", "css", "svg", "txt", "pdf", "parquet", "db", "hpp",
                "cpp", "js", "zip", "sqlite", "tmp", "md", "png")


def messages(root):
    """(file, line, members) of every message."""
    for file in ours(root, "catalogue/messages", ".yaml"):
        for line, entry in entries(read(file)):
            yield file, line, members(entry)


def language_faults(root):
    seen = {}
    for file, line, message in messages(root):
        name = message.get("id", "?")
        for language in ("id", "en", "cy"):
            if not message.get(language):
                yield place(root, file, line), f"message “{name}” has no {language}"
        if name in seen:
            yield place(root, file, line), f"message “{name}” stands twice, first in {seen[name]}"
        seen.setdefault(name, place(root, file, line))


def codes_in(text, areas):
    """(position, code): literals given to refuse and phrase, and whole literals that begin as a message does."""
    direct = {found.start(1): found.group(1) for found in DIRECT.finditer(text)}
    for found in LITERAL.finditer(text):
        code = found.group(1)
        if code.split(".")[0] in areas and code.rsplit(".", 1)[1] not in FILE_ENDINGS:
            direct.setdefault(found.start(1), code)
    return sorted(direct.items())


def faults(root):
    yield from language_faults(root)
    known = {message.get("id", "?") for _, _, message in messages(root)}
    areas = {name.split(".")[0] for name in known}
    for file in ours(root, "src", ".hpp", ".cpp"):
        if file.name.endswith("_test.cpp"):
            continue
        text = re.sub(r"//.*", "", read(file))
        for position, code in codes_in(text, areas):
            if code not in known:
                yield place(root, file, line_of(text, position)), f"“{code}” has no message in catalogue/messages"
