"""A branch of git whose every commit is one whole site: in the project's own repository, or in another one, pushed.

A commit of ours says in its message which manifest it holds; onto a branch whose last commit is not ours nothing is
published. The branch and the tags of releases that are new move in one step, or none of them does.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.errors import BuildError, UsageError
from generator.pipeline import build
from generator.project import Project
from generator.publish.git import BACK_TO, OURS, Git, without_credentials
from generator.publish.order import Listed, Order, Published, Tell, told
from generator.site.lock import alone
from generator.site.manifest import MANIFEST, Manifest, read_manifest
from generator.site.tree import mark_of, read_tree

PREFIX = "git:"
SCRATCH = "publishing"
"""The folder in build/ in which a commit is prepared; it is gone afterwards."""

BESIDE: Mapping[str, bytes] = {
    # Has GitHub serve the files as they are; it would leave out those whose names begin with "_".
    ".nojekyll": b"",
    # Has git leave the ends of lines alone wherever it checks the branch out.
    ".gitattributes": b"* -text\n",
}
"""What stands in each commit beside the site."""
DOMAIN = "CNAME"
"""Names the address of a site on GitHub. It is written there, so it stays from commit to commit."""


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch `name` of the repository at `address`, or of the project's own where that is ""."""

    name: str
    address: str

    @property
    def reference(self) -> str:
        return f"refs/heads/{self.name}"

    @property
    def shown(self) -> str:
        """Without what is secret in the address."""
        where = f" of {without_credentials(self.address)}" if self.address else ""
        return f"the branch {self.name}{where}"


def read_branch(text: str, here: Path) -> Branch:
    """The branch that `git:BRANCH` or `git:ADDRESS#BRANCH` names, seen from the folder `here`. Raises `UsageError`."""
    address, _, name = text.removeprefix(PREFIX).rpartition("#")
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", name) and ".." not in name and "//" not in name
    if not plain or name.endswith(("/", ".", ".lock")) or address.startswith("-"):
        raise UsageError(f"--to {without_credentials(text)}: name a branch, as git:BRANCH or git:ADDRESS#BRANCH.")
    return Branch(name, str(here / address) if address and (here / address).is_dir() else address)


class Place:
    """The branch as it is found, and how it is moved on. `git` holds its last commit, and the new one as well."""

    def __init__(self, branch: Branch, git: Git, tip: str, tags: frozenset[str]) -> None:
        self.branch, self.git, self.tip, self.tags = branch, git, tip, tags
        self.served = git.manifest(tip) if tip else None
        if tip and self.served is None:
            raise UsageError(
                f"{branch.shown} holds something else than what the portal published there (its last commit is "
                f"{tip[:12]}). Nothing was published. Give a branch of its own that is not there yet."
            )

    @property
    def held(self) -> str:
        """What was rolled back, "" unless it still stands."""
        return self.git.subject(self.tip) if self.tip and self.git.trailer(self.tip, BACK_TO) else ""

    def origin(self, commit: str) -> str:
        """The commit that published what this one shows."""
        return self.git.find(self.git.trailer(commit, BACK_TO)) or commit

    def move(self, commit: str, tags: list[str]) -> None:
        """To a commit on top of the last, with new tags on it: all or nothing. Raises `BuildError`."""
        new = [f"refs/tags/{tag}" for tag in tags]
        if self.branch.address:
            pushed = [f"{commit}:{name}" for name in (self.branch.reference, *new)]
            self.git.run("push", "--quiet", "--atomic", "--", self.branch.address, *pushed)
        else:
            lines = [f"update {self.branch.reference} {commit} {self.tip or '0' * len(commit)}"]
            lines += [f"create {name} {commit}" for name in new]
            self.git.run("update-ref", "--stdin", given="\n".join(lines).encode() + b"\n")


def publish(project: Project, branch: Branch, order: Order, tell: Tell) -> Published:
    """Builds what was signed and commits the whole site. Raises `PortalError` with the branch as it was."""
    with found(project, branch, tell, whole=False) as (place, scratch):
        order.refuse(place.served, place.held)
        made = scratch / "made" / "site"
        built = build(replace(project, out=made), order.at, tell, order.packs, signed=True)
        tell(f"Committing to {branch.shown}")
        return replace(put(place, made, scratch), built=built)


def put(place: Place, made: Path, scratch: Path) -> Published:
    """Commits a finished site, unless it is what the branch shows and was published, not gone back to."""
    manifest = read_manifest((made / MANIFEST).read_bytes())
    if place.served is not None and place.served.shows_the_same(manifest) and not place.held:
        return Published(place.tip[:12], place.tip[:12], place.served, None, new=False)
    commit, tags = _commit(place, made, manifest, scratch), _new_tags(manifest, place.tags)
    _move(place, commit, tags)
    return Published(commit[:12], place.tip[:12], manifest, None, new=True)


