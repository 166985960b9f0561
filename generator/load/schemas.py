"""Writes the contract's schemas into a release's `datapackage.json`, so that plain frictionless can validate it."""

from __future__ import annotations

import json
from pathlib import Path

from generator import contract
from generator.errors import DataProblems, Problem
from generator.load.descriptor import FILE, object_in
from generator.load.gate import GateError, read_text
from generator.whole import write_whole


def inline_schemas(folder: Path, file: str) -> bool:
    """Brings the schemas in the folder's package up to the contract. Returns whether anything changed.

    Raises `DataProblems` when the package can't be read as a list of resources.
    """
    path = folder / FILE
    try:
        text = read_text(path, file)
        problems: list[Problem] = []
        raw = object_in(path, file, problems)
        if raw is None:
            raise DataProblems(problems)
        resources = raw["resources"]
        listed = [resource["name"] for resource in resources]
        for resource in resources:
            if resource["name"] in contract.schemas():
                resource["schema"] = contract.schema_for(resource["name"], listed)
    except GateError as error:
        raise DataProblems([error.problem]) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        rule = "the package is not JSON with a list of resources, each with a name"
        raise DataProblems([Problem(file, rule, f"Mend it: {error!r}.")]) from error
    written = json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
    if written == text:
        return False
    write_whole(path, written.encode())
    return True
