"""How each relation between two things reads from either end."""

from __future__ import annotations

FORWARD = {
    "measures": "Measures",
    "contributes to": "Contributes to",
    "mitigates": "Mitigates",
    "threatens": "Threatens",
    "discussed at": "Discussed at",
    "arises from": "Arises from",
    "resolves": "Resolves",
    "within remit of": "Within the remit of",
    "carried forward as": "Carried forward as",
    "merged into": "Merged into",
    "split into": "Split into",
    "dropped from": "Dropped from",
    "draws on": "Draws on",
    "rests on": "Rests on",
}
BACKWARD = {
    "measures": "Measured by",
    "contributes to": "Helped by",
    "mitigates": "Mitigated by",
    "threatens": "Threatened by",
    "discussed at": "Discussed",
    "arises from": "Led to",
    "resolves": "Resolved by",
    "within remit of": "In its remit",
    "carried forward as": "Carried forward from",
    "merged into": "Merged from",
    "split into": "Split from",
    "dropped from": "Dropped",
    "draws on": "Used by",
    "rests on": "Supports",
}
"""How each relation reads from its first thing and from its second."""
