"""Every suite of the torture by its name, in the order of the table. A new one is added here."""

from __future__ import annotations

from collections.abc import Mapping

from tests.torture import strings
from tests.torture.bad import try_bad
from tests.torture.fuzz import try_fuzz
from tests.torture.good import try_good
from tests.torture.mutants import try_mutants
from tests.torture.outcome import Suite
from tests.torture.whole import full_disks, kills, pairs
from tests.torture.withheld import withheld

SUITES: Mapping[str, Suite] = {
    "bad": try_bad,
    "good": try_good,
    "fuzz": try_fuzz,
    "mutants": try_mutants,
    "strings": strings.suite,
    "kills": kills,
    "full disks": full_disks,
    "pairs": pairs,
    "withheld": withheld,
}
