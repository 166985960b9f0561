"""Every suite of the torture by its name, in the order of the table. A new one is added here."""

from __future__ import annotations

from collections.abc import Mapping

from tests.torture import strings
from tests.torture.outcome import Suite

SUITES: Mapping[str, Suite] = {"strings": strings.suite}
