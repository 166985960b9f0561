"""Every pack of every meeting, made by the command and read back. Takes minutes: `make test-long` runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from generator.derive import derive
from generator.pages.packs import plan_packs
from generator.project import Project
from tests.conftest import AT, ROOT
from tests.pack_reader import ReadPack, check_pack
from tests.projects import load

PORTAL = Path(sys.executable).with_name("portal")


def test_every_meeting_with_an_agenda_has_a_pack_that_is_tagged_and_whose_numbers_hold(tmp_path: Path) -> None:
    out = tmp_path / "site"
    command = [str(PORTAL), "packs", "--at", AT.isoformat(), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

    project = Project.at(ROOT, out)
    planned = plan_packs(derive(load(project, AT)))
    assert {path.name for path in out.rglob("*-pack.pdf")} == {pack.name for pack in planned}
    faults = {}
    for pack in planned:
        told = json.loads((project.packs / f"{pack.name}.json").read_text("utf-8"))
        read = ReadPack(out / pack.meeting / pack.name)
        assert told["pages"] == len(read.texts)
        try:
            check_pack(read)
        except AssertionError as fault:
            faults[pack.name] = str(fault)
    assert not faults
