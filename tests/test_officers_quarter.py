"""The officers' quarter from its start to a correction, with the real command: each step says what comes next.

Two councils do it: Sefton, with the data in this repository, up to the site that is served and corrected; and
Exampleshire, without the ten quarters and the papers that are behind it, up to the signatures.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.keeping.signing import sign_part
from generator.load.descriptor import FILE
from generator.load.folders import PUBLISHED
from generator.project import SETTINGS, Project
from tests.conftest import ROOT
from tests.projects import SHARED, load_whole
from tests.test_cli import FINE, PROBLEMS, USAGE, portal
from tests.workbook.support import Grids, grids_of, save_ods, save_xlsx

PASTED = datetime(2009, 12, 31)  # noqa: DTZ001 - a spreadsheet knows no time zone
PERIOD, BY_DONE = "2009/10 Q3", "Per cent complete"
REASON = "One was counted twice."
SAVES: Mapping[str, Callable[[Grids, Path], Path]] = {"xlsx": save_xlsx, "ods": save_ods}

Fill = Callable[[Callable[[Grids], None]], str]


@dataclass(frozen=True)
class Unit:
    """A unit, and whether it saves its workbook as .xlsx or .ods."""

    id: str
    format: str


@dataclass(frozen=True)
class Council:
    """Two units that fill in their workbooks, the first with mistakes; `posts` sign for units, `signer` the whole.

    `wrong` is what is corrected afterwards, of the first unit: the thing, the column and what is right.
    """

    id: str
    units: tuple[Unit, Unit]
    posts: Mapping[str, str]
    signer: str
    wrong: tuple[str, str, str]

    @property
    def release(self) -> str:
        return f"{self.id}/2009-10-q3"


SEFTON = Council(
    "sefton",
    (Unit("chief-executives-department", "xlsx"), Unit("communications-unit", "ods")),
    {
        "chief-executives-department": "assistant-chief-executive-management",
        "performance-and-partnerships": "corporate-performance-officer",
        "communications-unit": "assistant-chief-executive-management",
    },
    "assistant-chief-executive-management",
    ("plan item:cor-cex-ap-080", "percent_complete", "45"),
)
EXAMPLESHIRE = Council(
    "exampleshire",
    (Unit("customer-services", "ods"), Unit("young-people", "xlsx")),
    {"young-people": "head-of-young-people", "customer-services": "head-of-customer-services"},
    "chief-executive",
    ("indicator:l-81", "value", "71.4"),
)


@dataclass
class Desk:
    """Where an officer sits. `said` is what the last command that went well printed."""

    root: Path
    said: str = ""

    def follows(self, *words: str) -> str:
        """Types what the command before said comes next, with a post for POST. Returns what is printed."""
        typed = re.sub(r"--post \S+", "--post POST", " ".join(["portal", *words]))
        assert typed in self.said, f"nobody said to type {typed}:\n{self.said}"
        return self.types(*words)

    def types(self, *words: str) -> str:
        """Types a command that the guides name."""
        done = portal(self.root, *words)
        assert done.returncode == FINE, done
        self.said = done.stdout
        return self.said

    def is_refused(self, status: int, *words: str) -> str:
        done = portal(self.root, *words)
        assert (done.returncode, done.stdout.startswith("Published")) == (status, False), done
        return done.stderr


def copy_council(council: Council, folder: Path) -> Project:
    """The council alone in a project of its own."""
    root = folder / council.id
    root.mkdir()
    shutil.copyfile(ROOT / SETTINGS, root / SETTINGS)
    for name in (f"data/{council.id}", f"content/papers/{council.id}", "content/pages"):
        shutil.copytree(ROOT / name, root / name)
    for name in SHARED:
        (root / name).symlink_to(ROOT / name, target_is_directory=True)
    return Project.at(root)


def forget_the_past(project: Project, council: Council) -> None:
    """As if the newest release were the first, not yet signed: papers, corrections and older releases are gone."""
    own = project.data / council.id
    (own / PUBLISHED).unlink()
    shutil.rmtree(project.content / "papers")
    *older, newest = sorted(path for path in own.iterdir() if path.is_dir())
    for folder in older:
        shutil.rmtree(folder)
    raw = json.loads((newest / FILE).read_bytes())
    del raw["signatures"]
    (newest / FILE).write_text(json.dumps(raw), "utf-8")
    rewrite(newest / "corrections.csv", lambda row: None)
    rewrite(newest / "agenda_items.csv", lambda row: {**row, "paper": ""})


def let_others_sign(project: Project, council: Council) -> None:
    """The other twenty units sign: as the command does it, without reading everything anew for each."""
    folder = project.data / council.release
    sign_off = next(each for each in load_whole(project).sign_offs if each.name == council.release)
    for part in sign_off.parts:
        if part.unit not in council.posts:
            sign_part(folder, sign_off, part.unit, council.signer, PASTED.date())


def rewrite(path: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    with path.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        rows, header = [row for each in reader if (row := change(each)) is not None], list(reader.fieldnames or ())
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def fill_in(grids: Grids) -> None:
    """Everything that is asked for: a little more than last time."""
    heads = {sheet: rows[0] for sheet, rows in grids.items()}
    for sheet, rows in grids.items():
        for row in rows[1:] if sheet in ("Updates", "Observations") else ():
            cells = dict(zip(heads[sheet], map(str, row), strict=True))
            last = re.search(r"\d+(\.\d+)?", cells["Last time"])
            if sheet == "Observations":
                new = {"Value": last[0] if last else "1", "Value status": "final"}
            else:
                new = {"Status": "on target", "Progress": "The work went on as planned."}
                if cells["Why no per cent"] == "not reported":
                    new |= {BY_DONE: last[0] if last else "50", "Why no per cent": ""}
            put(grids, sheet, row, new)


def put(grids: Grids, sheet: str, row: list[object], cells: Mapping[str, object]) -> None:
    for heading, value in cells.items():
        row[grids[sheet][0].index(heading)] = value


def asked_per_cent(grids: Grids) -> list[list[object]]:
    """The updates of what reports in per cent."""
    return [row for row in grids["Updates"][1:] if row[grids["Updates"][0].index(BY_DONE)]]


def three_mistakes(grids: Grids) -> None:
    fill_in(grids)
    first, second, third = asked_per_cent(grids)[:3]
    put(grids, "Updates", first, {"Period": PASTED})
    put(grids, "Updates", second, {BY_DONE: "about half"})
    put(grids, "Updates", third, {"Status": "completed", BY_DONE: "80"})


def third_mistake(grids: Grids) -> None:
    fill_in(grids)
    put(grids, "Updates", asked_per_cent(grids)[2], {"Status": "completed", BY_DONE: "80"})


def start(desk: Desk, council: Council) -> None:
    said = desk.types("new-quarter", council.id)
    assert f"Started {council.release}, from 2009-10-q2: data/{council.release}/." in said
    for unit in council.posts:
        assert f"({unit}): " in said
    assert said.splitlines()[-1].startswith(f"Next, a workbook for each unit: portal workbook {council.release} --unit")


def send_a_workbook(desk: Desk, council: Council, unit: Unit) -> Fill:
    """Writes the unit's workbook. What fills it in gives the name of the file that comes back."""
    desk.types("workbook", council.release, "--unit", unit.id)
    path = desk.root / f"build/workbooks/{council.release.replace('/', '-')}-{unit.id}.xlsx"
    shown = path.relative_to(desk.root).as_posix()
    assert desk.said.splitlines()[-1] == f"Next: fill it in, then portal read-workbook {shown}"
    blank = grids_of(path)

    def fill(change: Callable[[Grids], None]) -> str:
        grids = deepcopy(blank)
        change(grids)
        SAVES[unit.format](grids, path.with_suffix(f".{unit.format}"))
        return shown.replace(".xlsx", f".{unit.format}")

    return fill


