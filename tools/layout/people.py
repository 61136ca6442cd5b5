"""Whoever stands in the repository is invented (PRV-8): numbers of learners are of schools that do not exist or are the
vectors of the check letter, postcodes are of no place, and mail leads nowhere."""
import re

from .files import line_of, ours, place, read

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
NUMBER = re.compile(r"(?<![A-Za-z0-9])([A-HJ-NPRT-Z])(\d{12})(?![A-Za-z0-9])")
POSTCODE = re.compile(r"(?<![A-Za-z0-9&;])(?!ZZ99)[A-Z]{1,2}\d[0-9A-Z]? \d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])")
MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}")
NOWHERE = re.compile(r"\.(?:example|invalid|test|noreply\.[\w.-]+)$|@example\.(?:org|com)$|^git@")
VECTORS = "tests/reference/upn_vectors.csv"
EXAMPLE = "R674123101121"  # the worked example of the check letter
RANGES = re.compile(r"invented_establishments\[\] = \{(.*?)\};", re.S)
FOLDERS = ("src", "catalogue", "tests", "docs", "tools", "script", "web", "bench", "packaging")
ENDINGS = (".cpp", ".hpp", ".py", ".mjs", ".yaml", ".md", ".csv", ".xml", ".json", ".txt", ".html", ".mustache", ".R", "")


def invented_ranges(root):
    file = root / "src/service/home.cpp"
    listed = RANGES.search(read(file)) if file.exists() else None
    return [(int(low), int(high)) for low, high in re.findall(r"\{(\d+), (\d+)\}", listed.group(1))] if listed else []


def is_learners(letter, digits):
    return LETTERS[sum(weight * int(digit) for weight, digit in enumerate(digits, 2)) % 23] == letter


def number_faults(text, ranges, vectors):
    for found in NUMBER.finditer(text):
        letter, digits = found.groups()
        school = int(digits[3:7])
        known = found.group(0) in vectors or any(low <= school <= high for low, high in ranges)
        if is_learners(letter, digits) and not known:
            yield found.start(), f"{found.group(0)} may be a learner’s number: take one of an invented school"


def text_faults(text, ranges, vectors):
    yield from number_faults(text, ranges, vectors)
    yield from ((found.start(), f"{found.group(0)} may be a postcode: take one of ZZ99") for found in POSTCODE.finditer(text))
    yield from ((found.start(), f"{found.group(0)} may be somebody’s address: take one of .example or .invalid")
                for found in MAIL.finditer(text) if not NOWHERE.search(found.group(0)))


def faults(root):
    ranges = invented_ranges(root)
    vectors = {EXAMPLE, *re.findall(r"[A-Z]\d{12}", read(root / VECTORS) if (root / VECTORS).exists() else "")}
    for folder in FOLDERS:
        for file in ours(root, folder):
            if file.suffix not in ENDINGS or file.name == "package-lock.json":
                continue
            text = read(file)
            for position, words in text_faults(text, ranges, vectors):
                yield place(root, file, line_of(text, position)), words
