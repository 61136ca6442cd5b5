"""A path named in a document exists. Paths stand in `code` or in links; `*` may match anything, a name in
capitals or <brackets> stands for a name of the reader's."""
import re

from .files import line_of, ours, place, read

TOP = r"(?:src|catalogue|tests|docs|tools|script|web|bench|packaging|cmake|base|model|stats|store|exchange|insight|" \
      r"demonstration|attack|report|service|app)"
CODE_PATH = re.compile(r"`((?:" + TOP + r")/[^`\s]*)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
STANDS_FOR_A_NAME = re.compile(r"[<>{}…]|\b[A-Z]{2,}\b|\.\.\.")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)


def exists(root, named):
    named = named.rstrip("/.,;:")
    for base in (root, root / "src"):
        if "*" in named and any(base.glob(named)):
            return True
        if "*" not in named and (base / named).exists():
            return True
    return False


def document_files(root):
    return sorted(root.glob("*.md")) + ours(root, "docs", ".md") + ours(root, "web", ".md") + ours(root, "bench", ".md")


def faults(root):
    for file in document_files(root):
        text = read(file)
        prose = FENCED.sub(lambda block: re.sub(r"[^\n]", " ", block.group(0)), text)
        for found in CODE_PATH.finditer(prose):
            if not STANDS_FOR_A_NAME.search(found.group(1)) and not exists(root, found.group(1)):
                yield place(root, file, line_of(text, found.start())), f"{found.group(1)} does not exist"
        for found in LINK.finditer(prose):
            if not (file.parent / found.group(1)).exists():
                yield place(root, file, line_of(text, found.start())), f"link to {found.group(1)} leads nowhere"
