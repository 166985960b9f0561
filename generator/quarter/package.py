"""The package's own words for a new period: what is renewed, what moves on, and what an officer has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from generator.periods import Period, format_date, parse_date
from generator.quarter.words import renewed


def renew_package(
    raw: dict[str, Any], name: str, new: Period, corrected: Iterable[date], released: date | None, as_at: date | None
) -> tuple[dict[str, Any], list[str]]:
    """The package `raw` as the release `name` for the period `new`, and what to tell of it.

    `corrected` are the days of the corrections that it holds: no release comes before them.
    """
    raw = dict(raw)
    before, old_title, notes = Period.parse(raw["period"]), raw["title"], list[str]()
    last_released, last_as_at = parse_date(raw["released"]), as_at or new.end
    expected = parse_date(raw["next_release"]) if "next_release" in raw else None
    if released is None:
        released = max([expected or last_as_at, last_as_at, last_released, *corrected])
        why = "as the last release announced"
        if released != expected:
            why = "the first day that fits, since nothing says when; correct it in datapackage.json"
        notes.append(f"It comes out on {format_date(released)}: {why}.")
    publisher = raw["publisher"]
    for key in ("title", "description"):
        if text := raw.get(key):
            raw[key] = renewed(text, before, new)
    if raw["title"] == old_title:
        raw["title"] = f"{publisher['short_name']}: {new.name[0].lower()}{new.name[1:]}"
    for of_last_time in ("signatures", "skipped"):
        raw.pop(of_last_time, None)
    raw |= {"name": f"{publisher['id']}-{name}", "version": "1.0.0", "period": new.token}
    raw |= {"as_at": last_as_at.isoformat(), "released": released.isoformat()}
    if expected is not None:
        following = released + max(expected - last_released, timedelta(days=1))
        raw["next_release"] = following.isoformat()
        notes.append(f"The one after it is announced for {format_date(following)}.")
    notes.append(f"Its title is “{raw['title']}”.")
    notes += _held_back(raw)
    return raw, notes


def _held_back(raw: Mapping[str, Any]) -> Iterator[str]:
    held = [("the release", raw), *((f"the table {entry['name']}", entry) for entry in raw["resources"])]
    for what, entry in held:
        if entry.get("publish_at"):
            yield f"The last release held {what} back until {entry['publish_at']}: give publish_at its new moment."
