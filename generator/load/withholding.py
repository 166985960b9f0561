"""What the public may not see yet, or at all. Anything malformed about withholding means withheld, and the check fails.

Embargoed until a moment, or exempt under the Local Government Act 1972, Schedule 12A:
https://www.legislation.gov.uk/ukpga/1972/70/schedule/12A
Or sensitive: public, but for the time before an election that the settings name, when councils take special care:
https://www.gov.uk/government/publications/recommended-code-of-practice-for-local-authority-publicity
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from generator.contract import WITHHOLDING_COLUMNS
from generator.errors import Problem
from generator.load.convert import CellError, parse_moment
from generator.load.gate import MAX_BYTES

ACCESS_KINDS = ("public", "embargoed", "exempt", "sensitive")
PARAGRAPHS = frozenset("1234567")


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment (it has an offset) whose public view is made, and whether a pre-election period holds then.

    `met` are the moments that it was held against: until the next of them, the public may see the same.
    """

    time: datetime
    pre_election: bool = False
    met: set[datetime] = field(default_factory=set, compare=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a row, table, package or paper is withheld, and the rule it breaks ("" when it breaks none).

    `column` is where the rule is broken, and `found` what stands there. `waits` is whether it is withheld for a
    pre-election period only.
    """

    withheld: bool
    rule: str = ""
    remedy: str = ""
    column: str = "access"
    found: str = ""
    waits: bool = False

    def rule_of(self, what: str) -> str:
        """The rule in the words for a table, package or paper."""
        return self.rule.replace(" row ", f" {what} ")

    def problem(self, file: str, what: str, entry: str = "") -> Problem | None:
        """The problem in a descriptor or front matter, if there is one; `entry` is what the key stands in."""
        if not self.rule:
            return None
        return Problem(file, self.rule_of(what), self.remedy, None, f"{entry}{self.column}", self.found)


PUBLIC = Decision(withheld=False)
WITHHELD = Decision(withheld=True)


def decide(access: str, publish_at: datetime | None, exempt_paragraph: str, at: Moment) -> Decision:
    """Whether the public may see it at the moment `at`. Empty `access` adds no restriction."""
    match access:
        case "" | "public":
            if publish_at is not None or exempt_paragraph:
                return _malformed(
                    "a public row has no publish_at and no exempt_paragraph", "Empty them, or give access."
                )
            return PUBLIC
        case "embargoed":
            if publish_at is None or exempt_paragraph:
                return _malformed("an embargoed row has a publish_at and no exempt_paragraph", "Say when it opens.")
            at.met.add(publish_at)
            return WITHHELD if at.time < publish_at else PUBLIC
        case "exempt":
            if exempt_paragraph not in PARAGRAPHS or publish_at is not None:
                return _malformed(
                    "an exempt row has an exempt_paragraph and no publish_at", "Give the paragraph, 1 to 7."
                )
            return WITHHELD
        case "sensitive":
            if publish_at is not None or exempt_paragraph:
                return _malformed(
                    "a sensitive row has no publish_at and no exempt_paragraph", "Empty them: it waits for elections."
                )
            return Decision(withheld=at.pre_election, waits=at.pre_election)
        case _:
            return _malformed("access is not known", "Use one of: " + ", ".join(ACCESS_KINDS) + ".")


def decide_raw(raw: Mapping[str, object], at: Moment) -> Decision:
    """The same for a package, a table of it or a paper, whose three keys may hold anything at all."""
    for key in WITHHOLDING_COLUMNS:
        if not isinstance(raw.get(key, ""), str):
            return Decision(True, "this is one line of text", "Write it as text in quotation marks.", key)
    access, publish_at, paragraph = (str(raw.get(key, "")) for key in WITHHOLDING_COLUMNS)
    try:
        moment = parse_moment(publish_at) if publish_at else None
    except CellError as error:
        return Decision(True, error.rule, error.remedy, "publish_at", publish_at)
    decision = decide(access, moment, paragraph, at)
    return replace(decision, found=access) if decision.rule else decision


_EMPTY = r"""[ \t]*["']?(public)?["']?[ \t]*([,}]|\n(?![ \t])|$)"""
_RESTRICTS = re.compile(
    rf"""["']?\b(access|publish_at|exempt_paragraph)["']?\s*:(?!{_EMPTY})""",
    re.IGNORECASE,
)


def may_restrict(text: str) -> bool:
    """Whether a descriptor or front matter that can't be read seems to withhold anything."""
    return _RESTRICTS.search(text) is not None


def any_text(path: Path) -> str:
    """What can be read of a file that is not as it should be, to look for signs in; "" where there is none."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as source:
        return source.read(MAX_BYTES).replace(b"\0", b"").decode("utf-8", errors="replace")


def _malformed(rule: str, remedy: str) -> Decision:
    return Decision(withheld=True, rule=rule, remedy=remedy)
