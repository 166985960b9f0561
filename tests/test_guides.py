"""The guides for officers can't go stale: every command in them is typed, in their order, by a council that they name.

`portal init` makes Ourtown, as its guide says. The test fills in a first quarter with the unit, posts and indicator of
the guides, and then types what stands in them, line by line. `Office` says what is done where that can't be done here.
"""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

from generator.cli import app
from generator.project import Project
from generator.publish.folder import Folder
from generator.starting.engine import MAKEFILE, makefile
from tests.commands.support import FINE, portal
from tests.conftest import ROOT
from tests.projects import sign_all
from tests.publish import small
from tests.publish.server import Server, git, push, run, set_up
from tests.workbook.support import grids_of, save_xlsx

FIRST = "data/ourtown/2026-27-q1"

ROWS = {
    "units": ["town-planning,Town Planning,service"],
    "posts": ["head-of-planning,Head of Planning,town-planning", "chief-executive,Chief Executive,"],
    "plans": ["council-plan,Council Plan,corporate,,2026-04-01,2029-03-31"],
    "plan_items": ["sooner,council-plan,,action,1,,,,Answer applications sooner,,,2027-03-31"],
    "plan_updates": ["sooner,2026/27 Q1,on target,,45,,,Two more officers have begun."],
    "indicators": ["planning-on-time,L 1,,,Applications answered on time,,number,,%,1,higher,quarterly,in period"],
    "observations": ["planning-on-time,2026/27 Q1,ourtown,all,68.5,final"],
    "targets": ["planning-on-time,2026/27 Q1,ourtown,target,at least,70,"],
    "responsibilities": [
        "plan item,sooner,lead,post,head-of-planning,1",
        "indicator,planning-on-time,lead,post,head-of-planning,1",
    ],
}
FILLED_IN = {
    "Updates": {"Status": "on target", "Per cent complete": "55", "Why no per cent": "", "Progress": "It goes on."},
    "Observations": {"Value": "73.2", "Value status": "final"},
}
"""What the unit writes into its workbook."""

TYPED = ("portal ", "make ", "git ", "ssh ", "cd ", "deploy/")
"""How the lines begin that are typed. Every other line of a block is one of settings."""


@dataclass(frozen=True)
class Guide:
    """Its lines to be typed, in their order; those of settings; and what it tells of commands in its sentences."""

    name: str
    order: int
    lines: tuple[str, ...]
    settings: tuple[str, ...]
    mentions: tuple[str, ...]


def read_guide(path: Path) -> Guide:
    text = path.read_text("utf-8")
    order = re.search(r'^order: "(\d+)"$', text, re.MULTILINE)
    assert order is not None
    blocks = [line[4:] for line in text.splitlines() if line.startswith("    ")]
    typed = tuple(line.strip() for line in blocks if line.lstrip().startswith(TYPED))
    others = tuple(line for line in blocks if not line.lstrip().startswith(TYPED))
    return Guide(path.stem, int(order[1]), typed, others, tuple(re.findall(r"`((?:portal|make) [^`]+)`", text)))


GUIDES = sorted(map(read_guide, (ROOT / "content" / "guides").glob("*.md")), key=lambda guide: guide.order)


@dataclass
class Office:
    """Where the guides are followed: the council's repository, its server, and the folder that one is in."""

    root: Path
    server: Server
    folder: Path
    here: Path

    @property
    def draft(self) -> Path:
        return self.folder / "draft"

    @property
    def made(self) -> Path:
        return self.folder / "made"

    @property
    def stand_ins(self) -> dict[str, str]:
        """What stands here for what is elsewhere: a server's folder for its address, and folders for its own."""
        return {
            "https://performance.ourtown.example": str(self.server.public.path),
            "https://new.ourtown.example": str(self.server.public.path),
            "ADDRESS": str(self.server.repository),
            "REPOSITORY": str(self.server.repository),
            "/srv/performance": str(self.folder / "performance"),
        }

    def types(self, line: str) -> str:
        """Types a line of a guide, or does what comes nearest to it. Returns what is printed."""
        words = [self.stand_ins.get(word, word) for word in shlex.split(line)]
        match words:
            case ["portal", "init", *_]:
                return ""  # which was typed before everything else
            case ["portal", "read-workbook", file]:
                self.fill_in(self.here / file)
                return self.portal(*words[1:])
            case ["portal", *rest]:
                return self.portal(*rest)
            case ["make", "serve"]:
                assert recipe("serve") == ["serve"]  # which would never end
                return ""
            case ["make", "site"] if self.made.exists():  # once is enough
                shutil.copytree(self.made, self.here / "site")
                return ""
            case ["make", "site"]:
                said = self.portal(*recipe("site"))
                shutil.copytree(self.here / "site", self.made)
                return said
            case ["make", target]:
                return self.portal(*recipe(target))
            case ["cd", folder]:
                self.here /= folder
                return ""
            case ["ssh", "-l", "portal", "performance.ourtown.example", command]:
                done = self.server.ask(command)
                assert done.returncode == 0, done
                return done.stdout
            case ["git", "remote", "add", name, _]:
                git(self.here, "remote", "remove", name)
            case ["git", "clone", *_]:
                self.here = self.folder / "elsewhere"
                shutil.rmtree(self.here, ignore_errors=True)
                self.here.mkdir()
            case ["git", *_]:
                pass
            case ["deploy/setup.sh", _]:  # which it has been, below a folder of its own
                words.append("--dry-run")
            case _:
                pytest.fail(f"say in Office.types what is to be done for: {line}")
        done = run(*words, cwd=self.here)
        assert done.returncode == 0, (line, done)
        return done.stdout + done.stderr

    def portal(self, *words: str) -> str:
        done = portal(self.here, *words)
        assert done.status == FINE, (words, done)
        return done.out

    def fill_in(self, path: Path) -> None:
        """What the unit does between two lines of a guide. The workbook of all tables stays as it is."""
        grids = grids_of(path)
        for sheet, cells in FILLED_IN.items() if "Posts" not in grids else ():
            heading, *rows = grids[sheet]
            for row in rows:
                for name, text in cells.items():
                    row[heading.index(name)] = text
        save_xlsx(grids, path)

    def follows(self, guide: Guide) -> None:
        self.here = self.root
        for line in guide.lines:
            if line.startswith("portal sign ") and not self.draft.exists():
                shutil.copytree(self.root / "data", self.draft)
            self.types(line)

    def follows_in_a_draft(self, guide: Guide) -> None:
        """With the data as they were before anybody signed the second quarter."""
        signed = (self.root / "data").rename(self.folder / "signed")
        self.draft.rename(self.root / "data")
        self.follows(guide)
        shutil.rmtree(self.root / "data")
        signed.rename(self.root / "data")


