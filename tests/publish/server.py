"""A council's own server below a folder of its own, as deploy/setup.sh makes it, and a council that pushes to it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.project import Project
from generator.publish.folder import Folder
from tests.conftest import ROOT
from tests.projects import copy_project, sign_all

PORTAL = Path(sys.executable).with_name("portal")
HOST = "performance.example.gov.uk"
ENVIRONMENT = {
    **os.environ,
    "NO_COLOR": "1",
    "TERM": "dumb",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Communications",
    "GIT_AUTHOR_EMAIL": "communications@localhost",
    "GIT_COMMITTER_NAME": "Communications",
    "GIT_COMMITTER_EMAIL": "communications@localhost",
}


@dataclass(frozen=True, slots=True)
class Server:
    """What setup.sh made below `root`."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "srv" / "portal"

    @property
    def repository(self) -> Path:
        return self.home / "portal.git"

    @property
    def public(self) -> Folder:
        return Folder(self.home / "public")

    @property
    def tip(self) -> str:
        return git(self.repository, "rev-parse", "main").stdout.strip()

    def page(self, path: str) -> str:
        """A page as it is served."""
        return (self.public.path / "current" / "site" / path).read_text("utf-8")

    def ask(self, command: str) -> subprocess.CompletedProcess[str]:
        """What `ssh portal@HOST COMMAND` does: the user's shell is git's."""
        return run("git", "shell", "-c", command, cwd=self.home, HOME=str(self.home))

    def rubbish(self) -> set[str]:
        """What lies about and does not belong there."""
        beside = {path.name for path in self.home.iterdir()} | {path.name for path in self.public.path.iterdir()}
        known = {"git-shell-commands", "portal.git", "portal.settings", "public", "work", ".ssh"}
        known |= {"current", "held", "portal.json", "versions"}
        in_git = {path.name for path in self.repository.iterdir() if path.name.startswith("portal.")}
        return beside - known | in_git - {"portal.lock", "portal.index", "portal.prepared"}


def signed_project(folder: Path) -> Project:
    """Smallshire, signed by everybody, as a project of its own below `folder`."""
    project = copy_project(folder)
    shutil.rmtree(project.data)
    shutil.copytree(_signed(), project.data)
    return project


@cache
def _signed() -> Path:
    """Its data, signed once for all tests."""
    folder = Path(tempfile.mkdtemp(prefix="signed-"))
    atexit.register(shutil.rmtree, folder)
    project = copy_project(folder)
    sign_all(project)
    return project.data


def run(*words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=cwd, env={**ENVIRONMENT, **more}, capture_output=True, text=True, check=False, timeout=300
    )


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run("git", *words, cwd=folder)


def set_up(project: Project, root: Path, *options: str) -> Server:
    """Makes a repository of the project, and a server that has nothing but its first commit."""
    shutil.copytree(ROOT / "deploy", project.root / "deploy")
    (project.root / ".gitignore").write_text("/build/\n/site/\n", "utf-8")
    git(project.root, "init", "--quiet", "--initial-branch=main")
    git(project.root, "add", ".")
    git(project.root, "commit", "--quiet", "--message", "The portal")
    done = run("deploy/setup.sh", HOST, "--root", str(root), *options, cwd=project.root)
    assert (done.returncode, done.stderr) == (0, ""), done
    server = Server(root)
    # Not installed there anew for each test.
    git(server.repository, "config", "portal.command", str(PORTAL))
    git(project.root, "remote", "add", "portal", str(server.repository))
    return server


def commit(project: Project, message: str = "A change") -> None:
    git(project.root, "add", ".")
    git(project.root, "commit", "--quiet", "--allow-empty", "--message", message)


def push(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """What the pusher's terminal shows is in `stderr`."""
    return git(project.root, "push", *(words or ("portal", "main")))
