"""What only search sees of a page: other words, and references in every way of typing them."""

from __future__ import annotations

import pytest

from generator.model import Synonyms, Term
from generator.pages.search_words import Vocabulary, codes, other_words

VOCABULARY = Vocabulary.of(
    Synonyms(
        words=(
            ("bin collection", ("household waste", "waste collection")),
            ("baby deaths", ("infant mortality",)),
            ("youth unemployment", ("NEET", "not in education, employment or training")),
            ("cuts", ("savings",)),
        ),
        references=(("BV", ("BVPI",)), ("LPI", ("L",))),
    ),
    {
        "Exampleshire": (
            Term("ASB", "Anti-social behaviour", ""),
            Term("IT", "Information technology", ""),
            Term("PA", "Persistent absence", ""),
            Term("A&E", "Accident and emergency", ""),
            Term("Clinic", "", "A meeting."),
        ),
        "Sampleford": (Term("PA", "Public affairs", ""),),
    },
)


# fmt: off
@pytest.mark.parametrize(
    ("publisher", "text", "words"),
    [
        ("Exampleshire", "Missed household waste collections",   ("bin collection",)),
        ("Exampleshire", "Household-waste sent for recycling",   ("bin collection",)),
        ("Exampleshire", "INFANT MORTALITY rate",                ("baby deaths",)),
        ("Exampleshire", "Infants and mortality",                ()),
        ("Exampleshire", "Cash saving",                          ("cuts",)),
        ("Exampleshire", "The bin collection of household waste", ()),        # it says so itself
        ("Exampleshire", "Perceptions of ASB",                   ("Anti-social behaviour",)),
        ("Sampleford",   "Perceptions of ASB",                   ()),         # means who knows what there
        ("Sampleford",   "Perceptions of anti-social behaviour", ("ASB",)),   # what it is short for, anywhere
        ("",             "Persistent absence",                   ("PA",)),
        ("Exampleshire", "Secondary PA",                         ("Persistent absence",)),
        ("Sampleford",   "PA manager",                           ("Public affairs",)),
        ("Exampleshire", "Make it better",                       ()),         # "it" is not IT
        ("Exampleshire", "IT costs",                             ("Information technology",)),
        ("Exampleshire", "Waits in A&E",                         ("Accident and emergency",)),
        ("Exampleshire", "Young people who are NEET",            ("youth unemployment",)),
        ("Exampleshire", "A clinic",                             ()),
    ],
)
def test_other_words(publisher: str, text: str, words: tuple[str, ...]) -> None:
    assert other_words(text, publisher, VOCABULARY) == words


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("NI 192",          ("ni192",)),
        ("NI 157a",         ("ni157a",)),
        ("BVPI 127a",       ("bvpi127a", "bv127a")),
        ("BV204",           ("bv204", "bvpi204")),
        ("BV 11a (CPA)",    ("bv11acpa", "bvpi11acpa", "bv11a", "bvpi11a")),
        ("L-22",            ("l22", "lpi22")),
        ("PAF C72",         ("pafc72", "c72")),
        ("DSP-CEX-AP-011",  ("dspcexap011",)),
        ("R2",              ("r2",)),
        ("[…]-006",         ()),
        ("1.10",            ()),
        ("LTP",             ()),
        ("Local plan for transport and roads 2", ()),
        ("",                ()),
    ],
)
def test_codes(reference: str, found: tuple[str, ...]) -> None:
    assert codes(reference, VOCABULARY.series) == found
# fmt: on