def read_one_with_mistakes(desk: Desk, council: Council) -> None:
    """Two mistakes keep the workbook out; one the check finds in what was taken over."""
    unit = council.units[0]
    fill = send_a_workbook(desk, council, unit)
    refused = desk.is_refused(PROBLEMS, "read-workbook", fill(three_mistakes))
    date, word, end = refused.splitlines()
    assert date.startswith("sheet Updates, cell C")
    assert "this is a spreadsheet's date, 31 December 2009, which other" in date
    assert f"Type {PERIOD} for its quarter, or 2009-12-31 for the day, as text." in date
    assert word.startswith("sheet Updates, cell J")
    assert "found “about half”: this is not a number. Type plain digits, with a point for decimals" in word
    assert end == "2 problems in the data. Nothing was changed."

    file = fill(third_mistake)
    *_, found, place, following = desk.types("read-workbook", file).splitlines()
    rest = f"portal check {council.release}, then portal sign {council.release} --unit {unit.id} --post POST"
    assert found == "The check finds 1 problem in what was filled in:"
    assert place.startswith("  sheet Updates, cell J")
    assert place.endswith(
        "found “80”: a completed item is 100 per cent complete. Correct the status or the percentage."
    )
    assert following == f"Next: mend that in {Path(file).name}, and read it again; then {rest}"

    *_, changed, following = desk.types("read-workbook", fill(fill_in)).splitlines()
    assert changed == "plan_updates.csv: 1 row changed (status 1 and percent_complete 1)."
    assert following == f"Next: {rest}"


