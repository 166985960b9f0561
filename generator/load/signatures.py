"""Who has signed what of a release, and whether it is still what they signed.

A release is a draft until every unit that answers for something in it has signed its part, and then somebody the whole.
Where the signature of the whole fits, everything is as it was then, the parts too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import Problem
from generator.load.descriptor import FILE, Descriptor
from generator.load.published import Hashes, Published, newest_of
from generator.load.raw import file_hashes, read_tables
from generator.load.records import Records
from generator.seals import ANSWERING, Signature, parts_sha256, units_to_sign, whole_sha256


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit answers for in a release: what the unit is called, and who signed it (None: nobody).

    `is_stale` is whether something of it was changed after it was signed.
    """

    unit: str
    name: str
    signature: Signature | None
    is_stale: bool
    withheld: bool = False

    @property
    def is_signed(self) -> bool:
        return self.signature is not None and not self.is_stale


@dataclass(frozen=True, slots=True)
class SignOff:
    """How far a release (`name`: publisher/release; `file`: its package in messages) has come.

    `parts` are those of the units that have to sign; once the version is published, of those that did. `files` are what
    a signature of the whole is over. `is_published` is whether published.json has this version so.
    """

    name: str
    file: str
    version: str
    files: Hashes
    parts: tuple[Part, ...]
    whole: Signature | None
    is_published: bool

    @property
    def sha256(self) -> str:
        return whole_sha256(self.files)

    @property
    def is_signed(self) -> bool:
        """Whether the whole is signed, and is what was signed."""
        return self.whole is not None and self.whole.sha256 == self.sha256

    @property
    def unsigned(self) -> tuple[Part, ...]:
        """The parts that somebody is still to sign, or to sign again."""
        return tuple(part for part in self.parts if not part.is_signed)


def sign_off_of(folder: Path, descriptor: Descriptor, records: Records, published: Sequence[Published]) -> SignOff:
    """How far the release in `folder` has come, which was found sound."""
    name = f"{folder.parent.name}/{folder.name}"
    of_units = {each.unit: each for each in descriptor.signatures}
    files = file_hashes(folder, name)
    entry = newest_of(published, folder.name)
    is_published = entry is not None and (entry.version, entry.files) == (descriptor.version, files)
    file = f"{folder.parent.parent.name}/{name}/{FILE}"
    whole = SignOff(name, file, descriptor.version, files, (), of_units.get(""), is_published)
    units = {record.text("unit"): record for record in records.get("units", ())}
    stale: frozenset[str] = frozenset()
    if whole.is_signed and is_published:
        signing = tuple(unit for unit in units if unit in of_units)
    else:
        signing = units_to_sign(read_tables(folder, name, ANSWERING), descriptor.period.start)
        stale = _changed_since(folder, name, [of_units[unit] for unit in signing if unit in of_units])
    parts = (
        Part(unit, units[unit].text("name"), of_units.get(unit), unit in stale, units[unit].withheld)
        for unit in signing
    )
    return replace(whole, parts=tuple(parts))


def _changed_since(folder: Path, name: str, signatures: Collection[Signature]) -> frozenset[str]:
    """The units of whose parts something was changed after they were signed."""
    if not signatures:
        return frozenset()
    hashes = parts_sha256(read_tables(folder, name), [each.unit for each in signatures])
    return frozenset(each.unit for each in signatures if each.sha256 != hashes[each.unit])


def sign_off_of_version(folder: Path, name: str, descriptor: Descriptor) -> SignOff:
    """How far a version had come that was published and has been corrected since: kept as it was, signatures and all.

    `name` is its release's: publisher/release.
    """
    whole = next((each for each in descriptor.signatures if not each.unit), None)
    files = file_hashes(folder, name)
    return SignOff(name, f"{folder.as_posix()}/{FILE}", descriptor.version, files, (), whole, is_published=True)


def check_signatures(
    descriptor: Descriptor, records: Records, sign_off: SignOff, published: Sequence[Published]
) -> Iterator[Problem]:
    """Signatures of nobody and of nothing, and those of what has changed since."""
    file = sign_off.file
    known: Mapping[str, dict[str, bool]] = {"post": {}, "unit": {"": True}}
    for kind, ids in known.items():
        ids.update((record.text(kind), record.withheld) for record in records.get(f"{kind}s", ()))
    for signature in descriptor.signatures:
        for kind, id in (("post", signature.post), ("unit", signature.unit)):
            if id not in known[kind]:
                others = sorted(each for each, withheld in known[kind].items() if not withheld)
                remedy = f"Sign again with `portal sign`, as one of: {', '.join(others)}."
                rule = f"this is signed with a {kind} that {kind}s.csv does not have"
                yield Problem(file, rule, remedy, None, "signatures", id)
    if sign_off.is_signed and not sign_off.is_published:
        rule = f"the whole is signed, and published.json does not have version {sign_off.version} so"
        yield Problem(file, rule, _again(sign_off), None, "signatures")
    elif sign_off.whole is not None and not sign_off.is_signed:
        entry = newest_of(published, sign_off.name.partition("/")[2])
        if entry is None or entry.version != sign_off.version:  # else told of the files that were changed
            rule = "something was changed after the whole was signed"
            yield Problem(file, rule, _again(sign_off), None, "signatures")
    else:
        yield from (_stale(part, sign_off) for part in sign_off.parts if part.is_stale)


def _again(sign_off: SignOff) -> str:
    return (
        f"Run `portal sign {sign_off.name} --withdraw --whole`, then `portal sign {sign_off.name} --whole --post POST`."
    )


def unsigned(sign_off: SignOff) -> Iterator[Problem]:
    """Why the release is not ready to be published, nothing where it is."""
    file = sign_off.file
    if sign_off.is_signed and sign_off.is_published:
        return
    for part in sign_off.unsigned:
        if part.is_stale:
            yield _stale(part, sign_off)
        else:
            rule = f"nobody has signed the part of {_called(part)}"
            yield Problem(file, rule, _sign(sign_off.name, part), None, "signatures", warning=True)
    rule = "nobody has signed the whole" if not sign_off.unsigned else "the whole can't be signed yet"
    remedy = f"Run `portal sign {sign_off.name} --whole --post POST`{' then' if sign_off.unsigned else ''}."
    yield Problem(file, rule, remedy, None, "signatures", warning=True)


def _stale(part: Part, sign_off: SignOff) -> Problem:
    rule = f"something was changed after the part of {_called(part)} was signed"
    file = sign_off.file
    return Problem(file, rule, _sign(sign_off.name, part), None, "signatures", warning=True)


def _called(part: Part) -> str:
    return "a unit that is withheld" if part.withheld else part.name


def _sign(name: str, part: Part) -> str:
    unit = "UNIT" if part.withheld else part.unit
    return f"Run `portal sign {name} --unit {unit} --post POST`."
