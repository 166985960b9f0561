"""What a workbook file is, looked at before anything opens it, and what its sheets hold that a reader would not see.

Libraries that read workbooks show the value that a formula gave last, and nothing where it gave an error; they follow
sizes that a file only claims. So the parts of the file are unpacked here first, within limits, and each sheet is looked
through for what may not stand in it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

from generator.errors import Problem
from generator.load.gate import MAX_BYTES
from generator.workbook.sheets import Seen, cell_name, sheets_of_ods, sheets_of_xlsx

MAX_PARTS = 2_000
MAX_UNPACKED = 256 * 1024 * 1024
"""Largest workbook, unpacked, in bytes. One of 20,000 rows takes a twentieth."""

MAX_AREA = 8_000_000
"""Most cells between the first of a sheet and its last: a reader makes room for each of them, filled in or not."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SAVE = "Save it as “Excel Workbook (.xlsx)” or “ODF Spreadsheet (.ods)”, and read that."
WRITE_AGAIN = "Write the workbook again with portal workbook, and fill that in."


class NotReadableError(ValueError):
    """The file is not a workbook that can be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.line)


def scan(path: Path) -> Mapping[str, Seen]:
    """Each sheet by its name. Raises `NotReadableError` for a file that is no workbook, or not one to be trusted."""
    parts = _parts(path)
    try:
        sheets = sheets_of_ods(parts) if "content.xml" in parts else sheets_of_xlsx(parts)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _refused(path.name, f"the file is damaged ({error})", SAVE) from error
    return {name: _within_limits(seen, name) for name, seen in sheets.items()}


def _refused(name: str, rule: str, remedy: str) -> NotReadableError:
    return NotReadableError(Problem(name, rule, remedy))


def _parts(path: Path) -> Mapping[str, bytes]:
    """The parts of the file that are XML, unpacked and whole."""
    name = path.name
    if not path.is_file():
        raise _refused(name, "there is no such file", "Check its name and folder.")
    if path.stat().st_size > MAX_BYTES:
        raise _refused(name, f"a workbook is at most {MAX_BYTES // 2**20} MiB", WRITE_AGAIN)
    content = path.read_bytes()
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise _refused(name, "the workbook is locked with a password", "Take the password off, and save it again.")
        raise _refused(name, "this is a workbook of an older Excel (.xls)", SAVE)
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpacked(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _refused(name, "this is no workbook, or a damaged one", SAVE) from error


def _unpacked(archive: zipfile.ZipFile, name: str) -> Mapping[str, bytes]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise _refused(name, "the file unpacks to far more than any release holds", WRITE_AGAIN)
    if len(set(names)) < len(names):
        raise _refused(name, "a part of the file stands in it twice", SAVE)
    if any(info.flag_bits & 1 for info in infos):
        raise _refused(name, "the workbook is locked with a password", "Take the password off, and save it again.")
    if any("vbaProject" in part or part.startswith(("Basic/", "Scripts/", "xl/macrosheets/")) for part in names):
        raise _refused(name, "the workbook holds macros, which are programs", f"{SAVE} Both are without macros.")
    # Every part is read to its end, so that none is larger than it claims.
    parts = {part: archive.read(part) for part in names if not part.endswith("/")}
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _refused(name, "the workbook is locked with a password", "Take the password off, and save it again.")
    if "xl/workbook.bin" in parts:
        raise _refused(name, "this is a binary workbook (.xlsb)", SAVE)
    if "content.xml" in parts:
        if not parts.get("mimetype", b"").startswith(ODS):
            raise _refused(name, "this is a document of another kind", SAVE)
    elif "xl/workbook.xml" not in parts:
        raise _refused(name, "this is no workbook", SAVE)
    return {part: content for part, content in parts.items() if part.endswith((".xml", ".rels"))}


def _within_limits(seen: Seen, name: str) -> Seen:
    rows, columns = seen.last
    if (rows + 1) * (columns + 1) > MAX_AREA:
        rule = "something stands far away from the table, which makes the sheet too large to read"
        remedy = "Select all rows and columns beyond the table, and delete them."
        raise NotReadableError(Problem(f"sheet {name}, cell {cell_name(seen.last)}", rule, remedy))
    return seen
