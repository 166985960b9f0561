"""What each workbook has brought already: whoever mends a workbook that was read, and has it read again, is not told
that the release changed meanwhile, when it was this workbook that changed it.

It is kept beside the workbooks, in build/, as digests. Without it nothing is lost: the cells are asked about again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from generator.whole import write_whole
from generator.workbook.marks import Marks

Landed = dict[str, dict[str, list[str]]]
"""Of one table: the digests of every text that a workbook brought, by the digest of the row's key and the column."""


def read_memory(folder: Path, marks: Marks) -> dict[str, Landed]:
    """What this workbook brought when it was read before, by table; nothing where that is not known."""
    try:
        found: dict[str, Landed] = json.loads(_file(folder, marks).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def write_memory(folder: Path, marks: Marks, tables: Mapping[str, Landed]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(_file(folder, marks), (json.dumps(tables, indent=1) + "\n").encode())


def _file(folder: Path, marks: Marks) -> Path:
    """By what its hidden sheet holds, which is the same in every copy of the workbook."""
    own = hashlib.sha256("\n".join("\t".join(row) for row in marks.rows()).encode()).hexdigest()
    return folder / f"{marks.publisher}-{marks.release}-{own[:16]}.json"
