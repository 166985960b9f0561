"""What the public may not see yet, or at all. Anything malformed about withholding means withheld, and the check fails.

Embargoed until a moment, or exempt under the Local Government Act 1972, Schedule 12A:
https://www.legislation.gov.uk/ukpga/1972/70/schedule/12A
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

ACCESS_KINDS = ("public", "embargoed", "exempt")


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a row, package or paper is withheld, and the rule it breaks ("" when it breaks none)."""

    withheld: bool
    rule: str = ""
    remedy: str = ""


PUBLIC = Decision(withheld=False)
WITHHELD = Decision(withheld=True)


def decide(access: str, publish_at: datetime | None, exempt_paragraph: str, at: datetime) -> Decision:
    """Whether the public may see it at the moment `at` (which has an offset). Empty `access` adds no restriction."""
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
            return WITHHELD if at < publish_at else PUBLIC
        case "exempt":
            if not exempt_paragraph or publish_at is not None:
                return _malformed(
                    "an exempt row has an exempt_paragraph and no publish_at", "Give the paragraph, 1 to 7."
                )
            return WITHHELD
        case _:
            return _malformed("access is not known", "Use one of: " + ", ".join(ACCESS_KINDS) + ".")


def _malformed(rule: str, remedy: str) -> Decision:
    return Decision(withheld=True, rule=rule, remedy=remedy)
