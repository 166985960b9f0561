"""What was published and has to be taken down by law: a tombstone says so, and the site shows no more of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import UsageError
from generator.keeping.signing import posts_of
from generator.load.descriptor import FILE
from generator.load.folders import VERSIONS
from generator.load.raw import read_object
from generator.whole import write_whole

WITHDRAWN = "withdrawn.json"
"""Beside the releases of a publisher: what was taken down, the oldest first."""


def take_down(folder: Path, version: str, post: str, reason: str, day: date) -> Path:
    """Enters the release in `folder`, or one version of it, among what was taken down. Returns the file.

    The data stays where it is, and is read as withheld. Raises `UsageError` where there is no such version or post, or
    it is entered already.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise UsageError("Say why it is taken down, with --reason, for everybody to read.")
    titles = posts_of(folder)
    if post not in titles:
        raise UsageError(f"--post {post}: there is no such post. Posts: {', '.join(titles) or 'none yet'}.")
    own = read_object(folder / FILE, FILE)
    earlier = folder.parent / VERSIONS / folder.name
    known = [*sorted(path.name for path in earlier.glob("*") if path.is_dir()), str(own["version"])]
    if version and version not in known:
        raise UsageError(f"--version {version}: {folder.name} has no such version. Versions: {', '.join(known)}.")
    path = folder.parent / WITHDRAWN
    listed: list[dict[str, Any]] = list(read_object(path, WITHDRAWN)["withdrawn"]) if path.exists() else []
    if any(each["release"] == folder.name and each.get("version", "") in ("", version) for each in listed):
        raise UsageError(f"{folder.name} {version}".rstrip() + f" stands in {WITHDRAWN} already.")
    entry = {"release": folder.name, **({"version": version} if version else {}), "period": own["period"]}
    listed.append({**entry, "date": day.isoformat(), "post": titles[post], "reason": reason})
    write_whole(path, (json.dumps({"withdrawn": listed}, ensure_ascii=False, indent=2) + "\n").encode())
    return path
