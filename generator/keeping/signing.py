"""Signatures, written into a release's package, and the entry in `published.json` that the last of them makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.errors import UsageError
from generator.load.descriptor import FILE
from generator.load.folders import PUBLISHED
from generator.load.published import Hashes, Published, newest_of, read_published, write_published
from generator.load.raw import read_object, read_tables
from generator.load.signatures import SignOff
from generator.periods import format_date
from generator.seals import Signature, Tables, parts_sha256, sha256
from generator.whole import write_whole


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed: a unit's part by its name, or the whole where that is "". `post` is the title of the post."""

    unit: str
    post: str
    papers: int = 0


def posts_of(folder: Path) -> Mapping[str, str]:
    """The title of each post that the release in `folder` knows, by its id."""
    return {row["post"]: row["title"] for row in read_tables(folder, folder.name).get("posts", ())}


def sign_part(folder: Path, sign_off: SignOff, unit: str, post: str, day: date) -> Signed:
    """Signs a unit's part of the sound release in `folder`. Raises `UsageError` for what can't be signed."""
    _refuse_what_is_signed(sign_off)
    part = next((part for part in sign_off.parts if part.unit == unit), None)
    if part is None:
        known = ", ".join(part.unit for part in sign_off.parts) or "none: sign the whole"
        raise UsageError(f"--unit {unit}: no such unit has to sign {sign_off.name}. Those that do: {known}.")
    title = _title(folder, post, day)
    hashes = parts_sha256(read_tables(folder, folder.name), [unit])
    _write(folder, Signature(unit, post, day, hashes[unit]))
    return Signed(part.name, title)


def sign_whole(folder: Path, papers: Path, sign_off: SignOff, post: str, day: date) -> Signed:
    """Signs the whole, and enters it in `published.json`. `papers` is the publisher's folder of content/papers.

    Raises `UsageError` where a unit is still to sign, or when there is nothing to sign.
    """
    _refuse_what_is_signed(sign_off)
    title = _title(folder, post, day)
    if waiting := sign_off.unsigned:
        lines = "\n".join(f"  portal sign {sign_off.name} --unit {part.unit} --post POST" for part in waiting)
        raise UsageError(f"The whole is signed last. Still to sign, or to sign again:\n{lines}")
    published = read_published(folder.parent, PUBLISHED, [])
    own = Published(folder.name, sign_off.version, day, post, sign_off.files, _papers(folder, papers))
    kept = [each for each in published if (each.release, each.version) != (own.release, own.version)]
    write_published(folder.parent, [*kept, own])
    _write(folder, Signature("", post, day, sign_off.sha256))
    return Signed("", title, len(own.papers))


def withdraw(folder: Path, unit: str) -> None:
    """Takes the signature of a unit's part, or of the whole ("") with its entry in `published.json`, back.

    Raises `UsageError` where there is none, or where more was published since.
    """
    name = f"{folder.parent.name}/{folder.name}"
    raw = read_object(folder / FILE, f"{name}/{FILE}")
    signatures: list[dict[str, Any]] = raw.get("signatures", [])
    signed = {each.get("unit", "") for each in signatures}
    if unit not in signed:
        others = ", ".join(sorted(each for each in signed if each)) or "none"
        what = f"the part of {unit}" if unit else "the whole"
        raise UsageError(f"Nobody has signed {what} of {name}. Units that have: {others}.")
    if unit and "" in signed:
        raise UsageError(f"The whole is signed: run `portal sign {name} --withdraw --whole` first.")
    if not unit:
        _withdraw_entry(folder, name, str(raw.get("version")))
    _put(folder, raw, [each for each in signatures if each.get("unit", "") != unit])


def _withdraw_entry(folder: Path, name: str, version: str) -> None:
    published = read_published(folder.parent, PUBLISHED, [])
    entry = newest_of(published, folder.name)
    if entry is None or entry.version != version:
        return
    if published[-1] != entry:
        raise UsageError(
            f"{published[-1].release}, version {published[-1].version}, was signed after {name}, so this is published. "
            f"Correct it with `portal correct {name}`."
        )
    write_published(folder.parent, published[:-1])


def _refuse_what_is_signed(sign_off: SignOff) -> None:
    if sign_off.is_signed and sign_off.is_published and sign_off.whole is not None:
        day = format_date(sign_off.whole.date)
        raise UsageError(
            f"{sign_off.name}, version {sign_off.version}, was signed as a whole on {day}. "
            f"To change it, run `portal correct {sign_off.name}`; if it is not published yet, "
            f"`portal sign {sign_off.name} --withdraw --whole`."
        )


def _title(folder: Path, post: str, day: date) -> str:
    posts = posts_of(folder)
    if post not in posts:
        raise UsageError(f"--post {post}: posts.csv has no such post. It has: {', '.join(posts) or 'none'}.")
    as_at = str(read_object(folder / FILE, FILE)["as_at"])
    if day.isoformat() < as_at:
        raise UsageError(f"--date {day}: the release is as things stood on {as_at}, so it is signed then or later.")
    return posts[post]


def _write(folder: Path, signature: Signature) -> None:
    """Puts the signature into the package, in place of the same unit's, the whole's last."""
    raw = read_object(folder / FILE, FILE)
    others = [each for each in raw.get("signatures", []) if each.get("unit", "") not in (signature.unit, "")]
    _put(folder, raw, [*others, signature.raw])


def _put(folder: Path, raw: dict[str, Any], signatures: list[dict[str, Any]]) -> None:
    rest = {key: value for key, value in raw.items() if key not in ("signatures", "resources")}
    signed = {"signatures": signatures} if signatures else {}
    whole = {**rest, **signed, "resources": raw["resources"]}
    write_whole(folder / FILE, (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode())


def _papers(folder: Path, papers: Path) -> Hashes:
    """The papers that report on this release: those on its agendas that were on none before."""
    releases = sorted(path.parent for path in folder.parent.glob(f"*/{FILE}"))
    before = [read_tables(path, path.name) for path in releases if path.name < folder.name]
    known = {name for tables in before for name in _named(tables)}
    return {
        name: sha256((papers / name).read_bytes())
        for name in _named(read_tables(folder, folder.name))
        if name not in known and (papers / name).is_file()
    }


def _named(tables: Tables) -> list[str]:
    return sorted(f"{row['meeting']}/{row['paper']}.md" for row in tables.get("agenda_items", ()) if row["paper"])