def recipe(target: str) -> list[str]:
    """The portal's command that `make TARGET` runs in a council's repository."""
    found = re.search(rf"^{target}:.*\n\t@\$\(PORTAL\) (.+)$", makefile((ROOT / MAKEFILE).read_text("utf-8")), re.M)
    assert found is not None, f"there is no make {target} in a council's repository"
    return found[1].split()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Ourtown with a first quarter that is signed, and a server that it can push to."""
    folder = tmp_path_factory.mktemp("guides")
    (init,) = [line for guide in GUIDES for line in guide.lines if line.startswith("portal init ")]
    root = folder / "ourtown-portal"
    words = [str(root) if word == "../ourtown-portal" else word for word in shlex.split(init)[1:]]
    assert portal(ROOT, *words).status == FINE
    for path in (*root.glob("content/pages/*.md"), root / FIRST / "datapackage.json"):
        path.write_text(re.sub(r"\[fill in: [^\]]*\]", "the Performance Team", path.read_text("utf-8")), "utf-8")
    for name, rows in ROWS.items():
        table = root / FIRST / f"{name}.csv"
        columns = table.read_text("utf-8").splitlines()[0].count(",")
        table.write_text(
            table.read_text("utf-8") + "".join(f"{row}{',' * (columns - row.count(','))}\n" for row in rows), "utf-8"
        )
    (root / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    (root / MAKEFILE).unlink()  # the server would install everything anew
    shutil.rmtree(root / "deploy")  # which comes with the server
    project = Project.at(root)
    sign_all(project)
    server = set_up(project, folder / "server")
    assert push(project, "--set-upstream", "portal", "main").returncode == 0
    for served in (server.public, Folder(folder / "performance")):
        served.path.mkdir(exist_ok=True)
        served.make_ours()
        for words_of_it in ("older", "old"):
            small.serve(served, words_of_it)
    return Office(root, server, folder, root)


def test_every_command_of_the_guides_works(office: Office) -> None:
    for guide in GUIDES:
        if guide.name == "add-an-indicator":
            office.follows_in_a_draft(guide)
        else:
            office.follows(guide)
    assert "July to September 2026" in office.server.page("index.html")
    pushed = git(office.server.repository, "ls-tree", "-r", "--name-only", "main").stdout
    assert "data/ourtown/versions/2026-27-q2/1.0.0/observations.csv" in pushed.splitlines()


def test_what_the_sentences_tell_of_commands_is_so() -> None:
    commands = typer.main.get_group(app).commands
    for guide in GUIDES:
        for mention in guide.mentions:
            tool, name, *rest = mention.split()
            if tool == "make":
                assert recipe(name)
                continue
            options = {option for each in commands[name].params for option in each.opts}
            assert {word for word in rest if word.startswith("--")} <= options, mention


def test_the_settings_in_the_guides_are_taken(office: Office) -> None:
    (guide,) = [guide for guide in GUIDES if guide.settings]
    assert guide.name == "withhold-an-item"
    settings = office.root / "mkdocs.yml"
    before = settings.read_text("utf-8")
    block = "".join(f"  {line}\n" for line in guide.settings)
    settings.write_text(re.sub(r"^extra:\n", lambda found: found[0] + block, before, flags=re.M), "utf-8")
    assert settings.read_text("utf-8") != before
    assert portal(office.root, "check").status == FINE
    settings.write_text(before, "utf-8")
