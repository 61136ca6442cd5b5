"""Statements of databases are the program's own (SEC-21): what stands beside the literals of one is a name of the list here,
which is set from literals; values go into placeholders. And the site reaches the home through the front door alone (SEC-5)."""
import re

from .files import line_of, ours, place, read

VERB = r"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|CREATE|ALTER|DROP|COPY|ATTACH|PRAGMA|ORDER BY)\b"
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
STATEMENT = re.compile(r'(?:' + LITERAL + r'\s*)*"(?:[^"\\\n]|\\.)*' + VERB + r'(?:[^"\\\n]|\\.)*"(?:\s*' + LITERAL + r')*')
JOINED = re.compile(r"\s*(?:<<|\+)\s*([A-Za-z_][\w:]*(?:\([^()]*\))?)")
# Parts of statements: columns, and conditions that callers give as literals.
PARTS = {"columns", "organisation_columns", "load_columns", "import_task_rows::columns", "find_task_rows::columns", "mail_rows::columns", "rest", "condition", "in_force", "quoted", "statement"}
FORMATTED = re.compile(r"fmt::format\(\s*\"(?:[^\"\\\n]|\\.)*" + VERB)
NUMBERS_ONLY = "ledger_engine.cpp"  # settings that take no placeholder: a number of milliseconds

FRONT = re.compile(r'^\s*#include\s+"(?:store|insight|exchange|demonstration|stats)/', re.M)


def joined_faults(root, file, text):
    for statement in STATEMENT.finditer(text):
        at = statement.end()
        while joined := JOINED.match(text, at):
            if joined.group(1) not in PARTS:
                yield place(root, file, line_of(text, joined.start(1))), f"a statement is built from {joined.group(1)}: give it to a placeholder"
            at = joined.end()
            following = re.compile(r"\s*(?:<<|\+)?\s*" + LITERAL).match(text, at)
            at = following.end() if following else at


def statement_faults(root):
    for file in ours(root, "src", ".cpp", ".hpp"):
        text = read(file)
        if file.name.endswith("_test.cpp") or "soci" not in text and "/store/" in file.as_posix():
            continue  # DuckDB reads files in memory: its texts are made of quoted names alone
        yield from joined_faults(root, file, text)
        if file.name == NUMBERS_ONLY:
            continue
        for found in FORMATTED.finditer(text):
            yield place(root, file, line_of(text, found.start())), "a statement is formatted: give its values to placeholders"


def door_faults(root):
    for file in ours(root, "src/app/http", ".cpp", ".hpp"):
        text = read(file)
        if file.name.endswith("_test.cpp"):
            continue
        for found in FRONT.finditer(text):
            yield place(root, file, line_of(text, found.start())), "the site asks the front door alone, which asks whose it is"


def faults(root):
    yield from statement_faults(root)
    yield from door_faults(root)
