"""Includes point up the list of src/LAYERS only, stats/ has no word of the domain, and the attacker no protection."""
import re

from .files import line_of, ours, place, read

INCLUDE = re.compile(r'^\s*#include\s+"([^"]+)"', re.M)
DOMAIN = re.compile(
    r"(?<![a-z])(schools?|pupils?|learners?|authorit(?:y|ies)|fsm|sen|eal|key[ _-]?stages?|teachers?|wales|welsh|estyn|"
    r"free[ _-]?school[ _-]?meals?|curriculum|attainment|headteachers?)(?![a-z])", re.I)

# What the attacker of published tables must not know, so that it proves something.
PROTECTION = re.compile(r"^(?:stats/cell_(?:moves|proofs|suppression)|model/disclosure|catalogue/disclosure|store/|report/|service/)")


def row_numbers(root):
    """Row of each folder of src/, counted from the top."""
    numbers = {}
    lines = [each.split("#")[0].split() for each in read(root / "src/LAYERS").splitlines()]
    for number, names in enumerate(each for each in lines if each):
        numbers.update(dict.fromkeys(names, number))
    return numbers


def include_faults(root, numbers):
    for file in ours(root, "src", ".hpp", ".cpp"):
        own = file.relative_to(root / "src").parts[0]
        text = read(file)
        for found in INCLUDE.finditer(text):
            other = found.group(1).split("/")[0]
            if other == own or other not in numbers:
                continue
            if own not in numbers:
                yield place(root, file), f"folder {own} is not in src/LAYERS"
            elif numbers[other] >= numbers[own]:
                yield place(root, file, line_of(text, found.start())), f"{own} must not include {found.group(1)}"


def domain_faults(root):
    for file in ours(root, "src/stats", ".hpp", ".cpp"):
        if file.name.endswith("_test.cpp"):
            continue  # data sets of tests have columns of these names
        text = read(file)
        for found in DOMAIN.finditer(re.sub(r"[_]", " ", text)):
            yield place(root, file, line_of(text, found.start())), f"stats/ knows no “{found.group(0)}”"


def attacker_faults(root):
    for file in ours(root, "src/attack", ".hpp", ".cpp"):
        text = read(file)
        for found in INCLUDE.finditer(text):
            if PROTECTION.match(found.group(1)):
                yield place(root, file, line_of(text, found.start())), f"the attacker must not include {found.group(1)}"


def faults(root):
    yield from include_faults(root, row_numbers(root))
    yield from attacker_faults(root)
    yield from domain_faults(root)
