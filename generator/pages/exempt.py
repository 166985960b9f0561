"""Why the public may not hear an agenda item, in words.

The seven paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972, as it stands for England:
https://www.legislation.gov.uk/ukpga/1972/70/schedule/12A
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import AgendaItem

SUBJECTS: Mapping[str, str] = {
    "1": "information relating to any individual",
    "2": "information which is likely to reveal the identity of an individual",
    "3": "information relating to the financial or business affairs of any particular person",
    "4": "information relating to consultations or negotiations on labour relations with the authority's staff",
    "5": "information which legal professional privilege could keep out of court",
    "6": "information which reveals that the authority proposes to give a notice, or to make an order or direction",
    "7": "information relating to the prevention, investigation or prosecution of crime",
}
"""What each paragraph is about. Exemptions hold only while secrecy serves the public better than openness does."""


def closed_words(entry: AgendaItem) -> str:
    """That the item is not open to the public, and why; "" for one that is open."""
    if not entry.closed_under:
        return ""
    item = f"Item {entry.number}: not" if entry.number else "Not"
    law = f"paragraph {entry.closed_under} of Schedule 12A to the Local Government Act 1972"
    return f"{item} open to the public. Exempt under {law} ({SUBJECTS[entry.closed_under]})."
