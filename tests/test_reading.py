"""How hard a text is to read, against texts whose difficulty nobody would dispute."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reading import FEWEST_WORDS, LONG_SENTENCE, LONGEST, read, reading_age, sentences_in, words_in
from tests.projects import change_rows, copy_project, load_whole

PLAIN = (
    "We mended the road in May. The work took two days. Cars can use both lanes now. "
    "We will look at it again in June and tell you what we find."
)
OFFICIAL = (
    "The implementation of the transformational programme necessitates comprehensive organisational realignment of "
    "interdependent infrastructural responsibilities across multidisciplinary partnership arrangements notwithstanding "
    "the unavailability of supplementary departmental resources."
)


def test_plain_words_are_read_by_a_child_and_officialese_by_nobody() -> None:
    plain, official = reading_age(PLAIN), reading_age(OFFICIAL)
    assert plain is not None
    assert official is not None
    assert plain <= 9
    assert official > 25


@pytest.mark.parametrize(("number", "judged"), [(FEWEST_WORDS - 1, False), (FEWEST_WORDS, True), (0, False)])
def test_a_short_text_is_not_judged(number: int, judged: bool) -> None:
    assert (reading_age(" ".join(["word"] * number)) is not None) is judged


@pytest.mark.parametrize(("text", "number"), [("", 0), ("£5m, 20%", 2), ("Don’t stop – re-use it.", 4)])
def test_words_are_counted_as_people_do(text: str, number: int) -> None:
    assert words_in(text) == number


def test_a_text_that_stops_reads_easier_than_one_that_runs_on() -> None:
    on = reading_age("the council will repair the road and " * 6 + "open it")
    stopped = reading_age("The council will repair the road. " * 7)
    assert on is not None
    assert stopped is not None
    assert stopped < on


def test_what_is_said_of_a_text_is_what_one_would_count_by_hand() -> None:
    found = read("We mended the road. It took comprehensive organisational realignment.")
    assert found is not None
    assert (found.words, found.per_sentence, found.long_words, found.split, found.age) == (9, 4, 33, "", None)
    assert found.longest == ("organisational", "comprehensive", "realignment")
    assert read(" – ") is None


def test_the_longest_sentence_is_the_one_to_split() -> None:
    long = " ".join(["word"] * (LONG_SENTENCE + 1))
    assert sentences_in(f"Short. {long}! Also short; so is this.") == ["Short", long, "Also short", "so is this"]
    for text, split in ((f"Short. {long}. Short.", long), (f"Short. {long[5:]}. Short.", "")):
        found = read(text)
        assert found is not None
        assert found.split == split


@pytest.mark.parametrize(("number", "long"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_long_text(number: int, long: bool) -> None:
    found = read(". ".join(["Word"] * number))
    assert found is not None
    assert (found.is_long, found.is_hard) == (long, False)


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (PLAIN, ""),
        (OFFICIAL, "progress (reading age"),
        (" ".join([PLAIN] * 6), "progress (186 words)"),
    ],
)
def test_officers_are_told_which_commentary_is_hard_going(progress: str, told: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    change_rows(
        project, "2024-25-q2/plan_updates.csv", {"item": "plant-trees", "period": "2024/25 Q2"}, progress=progress
    )
    warnings = [each for each in load_whole(project).warnings if "hard going" in each.rule]
    assert len(warnings) == (1 if told else 0)
    assert all(told in each.rule for each in warnings)
