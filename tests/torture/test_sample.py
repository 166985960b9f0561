"""A sample of every suite of the torture; `make torture` tries the whole."""

from __future__ import annotations

import pytest

from tests.torture.suites import SUITES


@pytest.mark.parametrize("name", SUITES)
def test_a_sample_holds(name: str) -> None:
    outcome = SUITES[name](False)
    assert outcome.tried > 0
    assert {kind: names[:10] for kind, names in outcome.faults.items() if names} == {}
