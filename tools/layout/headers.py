"""A public header opens with its contract, and no header draws in a heavy library.

An internal header may: it ends in _internal.hpp, and only .cpp files of its own row include it.
"""
import re

from .files import line_of, ours, place, read

HEAVY = re.compile(
    r'^\s*#include\s+[<"]((?:Eigen|duckdb|boost/json|boost/beast|boost/asio|soci|yaml-cpp|libxml|xlsxwriter|unicode|zip\.h'
    r'|coin/|sqlite3)[^>"]*)[>"]', re.M)
INTERNAL = re.compile(r'^\s*#include\s+"([^"]+_internal\.hpp)"', re.M)
LEAST_CONTRACT = 40  # letters: less than this says nothing


def opening_comment(text):
    words = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        words.append(line[2:].strip())
    return " ".join(words)


def internal_faults(root):
    for file in ours(root, "src", ".hpp", ".cpp"):
        row, text = file.relative_to(root / "src").parts[0], read(file)
        for found in INTERNAL.finditer(text):
            if file.suffix != ".cpp" or found.group(1).split("/")[0] != row:
                yield place(root, file, line_of(text, found.start())), f"{found.group(1)} is internal to .cpp files of its row"


def faults(root):
    for file in ours(root, "src", ".hpp"):
        text = read(file)
        if len(opening_comment(text)) < LEAST_CONTRACT:
            yield place(root, file, 1), "a header opens with a comment that says what it is for"
        for found in HEAVY.finditer("" if file.name.endswith("_internal.hpp") else text):
            yield place(root, file, line_of(text, found.start())), f"heavy header {found.group(1)} in a header"
    yield from internal_faults(root)
