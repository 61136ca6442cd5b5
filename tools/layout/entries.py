"""Reads as much of our YAML lists as the checks need, without a YAML library: entries, their members by name,
and the line each begins on. Understands block entries (`- id: x`) and flow entries (`- {id: x, ...}`)."""
import re

BLOCK_MEMBER = re.compile(r"^(?:- |  )([A-Za-z][\w-]*):(.*)$")
FLOW_MEMBER = re.compile(r"""(?:^|[,{])\s*([A-Za-z][\w-]*):\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,{}]*)""")


def entries(text):
    """(line, entry text) of each item of the top-level list."""
    found, lines = [], text.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("- ")]
    for start, end in zip(starts, starts[1:] + [len(lines)]):
        found.append((start + 1, "\n".join(lines[start:end])))
    return found


def members(entry):
    """Members of one entry: name to the text after the colon (block members that go on below have some text)."""
    if entry.startswith("- {"):
        return {name: value.strip("\"' ") for name, value in FLOW_MEMBER.findall(entry[2:])}
    found, last = {}, None
    for line in entry.splitlines():
        member = BLOCK_MEMBER.match(line)
        if member:
            last = member.group(1)
            found[last] = member.group(2).strip()
        elif last and line.strip() and not line.strip().startswith("#"):
            found[last] += " " + line.strip()
    return {name: value.strip("\"' ") for name, value in found.items()}
