"""The real command, as an officer types it: what it says, where, and with which exit status."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.console import told
from generator.errors import Problem
from generator.load.descriptor import FILE
from generator.project import Project
from generator.site.lock import alone
from generator.site.manifest import MANIFEST
from tests.projects import change_rows, copy_project

PORTAL = Path(sys.executable).with_name("portal")
FINE, PROBLEMS, USAGE = 0, 1, 2


def portal(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "TERM": "dumb"}
    return subprocess.run(
        [str(PORTAL), *words], cwd=folder, capture_output=True, text=True, env=environment, check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def test_check_finds_nothing_wrong(project: Project) -> None:
    done = portal(project.root, "check")
    assert (done.returncode, done.stderr) == (FINE, "")
    assert done.stdout.splitlines()[-2:] == [
        "No problems in 2 releases that the public may see.",
        "Next: portal diff smallshire/2024-25-q2, then portal sign smallshire/2024-25-q2",
    ]
    assert not project.out.exists()


@pytest.mark.parametrize("name", ["smallshire/2024-25-q1", "data/smallshire/2024-25-q1", "data/smallshire/2024-25-q1/"])
def test_check_reads_only_the_releases_that_are_named(project: Project, name: str) -> None:
    change_rows(project, "2024-25-q2/plan_updates.csv", {"status": "delayed"}, status="late")
    done = portal(project.root, "check", name)
    assert done.returncode == FINE
    assert "No problems in 1 release that" in done.stdout


def test_check_tells_each_problem_on_one_line_however_narrow_the_terminal(project: Project) -> None:
    change_rows(
        project,
        "2024-25-q2/plan_updates.csv",
        {"percent_complete": "45"},
        percent_complete="145",
        status="[red]x[/red]",
    )
    done = portal(project.root, "check")
    assert done.returncode == PROBLEMS
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0] == (
        "data/smallshire/2024-25-q2/plan_updates.csv, row 3, column percent_complete: found “145”: this is above 100. "
        "Type a number from 0 to 100."
    )
    assert "column status: found “[red]x[/red]”: this is not a known status. Use one of:" in lines[1]
    assert lines[2].startswith("2 problems in the data. Nothing was published. The same list: build/check.html")
    assert (project.build / "check.html").is_file()
    assert not project.out.exists()


def test_many_problems_of_one_kind_are_told_by_the_first_few_of_them() -> None:
    def bad(row: int, column: str, rule: str = "this is not a date") -> Problem:
        return Problem("data/a.csv", rule, "Type it.", row, column)

    few = [bad(row, "released") for row in range(2, 22)]
    many = [bad(row, "due") for row in range(2, 30)]
    other = bad(31, "due", "this is too late")
    lines = list(told(sorted([*few, *many, other], key=lambda problem: problem.sort_key)))
    assert [line for line in lines if "released" in line] == [problem.line for problem in few]
    more = "data/a.csv, column due: 23 more like these: this is not a date."
    assert [line for line in lines if "due" in line] == [*(problem.line for problem in many[:5]), more, other.line]
    assert lines.index(more) < lines.index(few[6].line)


def test_problems_stand_beside_their_lines_on_github(project: Project) -> None:
    """Rows are not lines where a cell before them holds line breaks."""
    file = "2024-25-q2/plan_updates.csv"
    change_rows(project, file, {"percent_complete": "45"}, progress="One\nTwo: 100%, or more", percent_complete="145")
    change_rows(project, file, {"status": "delayed"}, status="late::error::x\n::error::y")
    done = portal(project.root, "check", "--github")
    assert done.returncode == PROBLEMS
    lines = (project.data / "smallshire" / file).read_text("utf-8").splitlines()
    commands = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(commands) == 2
    for command, sign in zip(commands, ("145", "late::error"), strict=True):
        match = re.match(r"::error file=data/smallshire/2024-25-q2/plan_updates.csv,line=(\d+),title=", command)
        assert match is not None
        assert sign in "".join(lines[int(match[1]) - 1 : int(match[1]) + 1])
    assert portal(project.root, "check", "smallshire/2024-25-q1", "--github").stdout.count("::error") == 0


def test_build_makes_the_site_where_it_is_told_to(project: Project) -> None:
    done = portal(project.root, "build", "--at", "2026-01-01T00:00:00+00:00", "--out", "public")
    assert (done.returncode, done.stderr) == (FINE, "")
    assert (project.root / "public" / "index.html").is_file()
    assert not project.out.exists()
    *_, built, sha256, where = done.stdout.splitlines()
    assert sha256.removesuffix(".").rpartition(" ")[2] in portal(project.root, "verify", "public").stdout
    assert built.startswith("Built ")
    assert "from 2 releases" in built
    assert where.startswith("Open public/index.html in a browser")


def test_build_shows_what_the_public_may_see_at_a_moment(project: Project) -> None:
    change_rows(
        project,
        "2024-25-q2/plan_items.csv",
        {"item": "damp-survey"},
        access="embargoed",
        publish_at="2030-01-01T00:00:00Z",
    )
    page = project.root / "preview" / "items" / "damp-survey" / "index.html"
    for moment, there in (("2029-12-31T23:59:59Z", False), ("2030-01-01T00:00:00Z", True)):
        done = portal(project.root, "build", "--at", moment, "--out", "preview")
        assert done.returncode == FINE
        assert f"For your eyes only: this site shows what is embargoed until {moment}." in done.stderr
        assert page.is_file() is there


def test_a_moment_that_is_still_ahead_is_not_what_gets_published(project: Project) -> None:
    done = portal(project.root, "build", "--at", "2099-01-01T00:00:00Z")
    assert done.returncode == USAGE
    assert done.stderr.startswith("--at 2099-01-01T00:00:00Z: this moment is still ahead")
    assert not project.out.exists()


def test_what_is_in_the_way_of_a_check_is_told_in_a_sentence(project: Project) -> None:
    project.build.write_text("no folder", "utf-8")
    done = portal(project.root, "check")
    assert done.returncode == PROBLEMS
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_file_whose_name_is_no_text_is_told_like_any_other(project: Project) -> None:
    Path(os.fsdecode(bytes(project.data / "smallshire" / "2024-25-q2") + b"/caf\xe9.csv")).write_text("x", "utf-8")
    done = portal(project.root, "check", "--github")
    assert done.returncode == PROBLEMS
    assert "this file is in the folder but not in the package" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_that_fails_leaves_the_last_good_site(project: Project) -> None:
    assert portal(project.root, "build").returncode == FINE
    before = (project.out / MANIFEST).read_bytes()
    change_rows(project, "2024-25-q2/posts.csv", {"unit": "housing"}, unit="zoo")
    assert portal(project.root, "build").returncode == PROBLEMS
    assert (project.out / MANIFEST).read_bytes() == before
    assert portal(project.root, "verify", "site").returncode == FINE


def test_verify_tells_each_difference_and_what_to_do(project: Project) -> None:
    assert portal(project.root, "build").returncode == FINE
    done = portal(project.root, "verify", "site")
    assert (done.returncode, done.stderr) == (FINE, "")
    assert done.stdout.splitlines()[0].endswith(" files are as site/manifest.json says.")
    (project.out / "index.html").unlink()
    (project.out / "[red]more.html").write_text("more", "utf-8")
    done = portal(project.root, "verify", "site")
    assert (done.returncode, done.stdout) == (PROBLEMS, "")
    assert done.stderr.splitlines() == [
        "[red]more.html: not in the manifest",
        "index.html: missing",
        "2 faults. Publish the site again, whole, as it was built.",
    ]


def _listening_to_all() -> None:
    """Whoever runs the tests may have told the system that they outlive a terminal, as nohup does."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def test_what_is_stopped_clears_away_what_it_was_making(project: Project) -> None:
    for number, status in ((signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)):
        process = subprocess.Popen(
            [str(PORTAL), "build"], cwd=project.root, stdout=subprocess.PIPE, text=True, preexec_fn=_listening_to_all
        )
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Indexing"):
                break
        assert (project.root / ".site.new").is_dir()
        process.send_signal(number)
        process.communicate()
        assert process.returncode == status
        assert not project.out.exists()
        assert [path.name for path in project.root.glob(".*")] == []


