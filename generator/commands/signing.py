"""sign: who stands behind a release, before it is published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.console import now, out, reporting
from generator.errors import UsageError
from generator.periods import PeriodError, format_date, parse_date
from generator.project import Project
from generator.words import counted

if TYPE_CHECKING:
    from generator.load.signatures import Part, SignOff

Release = Annotated[str, typer.Argument(metavar="PUBLISHER/RELEASE", help="Such as sefton/2009-10-q2.")]
Unit = Annotated[str | None, typer.Option(metavar="UNIT", help="Sign, or take back, the part of this unit.")]
Whole = Annotated[bool, typer.Option("--whole", help="Sign, or take back, the whole: when every unit has signed.")]
Post = Annotated[str | None, typer.Option(metavar="POST", help="Who signs: the id of a post in posts.csv.")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="Take a signature back before anything is published.")]
Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day of it, such as 2009-11-30; today.")]


def sign(
    release: Release,
    unit: Unit = None,
    whole: Whole = False,
    post: Post = None,
    withdraw: Withdraw = False,
    day: Day = None,
) -> None:
    """Sign a unit's part of a release, or the whole of it; without options, say who is still to sign.

    A release is a draft until every unit that answers for something in it has signed, and then somebody the whole.
    """
    with reporting():
        project = Project.at(Path.cwd())
        if unit and whole:
            raise UsageError("Give --unit UNIT or --whole: one signature at a time.")
        if withdraw:
            _withdraw(project, release, unit, whole)
        elif unit or whole:
            _sign(project, release, unit or "", post, day)
        else:
            folder, sign_off = _checked(project, release)
            _tell_who(folder, sign_off)


def _sign(project: Project, release: str, unit: str, post: str | None, day: str | None) -> None:
    from generator.keeping.signing import sign_part, sign_whole

    signed_on = day_of(day)
    folder, sign_off = _checked(project, release, whole=not unit)
    if post is None:
        raise UsageError(f"Say who signs, with --post POST. {_posts(folder)}")
    if unit:
        signed = sign_part(folder, sign_off, unit, post, signed_on)
        out.print(f"{signed.unit}: signed by {signed.post} on {format_date(signed_on)}.")
        rest = [part for part in sign_off.unsigned if part.unit != unit]
        if rest:
            out.print(f"Still to sign: {', '.join(part.unit for part in rest)}. Then the whole.")
            out.print(f"Next: portal sign {sign_off.name} --unit {rest[0].unit} --post POST")
        else:
            out.print(f"Every unit has signed. Next: portal sign {sign_off.name} --whole --post POST")
        return
    signed = sign_whole(folder, project.content / "papers" / folder.parent.name, sign_off, post, signed_on)
    with_papers = f" with {counted(signed.papers, 'paper')}" if signed.papers else ""
    out.print(f"The whole of {sign_off.name}{with_papers}: signed by {signed.post} on {format_date(signed_on)}.")
    out.print(f"Version {sign_off.version} stands in data/{folder.parent.name}/published.json: it may be published.")
    out.print("Next: git add data content, git commit and git push.")
    out.print(f"From now on, change it with `portal correct {sign_off.name}` only.")


def _withdraw(project: Project, release: str, unit: str | None, whole: bool) -> None:
    from generator.keeping.signing import withdraw
    from generator.load import choose_releases

    if not (unit or whole):
        raise UsageError("Say which signature to take back: --unit UNIT or --whole.")
    (folder,) = choose_releases(project.data, (release,))
    name = f"{folder.parent.name}/{folder.name}"
    withdraw(folder, unit or "")
    if whole:
        out.print(f"The signature of the whole of {name} is taken back: it is a draft again.")
        out.print(
            "This is right only if it was never published: not pushed, not on the site, not sent to anyone. "
            f"If it was, take this back (git checkout data/{folder.parent.name}) and run `portal correct {name}`."
        )
    else:
        out.print(f"The signature of {unit} under {name} is taken back.")


def _checked(project: Project, release: str, whole: bool = False) -> tuple[Path, SignOff]:
    """The release's folder and how far it has come, with nothing wrong in any release of its publisher.

    Where the `whole` is to be signed, everything in it has to be filled in: it can't be afterwards.
    """
    from generator.load import choose_releases, find_releases
    from generator.load.unfilled import UNFILLED
    from generator.pipeline import check

    (folder,) = choose_releases(project.data, (release,))
    own = [f"{path.parent.name}/{path.name}" for path in find_releases(project.data) if path.parent == folder.parent]
    loaded = check(project, own, now(), lambda step: None)
    place = f"{project.data.name}/{folder.parent.name}/{folder.name}/"
    asked = [warning for warning in loaded.warnings if warning.file.startswith(place)]
    for warning in asked:
        out.print(warning.line)
    if whole and any(warning.rule == UNFILLED for warning in asked):
        raise UsageError(f"Fill in what is named above, in {place}, and sign the whole then. Nothing was signed.")
    name = f"{folder.parent.name}/{folder.name}"
    return folder, next(each for each in loaded.sign_offs if each.name == name)


def _tell_who(folder: Path, sign_off: SignOff) -> None:
    is_done = sign_off.is_signed and sign_off.is_published
    state = "signed off for publication" if is_done else "a draft"
    out.print(f"{sign_off.name}, version {sign_off.version}: {state}.")
    width = max((len(part.name) for part in sign_off.parts), default=0)
    posts = _titles(folder)
    for part in sign_off.parts:
        out.print(f"  {part.name:<{width}}  {_state(part, sign_off.name, posts)}")
    if sign_off.whole is not None and is_done:
        out.print(
            f"  {'The whole':<{width}}  signed by {posts[sign_off.whole.post]}, {format_date(sign_off.whole.date)}"
        )
        out.print(f"To change it, run `portal correct {sign_off.name}`.")
        return
    when = "last: " if sign_off.unsigned else ""
    out.print(f"  {'The whole':<{width}}  {when}portal sign {sign_off.name} --whole --post POST")
    out.print(_posts(folder))


def _state(part: Part, name: str, posts: dict[str, str]) -> str:
    command = f"portal sign {name} --unit {part.unit} --post POST"
    if part.signature is None:
        return f"to sign: {command}"
    signed = f"signed by {posts.get(part.signature.post, part.signature.post)}, {format_date(part.signature.date)}"
    return f"changed since it was {signed}; to sign again: {command}" if part.is_stale else signed


def _titles(folder: Path) -> dict[str, str]:
    from generator.keeping.signing import posts_of

    return dict(posts_of(folder))


def _posts(folder: Path) -> str:
    listed = "".join(f"\n  {post}  ({title})" for post, title in _titles(folder).items())
    return f"POST is one of:{listed}" if listed else "posts.csv has no post yet: add yours."


def day_of(text: str | None) -> date:
    """The day that `--date` names; today, when it names none. Raises `UsageError`."""
    if text is None:
        return now().date()
    try:
        return parse_date(text)
    except PeriodError as error:
        raise UsageError(f"--date {text}: {error}") from error
