"""Rules on budgets: totals are what their lines make, and amounts are there or said to be missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from generator.errors import Problem
from generator.load.observations import WITHOUT_VALUE
from generator.load.records import Record, Records, problem_at

AMOUNTS = ("net_revenue", "forecast")
FIGURES = ("posts", *AMOUNTS)


def _budgets(records: Records) -> Iterator[Mapping[str, Sequence[Record]]]:
    """The lines of each budget (one unit, one year) by their kind."""
    budgets: dict[tuple[str, str], dict[str, list[Record]]] = {}
    for record in records.get("budgets", ()):
        if record.has("unit", "period", "kind"):
            lines = budgets.setdefault((record.text("unit"), str(record.value("period"))), {})
            lines.setdefault(record.text("kind"), []).append(record)
    yield from budgets.values()


def _one_total(records: Records) -> Iterator[Problem]:
    for lines in _budgets(records):
        for kind in ("total", "net"):
            found = lines.get(kind, ())
            for record in found[1:]:
                rule = f"row {found[0].row} is the {kind} of this unit and year already"
                yield problem_at(record, "kind", rule, "Correct the unit, the year or the kind of one of the two.")


def _totals_add_up(records: Records) -> Iterator[Problem]:
    for lines in _budgets(records):
        divisions, incomes = lines.get("division", ()), lines.get("income", ())
        for total in lines.get("total", ())[:1]:
            yield from _is_sum(total, divisions, "the divisions")
            for net in lines.get("net", ())[:1]:
                yield from _is_sum(net, [total, *incomes] if incomes else (), "the total and the income")


def _is_sum(record: Record, lines: Iterable[Record], of: str) -> Iterator[Problem]:
    """Nothing is said of a column in which an amount is missing: missing is not 0."""
    for column in FIGURES:
        found, parts = record.value(column), [line.value(column) for line in lines]
        numbers = [part for part in parts if isinstance(part, Decimal)]
        if isinstance(found, Decimal) and numbers and len(numbers) == len(parts) and sum(numbers) != found:
            rule = f"{of} make {sum(numbers):f}"
            yield problem_at(record, column, rule, "Correct this, or the lines that it sums up.")


def _amount_or_its_status(records: Records) -> Iterator[Problem]:
    for record in records.get("budgets", ()):
        if not record.has(*FIGURES, "value_status"):
            continue
        status, given = record.text("value_status"), [name for name in FIGURES if record.value(name) is not None]
        amounts = [name for name in given if name in AMOUNTS]
        if status in WITHOUT_VALUE and amounts:
            rule = f"an amount is given in {amounts[0]}, and the status says “{status}”"
            yield problem_at(record, "value_status", rule, "Write final or provisional, or empty the amount.")
        if status not in WITHOUT_VALUE and not given:
            rule = "there is no amount, and no status that says why"
            yield problem_at(record, "value_status", rule, "Write “not reported” or another code that says why.")


def _income_is_negative(records: Records) -> Iterator[Problem]:
    for record in records.get("budgets", ()):
        for column in AMOUNTS if record.text("kind") == "income" else ():
            amount = record.value(column)
            if isinstance(amount, Decimal) and amount > 0:
                yield problem_at(record, column, "income is written below 0", f"Type -{amount:f}.")


RULES = (_one_total, _totals_add_up, _amount_or_its_status, _income_is_negative)
