"""Every entry of the catalogue has kind, id, version, source, example, and every text both languages."""
import re

from .entries import entries, members
from .files import ours, place, read

COMMON = ("kind", "id", "version", "name", "source", "example")
INNERMOST = re.compile(r"\{[^{}]*\}")
LANGUAGES = ("en", "cy")


def has_language(text, language):
    return re.search(r"(?:^|[{,\s])" + language + r":\s*[^\s,}]", text, re.M) is not None


def one_language_flow(entry):
    """Innermost {…} with one language but not the other."""
    for found in INNERMOST.findall(entry):
        present = [has_language(found, language) for language in LANGUAGES]
        if any(present) and not all(present):
            yield found


def one_language_block(entry):
    """True when lines `en:` and `cy:` of the same depth do not come in pairs."""
    counts = [re.findall(r"^(\s+)" + language + r":\s*\S", entry, re.M) for language in LANGUAGES]
    return sorted(counts[0]) != sorted(counts[1])


def entry_faults(entry):
    found = members(entry)
    for name in COMMON:
        if not found.get(name):
            yield f"“{found.get('id', '?')}” has no {name}"
    for text in one_language_flow(entry):
        yield f"“{found.get('id', '?')}” lacks a language in {text}"
    if one_language_block(entry):
        yield f"“{found.get('id', '?')}” lacks a language"


def faults(root):
    for file in ours(root, "catalogue", ".yaml"):
        if (root / "catalogue/messages") in file.parents:
            continue
        for line, entry in entries(read(file)):
            for words in entry_faults(entry):
                yield place(root, file, line), words
