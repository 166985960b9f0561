"""The first release: every table of the contract with its first row only, and what the package says of itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import timedelta

from generator import contract
from generator.load.unfilled import FILL_IN
from generator.periods import Kind
from generator.starting.wishes import Wishes
from generator.words import lower_first

UNTIL_RELEASED = timedelta(days=35)
"""How long after its period a release comes out, until somebody sets the day."""

PLACE = {
    "areas": {"name": "{short_name}", "kind": "whole", "area": "{id}"},
    "breakdowns": {"breakdown": "all", "name": "Everyone", "kind": "all"},
}
"""The rows that every council has: its whole area, and everyone in it."""


def first_release(wishes: Wishes) -> Mapping[str, bytes]:
    """Each file of the release by its name."""
    files = {f"{name}.csv": _table(name, wishes) for name in contract.tables()}
    return {**files, "datapackage.json": _descriptor(wishes)}


def _table(name: str, wishes: Wishes) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, contract.tables()[name].header, restval="", lineterminator="\n")
    writer.writeheader()
    if name in PLACE:
        known = {"id": wishes.id, "short_name": wishes.short_name}
        writer.writerow({column: value.format(**known) for column, value in PLACE[name].items()})
    return text.getvalue().encode()


def _descriptor(wishes: Wishes) -> bytes:
    listed, period = list(contract.tables()), wishes.period
    released = period.end + UNTIL_RELEASED
    raw = {
        "name": f"{wishes.id}-{wishes.release}",
        "version": "1.0.0",
        "contract_version": contract.VERSION,
        "title": f"{wishes.short_name}: {_said(wishes)}",
        "publisher": {"id": wishes.id, "name": wishes.name, "short_name": wishes.short_name},
        "period": period.token,
        "as_at": period.end.isoformat(),
        "released": released.isoformat(),
        "next_release": (period.next.end + UNTIL_RELEASED).isoformat(),
        "licenses": [
            {
                "name": "OGL-UK-3.0",
                "title": "Open Government Licence v3.0",
                "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            }
        ],
        "contributors": [{"title": FILL_IN.format("the post that answers for the figures"), "role": "author"}],
        "sources": [{"title": FILL_IN.format("what the figures are taken from, such as the Council Plan")}],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "format": "csv",
                "mediatype": "text/csv",
                "schema": contract.schema_for(name, listed),
            }
            for name in listed
        ],
    }
    return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()


def _said(wishes: Wishes) -> str:
    """The period as a title has it: "quarter 1 of 2026/27"."""
    years, _, rest = wishes.period.token.partition(" ")
    return f"quarter {rest[1:]} of {years}" if wishes.period.kind is Kind.QUARTER else lower_first(wishes.period.name)