def test_a_check_waits_for_what_is_running_and_says_so(project: Project) -> None:
    held: list[str] = []
    with alone([project.build], held.append):
        process = subprocess.Popen([str(PORTAL), "check"], cwd=project.root, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "Another build is running here; waiting for it to end …\n"
    said, _ = process.communicate()
    assert process.returncode == FINE
    assert said.splitlines()[-2] == "No problems in 2 releases that the public may see."
    assert held == []


def test_what_the_system_refuses_is_told_in_a_sentence(project: Project) -> None:
    assert portal(project.root, "build").returncode == FINE
    shutil.rmtree(project.docs)
    project.docs.write_text("in the way", "utf-8")
    done = portal(project.root, "build", "--plain")
    assert done.returncode == PROBLEMS
    (said,) = done.stderr.splitlines()
    assert said.startswith("The build could not use ")
    assert said.endswith(": file exists. Mend that and run this again. The last good site is untouched.")
    assert portal(project.root, "verify", "site").returncode == FINE


def test_a_folder_of_somebody_elses_is_not_built_over(project: Project) -> None:
    (project.root / "letters").mkdir()
    (project.root / "letters" / "letter.txt").write_text("Dear all", "utf-8")
    done = portal(project.root, "build", "--out", "letters")
    assert done.returncode == USAGE
    assert "this folder holds files that the portal did not make" in done.stderr
    assert [path.name for path in (project.root / "letters").iterdir()] == ["letter.txt"]


USAGE_ERRORS = [
    # what was typed                          what the message says
    (["check", "smallshire/2031-32-q1"],      "There is no release smallshire/2031-32-q1. The releases are: "),
    (["check", "elsewhere"],                  "There is no release elsewhere."),
    (["check", "--at", "2026-01-01"],         "--at 2026-01-01: this is not a moment. Type a date, a time and"),
    (["build", "--at", "tomorrow"],           "--at tomorrow: this is not a moment."),
    (["verify", "none"],                      "none: there is no such folder. Give the folder of a site."),
    (["verify", "data"],                      "data: there is no manifest.json in it."),
    (["schemas", "smallshire/none"],          "There is no release smallshire/none."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), USAGE_ERRORS)
def test_what_is_asked_for_wrongly_is_status_2_and_one_line(project: Project, words: list[str], message: str) -> None:
    done = portal(project.root, *words)
    assert (done.returncode, done.stdout) == (USAGE, "")
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1
    assert not project.out.exists()


@pytest.mark.parametrize("words", [["bild"], ["build", "--fast"], ["check", "--at"]])
def test_what_no_command_knows_is_status_2(project: Project, words: list[str]) -> None:
    done = portal(project.root, *words)
    assert done.returncode == USAGE
    assert "Traceback" not in done.stderr


def test_outside_a_project_it_says_where_to_go(tmp_path: Path) -> None:
    done = portal(tmp_path, "check")
    assert done.returncode == USAGE
    assert done.stderr.startswith("There is no mkdocs.yml here.")
    assert list(tmp_path.iterdir()) == []


def test_schemas_brings_a_package_up_to_the_contract_once(project: Project) -> None:
    path = project.data / "smallshire" / "2024-25-q2" / FILE
    whole = path.read_text("utf-8")
    path.write_text(whole.replace('"title": "Update', '"title": "Old update'), "utf-8")
    assert path.read_text("utf-8") != whole
    told = [portal(project.root, "schemas").stdout.splitlines() for _ in range(2)]
    assert told == [
        ["smallshire/2024-25-q1: already up to the contract.", "smallshire/2024-25-q2: brought up to the contract."],
        ["smallshire/2024-25-q1: already up to the contract.", "smallshire/2024-25-q2: already up to the contract."],
    ]
    assert path.read_text("utf-8") == whole


def test_schemas_takes_no_key_that_stands_twice(project: Project) -> None:
    """The last would win, and what the first withheld would be public."""
    path = project.data / "smallshire" / "2024-25-q2" / FILE
    twice = path.read_text("utf-8").replace("{", '{"access": "exempt", "access": "",', 1)
    path.write_text(twice, "utf-8")
    done = portal(project.root, "schemas")
    assert done.returncode == PROBLEMS
    assert "the key “access” stands twice" in done.stderr
    assert path.read_text("utf-8") == twice


def test_schemas_says_so_when_a_package_is_not_json(project: Project) -> None:
    (project.data / "smallshire" / "2024-25-q2" / FILE).write_text("{", "utf-8")
    done = portal(project.root, "schemas")
    assert done.returncode == PROBLEMS
    assert f"data/smallshire/2024-25-q2/{FILE}: this is not well-formed JSON" in done.stderr


def test_without_words_it_shows_its_commands() -> None:
    done = portal(Path.cwd())
    assert {"check", "build", "verify", "serve", "schemas"} <= set((done.stdout + done.stderr).split())
