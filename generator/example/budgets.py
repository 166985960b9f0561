"""Budgets by directorate and year. Those of the current year are provisional, and their forecast moves each quarter."""

from __future__ import annotations

from collections.abc import Iterator

from generator.example.catalogue import Row, listed
from generator.example.chance import chance, swing
from generator.example.quarters import FIRST, Quarter, year_token

COUNCIL = "exampleshire-county-council"
THOUSAND = 1000
FIRST_YEAR = FIRST.year


def budgets(seed: int, at: Quarter) -> Iterator[Row]:
    for year in range(FIRST_YEAR, at.year + 1):
        lines = [_line(row, seed, year, at) for row in listed("budgets")]
        divisions = [line for line in lines if line["kind"] == "division"]
        lines.insert(len(divisions), _sum("total", "Total of the directorates", divisions))
        lines.append(_sum("net", "Net budget", [line for line in lines if line["kind"] != "total"]))
        for order, line in enumerate(lines, start=1):
            yield line | {
                "budget": f"budget-{year_token(year)[:4]}-{line['budget']}",
                "unit": COUNCIL,
                "period": year_token(year),
                "order": str(order),
                "value_status": "provisional" if year == at.year else "final",
            }


def _line(row: Row, seed: int, year: int, at: Quarter) -> Row:
    """One directorate or the income. A year that is over has the forecast that was its last."""
    amount = int(row["amounts"].split()[year - FIRST_YEAR]) * THOUSAND
    posts = row["posts"].split()[year - FIRST_YEAR] if row["posts"] else ""
    kind = "division" if row["division"] else "income"
    over = float(row["over"].split()[year - FIRST_YEAR]) if row["over"] else 0.0
    place = at.place if year == at.year else 4
    wobble = swing(chance(seed, "budget", row["line"], str(year), str(place))) * 0.3 if place < 4 else 0
    forecast = round(amount * (1 + (over + wobble) / 100) / THOUSAND) * THOUSAND
    return {
        "budget": row["line"],
        "kind": kind,
        "title": row["title"],
        "division": row["division"],
        "posts": posts,
        "net_revenue": str(amount),
        "forecast": str(forecast),
    }


def _sum(kind: str, title: str, lines: list[Row]) -> Row:
    found = {"budget": kind, "kind": kind, "title": title, "division": ""}
    for column in ("posts", "net_revenue", "forecast"):
        found[column] = str(sum(int(line[column] or 0) for line in lines))
    return found
