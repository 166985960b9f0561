"""Every suite of the torture by its name, in the order of the table. A new one is added here."""

from __future__ import annotations

from collections.abc import Mapping

from tests.torture.outcome import Suite
from tests.torture.withheld import withheld

SUITES: Mapping[str, Suite] = {"withheld": withheld}
