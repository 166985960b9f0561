"""git, asked for objects and references only: no working tree, no index of anybody's, no setting that changes bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from generator.errors import BuildError
from generator.site.manifest import MANIFEST, MalformedError, Manifest, read_manifest
from generator.site.tools import output_of

LOCAL = frozenset(
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_CONFIG GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_DIR "
    "GIT_GRAFT_FILE GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE GIT_INTERNAL_SUPER_PREFIX GIT_NO_REPLACE_OBJECTS "
    "GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_QUARANTINE_PATH GIT_REPLACE_REF_BASE GIT_SHALLOW_FILE GIT_WORK_TREE".split()
)
"""What git tells the hooks that it runs of their repository: it is not the one that is meant here."""

ENVIRONMENT: Mapping[str, str] = {
    # Nobody is there to answer, and addresses that run a program of their own are none.
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
    "GIT_AUTHOR_NAME": "Performance portal",
    "GIT_AUTHOR_EMAIL": "portal@localhost",
    "GIT_COMMITTER_NAME": "Performance portal",
    "GIT_COMMITTER_EMAIL": "portal@localhost",
    "LC_ALL": "C.UTF-8",
}

OURS = "Portal-Manifest"
"""The line in the message of a commit that says which manifest, and so which site, it holds."""
BACK_TO = "Portal-Rolled-Back-To"
"""The line that names the commit whose site a rollback shows again."""

_CREDENTIALS = re.compile(r"(?<=//)[^/@\s]+@")


class Git:
    """One repository, bare or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, *words: str, given: bytes = b"", **environment: str) -> str:
        """What git writes. Raises `BuildError` with git's own words, without anybody's password."""
        command = ["git", "-C", str(self._folder), "-c", "core.quotePath=false", *words]
        try:
            return output_of("git", command, given, LOCAL, **ENVIRONMENT, **environment).decode("utf-8").strip()
        except FileNotFoundError as error:
            raise BuildError("Publishing to a branch needs git, which is not installed.") from error
        except BuildError as error:
            raise BuildError(without_credentials(str(error))) from None

    def find(self, name: str) -> str:
        """The commit that a name stands for, "" if none does."""
        return self.object(f"{name}^{{commit}}") if name else ""

    def object(self, name: str) -> str:
        """The object that a name stands for, "" if none does."""
        try:
            return self.run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except BuildError:
            return ""

    def trailer(self, commit: str, name: str) -> str:
        return self.run("log", "-1", f"--format=%(trailers:key={name},valueonly)", commit)

    def subject(self, commit: str) -> str:
        return self.run("log", "-1", "--format=%s", commit)

    def parent(self, commit: str) -> str:
        return self.find(f"{commit}^")

    def manifest(self, commit: str) -> Manifest | None:
        """The manifest of the site in a commit of ours, None where the commit is not ours."""
        said = self.trailer(commit, OURS)
        try:
            content = self._blob(f"{commit}:{MANIFEST}") if said else b""
            return read_manifest(content) if sha256(content).hexdigest() == said else None
        except (BuildError, MalformedError):
            return None

    def write_tree(self, site: Path, files: Iterable[str], index: Path, beside: Mapping[str, str]) -> str:
        """The files of a site as a tree, byte for byte; `beside` holds objects that are in it as well."""
        listed = sorted(files)
        paths = "".join(f"{site / file}\n" for file in listed).encode()
        objects = self.run("hash-object", "-w", "--no-filters", "--stdin-paths", given=paths).split()
        entries = {**beside, **dict(zip(listed, objects, strict=True))}
        lines = "".join(f"100644 {object}\t{file}\0" for file, object in entries.items()).encode()
        index.unlink(missing_ok=True)
        self.run("update-index", "-z", "--add", "--index-info", given=lines, GIT_INDEX_FILE=str(index))
        return self.run("write-tree", GIT_INDEX_FILE=str(index))

    def write(self, content: bytes) -> str:
        """The object that holds this content."""
        return self.run("hash-object", "-w", "--no-filters", "--stdin", given=content)

    def commit(self, tree: str, parent: str, message: str) -> str:
        before = ("-p", parent) if parent else ()
        return self.run("commit-tree", tree, *before, given=message.encode())

    def _blob(self, name: str) -> bytes:
        command = ["git", "-C", str(self._folder), "cat-file", "blob", name]
        return output_of("git", command, b"", LOCAL, **ENVIRONMENT)


def without_credentials(text: str) -> str:
    return _CREDENTIALS.sub("", text)