def roll_back(project: Project, branch: Branch, name: str | None, now: datetime, tell: Tell) -> Published:
    """Shows again what an earlier commit of the branch did, in a new commit. Raises `PortalError`."""
    with found(project, branch, tell, whole=True) as (place, _):
        git, tip = place.git, place.tip
        if not tip:
            raise UsageError(f"Nothing has been published in {branch.shown} yet.")
        wanted = git.find(name) if name else git.parent(place.origin(tip))
        if name and (not wanted or wanted not in git.run("rev-list", "--first-parent", tip).split()):
            raise UsageError(f"There is no version {name} in {branch.shown}. `portal rollback --list` shows them.")
        if not wanted:
            raise UsageError(f"{tip[:12]} is the first version in {branch.shown}: there is none to go back to.")
        wanted = place.origin(wanted)
        if wanted == place.origin(tip):
            raise UsageError(f"{wanted[:12]} is what is served already.")
        manifest = git.manifest(wanted)
        if manifest is None:
            raise UsageError(f"{wanted[:12]} was not made by the portal. Choose another.")
        subject = f"{place.origin(tip)[:12]} was rolled back to {wanted[:12]} at {told(now)}"
        message = f"{subject}\n\n{OURS}: {git.trailer(wanted, OURS)}\n{BACK_TO}: {wanted}\n"
        commit = git.commit(git.run("rev-parse", f"{wanted}^{{tree}}"), tip, message)
        _move(place, commit, [])
        return Published(wanted[:12], place.origin(tip)[:12], manifest, None, new=True)


def versions(project: Project, branch: Branch, tell: Tell) -> list[Listed]:
    """Those in the branch, the newest first."""
    with found(project, branch, tell, whole=True) as (place, _):
        commits = place.git.run("rev-list", "--first-parent", place.tip).split() if place.tip else []
        served = place.origin(place.tip) if place.tip else ""
        listed = [(commit, place.git.manifest(commit)) for commit in commits if place.origin(commit) == commit]
        return [
            Listed(commit[:12], manifest.moment, manifest.newest, "served now" if commit == served else "")
            for commit, manifest in listed
            if manifest is not None
        ]


@contextmanager
def found(project: Project, branch: Branch, tell: Tell, whole: bool) -> Iterator[tuple[Place, Path]]:
    """The branch with its last commit, or with all of them, and an empty folder to work in that is gone afterwards."""
    scratch = project.build / SCRATCH
    with alone([scratch], tell):
        try:
            _empty(scratch)
            yield (_elsewhere if branch.address else _here)(project, branch, scratch, whole), scratch
        finally:
            _empty(scratch)
            scratch.rmdir()


def _here(project: Project, branch: Branch, scratch: Path, whole: bool) -> Place:
    git = Git(project.root)
    if f"branch {branch.reference}" in git.run("worktree", "list", "--porcelain").splitlines():
        raise UsageError(f"{branch.shown} is checked out, so it is being worked on. Give a branch of its own.")
    tags = git.run("for-each-ref", "--format=%(refname:lstrip=2)", "refs/tags/published").split()
    return Place(branch, git, git.find(branch.reference), frozenset(tags))


def _elsewhere(project: Project, branch: Branch, scratch: Path, whole: bool) -> Place:
    Git(scratch).run("init", "--quiet", "--bare", "repository")
    git = Git(scratch / "repository")
    listed = git.run("ls-remote", "--", branch.address, branch.reference, "refs/tags/published/*")
    there = {name: commit for commit, name in (line.split("\t") for line in listed.splitlines())}
    tip = there.get(branch.reference, "")
    if tip:
        depth = () if whole else ("--depth=1",)
        git.run(
            "fetch", "--quiet", "--no-tags", *depth, "--", branch.address, f"+{branch.reference}:{branch.reference}"
        )
    tags = frozenset(name.removeprefix("refs/tags/") for name in there)
    return Place(branch, git, tip and git.find(branch.reference), tags)


def _commit(place: Place, made: Path, manifest: Manifest, scratch: Path) -> str:
    git = place.git
    beside = {name: git.write(content) for name, content in BESIDE.items()}
    if place.tip and (domain := git.object(f"{place.tip}:{DOMAIN}")):
        beside[DOMAIN] = domain
    tree = git.write_tree(made, read_tree(made).files, scratch / "index", beside)
    message = (
        f"Published: {manifest.newest}\n\nWhat is public at {manifest.moment}.\n\n"
        f"{OURS}: {mark_of(made / MANIFEST).sha256}\n"
    )
    return git.commit(tree, place.tip, message)


def _new_tags(manifest: Manifest, known: frozenset[str]) -> list[str]:
    """One for each version of a release that was not published in this branch's repository before."""
    return [tag for tag in map(_tag, manifest.releases) if tag not in known]


def _tag(release: Mapping[str, str]) -> str:
    parts = (release["publisher"], release["release"], release["version"])
    return "published/{}/{}-{}".format(*parts)


def _move(place: Place, commit: str, tags: list[str]) -> None:
    try:
        place.move(commit, tags)
    except BuildError as error:
        raise BuildError(
            f"{error}\n{place.branch.shown} did not take it and is as it was. If somebody else published meanwhile, "
            "run this again; else look at who may write there."
        ) from error


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
