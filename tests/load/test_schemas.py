"""The contract's schemas written into a package; a package that can't take them is refused and stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import DataProblems
from generator.load.schemas import inline_schemas

# fmt: off
REFUSED = [
    # the package                        rule says
    (b"{}",                              "the package is not JSON with a list of resources"),
    (b'{"resources": [{"path": "a"}]}',  "the package is not JSON with a list of resources"),
    (b'{"resources": "units"}',          "the package is not JSON with a list of resources"),
    (b"{",                               "this is not well-formed JSON"),
    (b"[]",                              "the descriptor is not a JSON object"),
    (b"\xff\xfe{",                       "text is UTF-8; this seems to be UTF-16"),
]
# fmt: on


@pytest.mark.parametrize(("content", "rule"), REFUSED)
def test_what_can_not_take_them_is_refused(content: bytes, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "datapackage.json"
    path.write_bytes(content)
    with pytest.raises(DataProblems) as caught:
        inline_schemas(tmp_path, "datapackage.json")
    (problem,) = caught.value.problems
    assert problem.rule.startswith(rule)
    assert path.read_bytes() == content
