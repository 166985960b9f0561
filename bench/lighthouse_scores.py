"""What Lighthouse gives the pages that readers come to first, on a phone, from a web server like a published site's.

    make lighthouse

The scores of a page are the medians of three runs. Writes `bench/LIGHTHOUSE.md`, and fails where a goal is missed.
Performance is worked out by Lighthouse for a slow phone on a slow line from what it sees here, so it differs a little
from run to run; the others do not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.hosted import hosted, published
from bench.project import ROOT
from generator.packs.chromium import FLAGS, find_chromium

REPORT = ROOT / "bench" / "LIGHTHOUSE.md"
TOOL = ROOT / "bench" / "lighthouse" / "node_modules" / "lighthouse"
RUNS, TRIES = 3, 3

PAGES = {
    "front page": "index.html",
    "home of a council": "exampleshire/index.html",
    "indicator": "exampleshire/indicators/ni-192/index.html",
    "indicator, its chart just below the screen": "rotherham/indicators/data-quality-rating/index.html",
    "committee": "exampleshire/committees/environment-and-growth/index.html",
    "committee, many meetings": "sefton/committees/cabinet-member-performance-and-governance/index.html",
}

GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


@dataclass(frozen=True, slots=True)
class Judged:
    """One run: the score of each category out of 100, and what cost something, by category."""

    scores: Mapping[str, int]
    faults: Mapping[str, Sequence[str]]
    chromium: str


def judge(address: str) -> Judged:
    """Has Lighthouse open the page in a browser with nothing remembered."""
    flags = " ".join(["--headless=new", "--disable-gpu", *FLAGS])
    command = ["node", str(TOOL / "cli" / "index.js"), address, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(GOALS)}", f"--chrome-flags={flags}", "--no-enable-error-reporting"]
    told = json.loads(_run(command))
    scores = {name: round(100 * told["categories"][name]["score"]) for name in GOALS}
    faults = {name: list(_faults(told, name)) for name in GOALS}
    return Judged(scores, faults, told["environment"]["hostUserAgent"].partition("HeadlessChrome/")[2].split()[0])


def _run(command: Sequence[str]) -> str:
    """What it tells. On a busy machine it loses the trace of a page now and then, and asks to be run again."""
    environment = {**os.environ, "CHROME_PATH": find_chromium()}
    told = ""
    for _ in range(TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout
        told = done.stderr
    raise SystemExit(f"Lighthouse stopped {TRIES} times:\n{told}")


def _faults(told: Mapping[str, Any], category: str) -> Iterator[str]:
    """What took something off the score, with what it was found on."""
    for each in told["categories"][category]["auditRefs"]:
        audit = told["audits"][each["id"]]
        if each["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            found = [item.get("node", {}).get("snippet") for item in audit.get("details", {}).get("items", [])]
            places = "; ".join(place for place in found if place)
            yield f"{audit['title']} ({audit.get('displayValue') or places or audit['id']})"


def medians(runs: Sequence[Judged]) -> dict[str, int]:
    return {name: int(median(run.scores[name] for run in runs)) for name in GOALS}


def missed(judged: Mapping[str, Sequence[Judged]]) -> list[str]:
    """Each goal that is not reached, and why."""
    return [
        f"{page}: {name} {score}, and {GOALS[name]} is the goal. {' '.join(dict.fromkeys(_all(runs, name)))}".rstrip()
        for page, runs in judged.items()
        for name, score in medians(runs).items()
        if score < GOALS[name]
    ]


def _all(runs: Sequence[Judged], category: str) -> Iterator[str]:
    return (f"{fault}." for run in runs for fault in run.faults[category])


def report(judged: Mapping[str, Sequence[Judged]]) -> str:
    lighthouse = json.loads((TOOL / "package.json").read_text("utf-8"))["version"]
    (chromium,) = {run.chromium for runs in judged.values() for run in runs}
    faults = missed(judged)
    lines = [
        "# What Lighthouse says",
        "",
        f"Lighthouse {lighthouse} and Chromium {chromium}: the phone and the slow line that Lighthouse assumes, and "
        f"nginx with the headers and the compression of a published site. The median of {RUNS} runs, and each of them. "
        "Written by `make lighthouse`.",
        "",
        f"| page | {' | '.join(GOALS)} |",
        f"|---|{'---:|' * len(GOALS)}",
        *(_row(page, runs) for page, runs in judged.items()),
        f"| goal | {' | '.join(map(str, GOALS.values()))} |",
        "",
        *(("Missed:", "", *(f"- {fault}" for fault in faults)) if faults else ("Every goal is reached.",)),
    ]
    return "\n".join(lines) + "\n"


def _row(page: str, runs: Sequence[Judged]) -> str:
    each = {name: ", ".join(str(run.scores[name]) for run in runs) for name in GOALS}
    return f"| {page} | {' | '.join(f'**{score}** ({each[name]})' for name, score in medians(runs).items())} |"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, hosted(published(Path(folder)), Path(folder)) as site:
        judged = {page: [judge(f"{site}{path}") for _ in range(RUNS)] for page, path in PAGES.items()}
    text = report(judged)
    REPORT.write_text(text, "utf-8")
    sys.stdout.write(text)
    raise SystemExit(1 if missed(judged) else 0)


if __name__ == "__main__":
    main()
