"""Who answers for what, and the ties between things."""

from __future__ import annotations

from collections.abc import Iterator

from generator.example.catalogue import Row, listed
from generator.example.committees import Meeting, meetings_until, resolved_until
from generator.example.plans import is_current, items, lineage, objective_of
from generator.example.quarters import FIRST, Quarter, quarter


def responsibilities(at: Quarter) -> Iterator[Row]:
    for item in items(at):
        if lead := item.about.get("lead"):
            yield _held("plan item", item.id, "lead", "post", lead)
        for order, unit in enumerate(item.about.get("with", "").split("; "), start=1):
            if unit:
                yield _held("plan item", item.id, "delivering", "unit", unit, order)
    for row in listed("indicators"):
        yield _held("indicator", row["indicator"], "lead", "post", row["lead"])
    for row in listed("risks"):
        if from_then(row, at):
            yield _held("risk", row["risk"], "lead", "post", row["lead"])
    for _, row, id in resolved_until(at):
        yield _held("resolution", id, "lead", "post", row["lead"])


def clinics(at: Quarter) -> Iterator[Row]:
    for row in listed("clinics"):
        if from_then(row, at):
            told = {column: row[column] for column in ("clinic", "title", "dates", "reason", "actions")}
            effect = row["effect"] if quarter(row["effect_from"]) <= at else "To be seen in the figures to come."
            yield told | {"kind": "held", "effect": effect}


def impacts(at: Quarter) -> Iterator[Row]:
    """Each objective bears well on its priority's theme; some actions bear on another."""
    known = {item.id: item for item in items(at)}
    for item in known.values():
        if item.kind == "objective" and (theme := known[item.parent].about["theme"]):
            yield _impact(item.id, theme, "positive")
    for row in listed("impacts"):
        if row["thing"] in known:
            yield _impact(row["thing"], row["framework_item"], row["impact"])


def links(at: Quarter) -> Iterator[Row]:
    for row in listed("indicators"):
        yield _link("indicator", row["indicator"], "measures", "plan item", objective_of(row["objective"], at))
    yield from _of_clinics(at)
    yield from _of_risks(at)
    yield from _of_remits(at)
    yield from lineage(at)
    for row in listed("ties"):
        if from_then(row, at):
            yield {column: cell for column, cell in row.items() if column != "from"}


def from_then(row: Row, at: Quarter) -> bool:
    """Whether the row of the catalogue was there already."""
    return (quarter(row["from"]) if row["from"] else FIRST) <= at


def _of_clinics(at: Quarter) -> Iterator[Row]:
    last: dict[str, Meeting] = {meeting.body["body"]: meeting for meeting in meetings_until(at)}
    for row in listed("clinics"):
        if from_then(row, at):
            yield _link("indicator", row["indicator"], "measures", "clinic", row["clinic"])
            meeting = Meeting(last[row["body"]].body, quarter(row["from"]))
            yield _link("clinic", row["clinic"], "discussed at", "agenda item", meeting.item("performance"))
    known = {row["clinic"] for row in listed("clinics") if from_then(row, at)}
    for _, row, id in resolved_until(at):
        if row["led_to"] in known:
            yield _link("clinic", row["led_to"], "arises from", "resolution", id)


def _of_risks(at: Quarter) -> Iterator[Row]:
    current = {item.id: item for item in items(at)}
    for row in listed("risks"):
        if not from_then(row, at):
            continue
        for item in row["mitigated_by"].split(", "):
            if item in current:
                yield _link("plan item", item, "mitigates", "risk", row["risk"])
        if row["threatens"]:
            threatened = row["threatens"] if row["threatens"] in current else objective_of(row["threatens"], at)
            yield _link("risk", row["risk"], "threatens", "plan item", threatened)
        if row["body"]:
            yield _link("risk", row["risk"], "within remit of", "body", row["body"])


def _of_remits(at: Quarter) -> Iterator[Row]:
    for body in listed("bodies"):
        for unit in body["unit"].split("; "):
            if unit:
                yield _link("unit", unit, "within remit of", "body", body["body"])
    answers = {unit: body["body"] for body in listed("bodies") for unit in body["unit"].split("; ")}
    units = {post["post"]: post["unit"] for post in listed("posts")}
    for item in items(at):
        if item.kind == "priority" and is_current(item, at):
            yield _link("plan item", item.id, "within remit of", "body", answers[units[item.about["lead"]]])


def _held(kind: str, thing: str, role: str, holder_kind: str, holder: str, order: int = 1) -> Row:
    return {
        "thing_kind": kind,
        "thing": thing,
        "role": role,
        "holder_kind": holder_kind,
        "holder": holder,
        "order": str(order),
    }


def _impact(item: str, theme: str, impact: str) -> Row:
    return {"thing_kind": "plan item", "thing": item, "framework_item": theme, "impact": impact}


def _link(from_kind: str, from_id: str, relation: str, to_kind: str, to_id: str) -> Row:
    return {
        "from_kind": from_kind,
        "from_id": from_id,
        "relation": relation,
        "to_kind": to_kind,
        "to_id": to_id,
    }
