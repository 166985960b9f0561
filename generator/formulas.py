"""Which text a spreadsheet would take for a formula and work out, wherever somebody opens a CSV file that holds it.

Text that begins with = or @ always is one. A sign (+ or -) also begins bullets, changes and telephone numbers, so what
follows it decides: only what is an expression from end to end is worked out, or what reaches outside the file.
"""

from __future__ import annotations

import re

_ALWAYS = ("=", "@", "＝", "＠", "＋", "－", "﹦", "﹫", "﹢", "﹣")
"""Beginnings of formulas, with the wide and small forms that East Asian versions take for the same."""

_SIGNS = ("+", "-")

_STRAY = ("\t", "\r", "\n")
"""Some spreadsheets skip these, and read on."""

_REACHES_OUT = re.compile(r"""\w\s*\|['"\w]|\w\(\s*["']|[\w'\]]!\$?[A-Za-z]""")
"""Another program (cmd|'/C calc'!A0), a function that is given text (HYPERLINK("…")), or another sheet (Sheet1!A1)."""

_SHEET = r"(?:(?:'[^']*'|[\w.\[\]]+)!)?"
_OPERAND = re.compile(
    rf"""(?: [0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)? | \.[0-9]+     # a number
           | "(?:[^"]|"")*"                                         # text
           | \$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}(?![\w(])          # columns
           | {_SHEET}\$?[A-Za-z]{{1,3}}\$?[0-9]{{1,7}}(?![\w(])      # a cell
           | \#[A-Z/0]+[!?A]                                        # an error
         )%*""",
    re.VERBOSE,
)
_OPENS = re.compile(r"[\w.]*\(|\{")
_OPERATOR = re.compile(r"<=|>=|<>|[-+*/^&=<>:,;]")
_SIGN = re.compile(r"[-+@]")
_NAME = re.compile(r"[^\W\d]\w*+(?:\[[^\]]*\])?(?!\()")
"""TRUE, a name or a part of a table: elsewhere than between brackets it is as likely to be a word."""
_CLOSES = re.compile(r"[)}]%*")
_SPACES = re.compile(r"\s*")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would work `text` out. A number is none, whatever its sign, nor is a dash before words."""
    if text[:1].isalnum():  # as nearly all texts are
        return False
    if text.startswith(_STRAY):
        return True
    begun = text.strip()
    if not begun.startswith(_SIGNS):
        return begun.startswith(_ALWAYS)
    return _REACHES_OUT.search(begun) is not None or _is_expression(begun)


def _is_expression(text: str) -> bool:
    """Whether `text` is one expression from end to end, of more than a number: -2+3, +A1, -(3), +SUM(1;2)."""
    place, depth, parts, operand_next = 0, 0, 0, True
    plain = re.fullmatch(r"[-+]\s*[0-9.]+%?", text) is not None
    while place < len(text):
        place = _end(_SPACES, text, place) or place
        if operand_next and (end := _end(_SIGN, text, place)):
            pass
        elif operand_next and (end := _end(_OPERAND, text, place)):
            operand_next = False
            parts += 1
        elif depth and operand_next and (end := _end(_NAME, text, place)):
            operand_next = False
        elif operand_next and (end := _end(_OPENS, text, place)):
            depth += 1
        elif depth and (end := _end(_CLOSES, text, place)):
            operand_next = False
            depth -= 1
            parts += 1
        elif not operand_next and (end := _end(_OPERATOR, text, place)):
            operand_next = True
        else:
            return False
        place = end
    return parts > 0 and not operand_next and depth == 0 and not plain


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    """Where what `pattern` finds at `place` ends; 0 where it finds nothing."""
    found = pattern.match(text, place)
    return found.end() if found is not None else 0