def read_the_other(desk: Desk, council: Council) -> str:
    file = send_a_workbook(desk, council, council.units[1])(fill_in)
    assert "plan_updates.csv: " in desk.types("read-workbook", file)
    return file


def check_and_compare(desk: Desk, council: Council) -> None:
    said = desk.follows("check", council.release)
    assert " not reported, " in said
    assert "open build/check.html in a browser" in said
    said = desk.follows("diff", council.release)
    assert " changes between the two." in said
    assert "open build/diff.html in a browser" in said


def sign(desk: Desk, council: Council, units: Iterable[str]) -> None:
    """Each of the units that are still to sign, in the order that the command names them, and then the whole."""
    assert f"{council.release}, version 1." in desk.follows("sign", council.release)
    for unit in units:
        assert ": signed by " in desk.follows("sign", council.release, "--unit", unit, "--post", council.posts[unit])
    said = desk.follows("sign", council.release, "--whole", "--post", council.signer)
    assert "Next: git add data content, git commit and git push." in said
    assert f"From now on, change it with `portal correct {council.release}` only." in said


def correct(desk: Desk, council: Council) -> None:
    thing, column, right = council.wrong
    why = ("--reason", REASON, "--post", council.signer)
    cell = ("--thing", thing, "--column", column, "--period", PERIOD, "--after", right)
    said = desk.types("correct", council.release, *cell, *why)
    kept = f"data/{council.id}/versions/2009-10-q3/1.0.0"
    assert f"is now version 1.1.0, a draft until it is signed. Version 1.0.0 is kept in {kept}." in said
    assert f"is now “{right}”." in said


def publish(desk: Desk, council: Council) -> None:
    said = desk.types("publish", "--to", "served")
    assert f"That is {council.release} 1.1.0, as it is public at " in said
    assert "files are as served/current/site/manifest.json says." in desk.follows("verify", "served")
    assert REASON in (desk.root / "served/current/site/data/index.html").read_text("utf-8")


def test_a_quarter_of_sefton_from_its_start_to_a_correction(tmp_path: Path) -> None:
    council, desk = SEFTON, Desk(copy_council(SEFTON, tmp_path).root)
    start(desk, council)
    read_one_with_mistakes(desk, council)
    file = read_the_other(desk, council)
    check_and_compare(desk, council)
    refused = desk.is_refused(PROBLEMS, "publish", "--to", "served")
    assert f"Run `portal sign {council.release} --unit performance-and-partnerships --post POST`." in refused
    sign(desk, council, council.posts)
    refused = desk.is_refused(USAGE, "read-workbook", file)
    assert f"To change a published figure: portal correct {council.release}." in refused
    correct(desk, council)
    sign(desk, council, [council.units[0].id])
    publish(desk, council)


def test_a_quarter_of_exampleshire_from_its_start_to_a_correction(tmp_path: Path) -> None:
    council, project = EXAMPLESHIRE, copy_council(EXAMPLESHIRE, tmp_path)
    forget_the_past(project, council)
    desk = Desk(project.root)
    start(desk, council)
    read_one_with_mistakes(desk, council)
    read_the_other(desk, council)
    check_and_compare(desk, council)
    let_others_sign(project, council)
    sign(desk, council, council.posts)
    correct(desk, council)
    sign(desk, council, [council.units[0].id])
