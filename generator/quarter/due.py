"""What a new period owes: the rows to be filled in, each “not reported” until somebody does.

An item owes an update until it is completed or cancelled, or its plan has ended; an indicator a value for each of its
own periods that ends in the new one (an annual one only where its year does), in the areas and groups of last time; a
risk a score until it is closed. What was carried forward, merged or split owes nothing more: its successor does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.periods import Kind, Period
from generator.quarter.reported import NOT_REPORTED, Cells

Tables = Mapping[str, Sequence[Cells]]
"""A release's rows by table; a table that is absent has none."""

CLOSED = frozenset({"completed", "cancelled"})
SAYS_NOTHING = frozenset({NOT_REPORTED, "not legible"})
ANSWERED_ABOVE = frozenset({"milestone"})
"""Kinds of item that owe an update only once they gave one: what they are part of answers for them."""

GONE = frozenset({"carried forward as", "merged into", "split into"})
"""Relations after which the thing that the link starts at lives on as another."""

KEPT_BACK = frozenset({"exempt", "sensitive"})
"""Access that holds for what is said of a thing at any time; an embargo is for one time only."""

YEARS = frozenset({Kind.FINANCIAL_YEAR, Kind.ACADEMIC_YEAR, Kind.CALENDAR_YEAR})
FREQUENCIES: Mapping[str, tuple[frozenset[Kind], int]] = {
    # frequency    its periods                    every how many of them
    "monthly":     (frozenset({Kind.MONTH}),      1),
    "quarterly":   (frozenset({Kind.QUARTER}),    1),
    "half-yearly": (frozenset({Kind.HALF_YEAR}),  1),
    "annual":      (YEARS,                        1),
    "two-yearly":  (YEARS,                        2),
}  # fmt: skip
"""Whoever measures at other times, or does not say when, is asked for nothing."""


def due_updates(tables: Tables, new: Period) -> Iterator[dict[str, str]]:
    """The rows of plan_updates that the period `new` owes, in the order of the items."""
    history = _history(tables, "plan_updates", ("item",), frozenset({new.kind}), new)
    plans = {row["plan"]: row for row in tables.get("plans", ())}
    kinds = {item["item"]: (item["plan"], item["kind"]) for item in tables.get("plan_items", ())}
    asked = {kinds[item] for (item,), rows in history.items() if item in kinds and rows[-1][0] == new.previous}
    gone = _gone(tables, "plan item")
    for item in tables.get("plan_items", ()):
        past = history.get((item["item"],), [])
        owed = past or (kinds[item["item"]] in asked and item["kind"] not in ANSWERED_ABOVE)
        ended = plans.get(item["plan"], {}).get("end", "")
        over = bool(ended) and ended < new.start.isoformat()
        if owed and not over and item["item"] not in gone and _last_known(past) not in CLOSED:
            last = past[-1][1] if past else {}
            why = last.get("percent_status") or ("" if past else "not applicable")
            yield {
                **_access(last),
                "item": item["item"],
                "period": new.token,
                "status": NOT_REPORTED,
                "percent_status": why if why == "not applicable" else NOT_REPORTED,
            }


def due_observations(tables: Tables, new: Period) -> Iterator[dict[str, str]]:
    """The rows of observations that the period `new` owes, in the order of the indicators."""
    gone = _gone(tables, "indicator")
    values: dict[str, list[Cells]] = {}
    for row in tables.get("observations", ()):
        values.setdefault(row["indicator"], []).append(row)
    for indicator in tables.get("indicators", ()):
        kinds, every = FREQUENCIES.get(indicator["frequency"], (frozenset(), 1))
        if kinds and indicator["indicator"] not in gone:
            own = {"observations": values.get(indicator["indicator"], [])}
            series = _history(own, "observations", ("area", "breakdown"), kinds, new)
            latest = max((rows[-1][0] for rows in series.values()), default=None)
            for rows in series.values():
                period, last = rows[-1]
                if period == latest:  # in the areas and groups of last time
                    yield from _values(last, _ending_in(period, every, new))


def due_scores(tables: Tables, new: Period) -> Iterator[dict[str, str]]:
    """The rows of risk_scores that the period `new` owes, in the order of the register. Their targets stand."""
    gone = _gone(tables, "risk")
    history = _history(tables, "risk_scores", ("risk",), frozenset({new.kind}), new)
    for risk in tables.get("risks", ()):
        past = history.get((risk["risk"],), [])
        if past and risk["risk"] not in gone and past[-1][1]["score_status"] != "closed":
            last = past[-1][1]
            targets = {column: last[column] for column in ("target_score", "target_likelihood", "target_impact")}
            score = {"risk": risk["risk"], "period": new.token, "score_status": NOT_REPORTED}
            yield {**_access(last), **targets, **score}


def _values(last: Cells, periods: Sequence[Period]) -> Iterator[dict[str, str]]:
    series = {column: last[column] for column in ("indicator", "area", "breakdown")}
    for period in periods:
        yield {**_access(last), **series, "period": period.token, "value_status": NOT_REPORTED}


def _ending_in(last: Period, every: int, new: Period) -> list[Period]:
    """The periods of a series, `last` being its latest so far, whose last day lies in `new`."""
    found = []
    period = last.step(every)
    while period.end <= new.end:
        if period.end >= new.start:
            found.append(period)
        period = period.step(every)
    return found


def _history(
    tables: Tables, table: str, of: tuple[str, ...], kinds: frozenset[Kind], new: Period
) -> dict[tuple[str, ...], list[tuple[Period, Cells]]]:
    """What was reported before `new` for periods of these kinds, the oldest first, by the columns `of`."""
    history: dict[tuple[str, ...], list[tuple[Period, Cells]]] = {}
    for row in tables.get(table, ()):
        period = Period.parse(row["period"])
        if period.kind in kinds and period.end < new.end:
            history.setdefault(tuple(row[column] for column in of), []).append((period, row))
    for rows in history.values():
        rows.sort(key=lambda each: each[0])
    return history


def _last_known(past: Sequence[tuple[Period, Cells]]) -> str:
    known = [row["status"] for _, row in past if row["status"] not in SAYS_NOTHING]
    return known[-1] if known else NOT_REPORTED


def _gone(tables: Tables, kind: str) -> frozenset[str]:
    links = tables.get("links", ())
    return frozenset(link["from_id"] for link in links if link["from_kind"] == kind and link["relation"] in GONE)


def _access(last: Cells) -> dict[str, str]:
    """What was never open is not open next time either, unless somebody says so."""
    if last.get("access", "") not in KEPT_BACK:
        return {}
    return {column: last[column] for column in ("access", "exempt_paragraph")}
