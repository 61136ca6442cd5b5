#!/usr/bin/env python3
"""Shows a mail as a mail program does: read_mail.py FILE prints its headers, decoded, an empty line and its text."""
import email
import email.policy
import pathlib
import sys

mail = email.message_from_bytes(pathlib.Path(sys.argv[1]).read_bytes(), policy=email.policy.default)
out = [f"{name}: {value}" for name, value in mail.items()]
out += ["", mail.get_body(("plain",)).get_content().replace("\r\n", "\n")]
sys.stdout.buffer.write("\n".join(out).encode())
