"""Commentary that residents would not read to its end: told to officers, and never refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.errors import Problem
from generator.load.records import Record, Records
from generator.periods import Period
from generator.reading import HARDEST, LONGEST, reading_age, words_in
from generator.words import counted

NAMED = 5
"""How many are named in one message."""

COLUMNS = ("progress", "issues")
REMEDY = "Shorten the sentences, say it in everyday words, and put what happened first."


def check_commentary(records: Records, period: Period) -> Iterator[Problem]:
    """One line a file for what was written for this period: which rows are hard to read, and which are long."""
    own = [record for record in records.get("plan_updates", ()) if record.value("period") == period]
    found = [told for record in own if not record.withheld for told in _hard(record)]
    if found:
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        rule = f"{counted(len(found), 'commentary')} may be hard going for residents: {'; '.join(found[:NAMED])}{more}"
        yield Problem(own[0].file, rule, REMEDY, warning=True)


def _hard(record: Record) -> Iterable[str]:
    for column in COLUMNS:
        text = record.text(column)
        age, length = reading_age(text), words_in(text)
        faults = []
        if age is not None and age > HARDEST:
            faults.append(f"reading age {age}")
        if length > LONGEST:
            faults.append(f"{length} words")
        if faults:
            yield f"row {record.row}, {column} ({', '.join(faults)})"
