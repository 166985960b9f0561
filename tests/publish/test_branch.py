"""A branch that is published to holds one whole site in each commit, and takes no other's commits for ours."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.errors import BuildError, UsageError
from generator.project import SETTINGS, Project
from generator.publish.branch import Branch, found, put, read_branch, roll_back, versions
from generator.publish.order import Published
from generator.site.verify import verify
from tests.conftest import quiet
from tests.publish.small import make_site

NOW = datetime(2026, 2, 1, tzinfo=UTC)
IDENTITY = ("-c", "user.name=Somebody", "-c", "user.email=somebody@localhost", "-c", "init.defaultBranch=main")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *IDENTITY, *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A repository with one commit, as a project of nothing."""
    root = tmp_path / "project"
    root.mkdir()
    (root / SETTINGS).write_text("site_name: x\n", "utf-8")
    (root / ".gitignore").write_text("/build/\n", "utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Sources")
    return Project.at(root)


@pytest.fixture(params=["here", "elsewhere"])
def branch(request: pytest.FixtureRequest, project: Project, tmp_path: Path) -> Branch:
    """A branch that isn't there yet, in the project's own repository and in another."""
    if request.param == "here":
        return read_branch("git:pages", project.root)
    git(tmp_path, "init", "--quiet", "--bare", "public.git")
    return read_branch("git:../public.git#pages", project.root)


def repository(project: Project, branch: Branch) -> Path:
    return Path(branch.address) if branch.address else project.root


def publish(project: Project, branch: Branch, words: str) -> Published:
    with found(project, branch, quiet, whole=False) as (place, scratch):
        return put(place, make_site(scratch / "made" / "site", words), scratch)


def shown(project: Project, branch: Branch) -> str:
    page = git(repository(project, branch), "show", f"{branch.name}:index.html")
    return page.split("<h1>")[1].split("</h1>")[0]


def test_each_commit_is_one_whole_site(project: Project, branch: Branch, tmp_path: Path) -> None:
    for words in ("one", "two"):
        assert publish(project, branch, words).new
        assert shown(project, branch) == words
    again = publish(project, branch, "two")
    assert (again.new, again.version) == (False, again.before)
    there = repository(project, branch)
    assert git(there, "log", "--format=%an", branch.name).splitlines() == ["Performance portal"] * 2
    git(there, "-c", "core.autocrlf=true", "worktree", "add", "--quiet", str(tmp_path / "copy"), branch.name)
    assert verify(tmp_path / "copy").faults == ()
    assert git(project.root, "status", "--porcelain") == ""
    assert not (project.build / "publishing").exists()


def test_bytes_are_not_touched_by_anybodys_settings(project: Project, branch: Branch) -> None:
    git(repository(project, branch), "config", "core.autocrlf", "true")
    (repository(project, branch) / (".git" if not branch.address else "") / "info").mkdir(exist_ok=True)
    with found(project, branch, quiet, whole=False) as (place, scratch):
        site = make_site(scratch / "made" / "site", "one\r\ntwo\n")
        content = (site / "index.html").read_bytes()
        put(place, site, scratch)
    out = subprocess.run(
        ["git", "-C", str(repository(project, branch)), "cat-file", "blob", "pages:index.html"],
        capture_output=True,
        check=True,
    )
    assert out.stdout == content


def test_a_rollback_is_a_commit_that_shows_an_earlier_one(project: Project, branch: Branch) -> None:
    made = {words: publish(project, branch, words).version for words in ("one", "two", "three")}
    for words in ("two", "one"):
        assert roll_back(project, branch, None, NOW, quiet).version == made[words]
        assert shown(project, branch) == words
    with pytest.raises(UsageError, match="there is none to go back to"):
        roll_back(project, branch, None, NOW, quiet)
    publish(project, branch, "mended")
    roll_back(project, branch, None, NOW, quiet)
    assert shown(project, branch) == "one"
    roll_back(project, branch, made["three"], NOW, quiet)
    assert shown(project, branch) == "three"
    assert [each.note for each in versions(project, branch, quiet)] == ["", "served now", "", ""]
    with pytest.raises(UsageError, match="There is no version main"):
        roll_back(project, branch, "main", NOW, quiet)


