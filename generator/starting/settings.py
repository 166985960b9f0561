"""`mkdocs.yml` and the colours of a council: the engine's own settings with the words of the council in them."""

from __future__ import annotations

import re
from pathlib import Path

from generator.joined import COLOURS
from generator.starting.colours import palette
from generator.starting.wishes import Wishes

COLOURS_PATH = Path("theme/assets") / COLOURS
FAVICON = Path("theme/assets/favicon.svg")

LICENCE = "Offered under the Open Government Licence v3.0, except where a page says otherwise."


def settings(text: str, wishes: Wishes) -> str:
    """The engine's settings, the demonstration's notice, address and licence taken out."""
    described = f"Is {wishes.short_name} keeping its promises? Plans, progress and decisions, in plain English."
    text = re.sub(r"^site_name: .*$", f'site_name: "{wishes.short_name}: how we are doing"', text, flags=re.MULTILINE)
    text = re.sub(r"^site_description: .*$", f'site_description: "{described}"', text, flags=re.MULTILINE)
    text = re.sub(r"^site_url: ", "# site_url: ", text, flags=re.MULTILINE)
    text = re.sub(r"^copyright: >-\n(?:  .*\n)+", f"copyright: >-\n  {LICENCE}\n", text, flags=re.MULTILINE)
    text = re.sub(r"^(?:  #.*\n)+  notice: .*\n\n?", "", text, flags=re.MULTILINE)
    return re.sub(r"^  contact: .*$", "  # contact: performance@example.gov.uk", text, flags=re.MULTILINE)


def colours_css(colour: str) -> str:
    """The style sheet that gives the theme a council's colour."""
    found = palette(colour)
    return f"""/* The colour of the council, and what follows from it: every text in it can be read (WCAG 2.2, AA). */

:root {{
  --link: {found.link};
  --link-hover: {found.link_hover};
  --brand: {found.brand};
  --brand-field: {found.field};
  --brand-edge: {found.edge};
}}

@media screen {{
  [data-md-color-scheme="slate"] {{
    --link: {found.dark_link};
    --link-hover: {found.dark_link_hover};
    --brand: {found.dark_brand};
    --brand-field: {found.dark_field};
  }}
}}
"""


def favicon(svg: str, colour: str) -> str:
    """The picture of the site in a browser's tab, in the council's colour."""
    return re.sub(r'(<rect [^>]*fill=")#[0-9a-f]{6}', lambda match: f"{match[1]}{colour}", svg, count=1)
