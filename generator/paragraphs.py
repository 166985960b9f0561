"""Numbered paragraphs of papers: those that begin with a number such as 2.1 can be cited by it."""

from __future__ import annotations

import re

NUMBERED = re.compile(r"^(?:- )?([0-9]+(?:\.[0-9]+)+)\.? ", re.MULTILINE)
"""The number at the start of a paragraph, with the hyphen that some papers put before it."""

HEADED = re.compile(r"^#{2,4} ([0-9]+(?:\.[0-9]+)+)\.? ", re.MULTILINE)
"""The number of a heading that counts along with the paragraphs."""


def paragraph_anchor(number: str, prefix: str = "para") -> str:
    """Where a paragraph is found: para-2-1 for 2.1."""
    return f"{prefix}-{number.replace('.', '-')}"