def test_what_was_rolled_back_is_known_until_somebody_publishes(project: Project, branch: Branch) -> None:
    publish(project, branch, "one")
    publish(project, branch, "two")
    roll_back(project, branch, None, NOW, quiet)
    with found(project, branch, quiet, whole=False) as (place, _):
        assert "was rolled back to" in place.held
    assert publish(project, branch, "one").new
    with found(project, branch, quiet, whole=False) as (place, _):
        assert place.held == ""


def test_the_name_of_the_site_stays_and_underscores_are_served(
    project: Project, branch: Branch, tmp_path: Path
) -> None:
    publish(project, branch, "one")
    git(tmp_path, "clone", "--quiet", "--branch", branch.name, str(repository(project, branch)), "clone")
    (tmp_path / "clone" / "CNAME").write_text("performance.example.gov.uk\n", "utf-8")
    git(tmp_path / "clone", "add", "CNAME")
    message = git(tmp_path / "clone", "log", "-1", "--format=%B")
    git(tmp_path / "clone", "commit", "--quiet", "-m", message)  # as the host itself does it, on top of ours
    git(tmp_path / "clone", "push", "--quiet")
    publish(project, branch, "two")
    files = git(repository(project, branch), "ls-tree", "--name-only", branch.name).splitlines()
    assert {"CNAME", ".nojekyll", "_redirects"} <= set(files)


def test_a_branch_with_another_history_is_left_alone(project: Project, branch: Branch, tmp_path: Path) -> None:
    there = repository(project, branch)
    git(there, "fetch", "--quiet", str(project.root), "main:pages")
    before = git(there, "rev-parse", "pages")
    with pytest.raises(UsageError, match="holds something else than what the portal published there"):
        publish(project, branch, "one")
    assert git(there, "rev-parse", "pages") == before
    assert not (project.build / "publishing").exists()


def test_the_branch_that_is_worked_on_is_none_to_publish_to(project: Project) -> None:
    with pytest.raises(UsageError, match="the branch main is checked out"):
        publish(project, read_branch("git:main", project.root), "one")


def test_of_two_publishers_the_second_does_not_undo_the_first(project: Project, branch: Branch, tmp_path: Path) -> None:
    publish(project, branch, "one")
    other = Project(project.root, project.out, tmp_path / "other-build")
    with found(project, branch, quiet, whole=False) as (place, scratch):
        publish(other, branch, "meanwhile")
        with pytest.raises(BuildError, match=r"did not take it and is as it was\. If somebody else published"):
            put(place, make_site(scratch / "made" / "site", "two"), scratch)
    assert shown(project, branch) == "meanwhile"


def test_branch_and_tags_move_together_or_not_at_all(project: Project, branch: Branch) -> None:
    publish(project, branch, "one")
    there = repository(project, branch)
    git(there, "tag", "taken", branch.name)
    with found(project, branch, quiet, whole=False) as (place, scratch):
        make_site(scratch / "made" / "site", "two")
        tree = place.git.write_tree(scratch / "made" / "site", ["index.html"], scratch / "index", {})
        commit = place.git.commit(tree, place.tip, "Two")
        with pytest.raises(BuildError):
            place.move(commit, ["new", "taken"])
    assert (shown(project, branch), git(there, "tag").split()) == ("one", ["taken"])


NO_BRANCH = ["git:", "git:https://example.org/a.git#", "git:--upload-pack=x#pages", "git:a..b", "git:-x", "git:a.lock"]


@pytest.mark.parametrize("text", NO_BRANCH)
def test_what_names_no_branch_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name a branch"):
        read_branch(text, tmp_path)


def test_nobody_is_told_a_password(project: Project) -> None:
    secret = "git:http://portal:s3cret@localhost:1/public.git#pages"
    branch = read_branch(secret, project.root)
    with pytest.raises(BuildError) as refused:
        publish(project, branch, "one")
    assert "s3cret" not in branch.shown + str(refused.value)


def run_a_program(tmp_path: Path) -> str:
    return f"git:ext::touch% {tmp_path}/ran#pages"


@pytest.mark.parametrize("address", [run_a_program])
def test_an_address_runs_no_program(address: Callable[[Path], str], project: Project, tmp_path: Path) -> None:
    with pytest.raises(BuildError):
        publish(project, read_branch(address(tmp_path), project.root), "one")
    assert not (tmp_path / "ran").exists()
