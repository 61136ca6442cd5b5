"""Which files of a checkout are ours, and how a place is named."""
import os

OUTSIDE = {"build", "node_modules", "__pycache__"}


def ours(root, folder, *endings):
    """Files under root/folder with one of the endings, sorted; nothing built, fetched or hidden."""
    found = []
    for place, folders, names in os.walk(root / folder):
        folders[:] = [each for each in folders if each not in OUTSIDE and not each.startswith(".")]
        found += [root.__class__(place) / name for name in names if name.endswith(endings or "")]
    return sorted(found)


def place(root, file, line=None):
    named = file.relative_to(root).as_posix()
    return f"{named}:{line}" if line else named


def read(file):
    return file.read_text(encoding="utf-8", errors="replace")


def line_of(text, position):
    return text.count("\n", 0, position) + 1
