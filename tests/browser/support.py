"""A reader of the finished site in a real Chromium, and the pages that stand for every kind."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal, Protocol
from urllib.parse import urljoin

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, WebError, expect

Scheme = Literal["light", "dark"]

ROOT = Path(__file__).parents[2]

PHONE, DESKTOP = 390, 1280
"""The two widths, in CSS pixels, at which the site is looked at."""

OBSERVATORY = "sefton/items/asp03-cex-ap-005/index.html"
QUARTER = "sefton/quarters/2009-10-q2/index.html"
MEETING = "sefton/committees/cabinet-member-performance-and-governance/cabinet-member-2009-12-02"
BOARD = "rotherham/committees/corporate-improvement-board"

SAMPLES: dict[str, tuple[str, str]] = {
    "front": ("Front page", "index.html"),
    "publisher": ("Publisher", "sefton/index.html"),
    "plans": ("List", "sefton/plans/index.html"),
    "plan": ("Plan", "sefton/plans/performance-and-partnerships-annual-service-plan/index.html"),
    "action": ("Action", OBSERVATORY),
    "quarters": ("List", "sefton/quarters/index.html"),
    "quarter": ("Quarter report", QUARTER),
    "committees": ("List", "sefton/committees/index.html"),
    "committee": ("Committee", "sefton/committees/cabinet-member-performance-and-governance/index.html"),
    "meeting": ("Meeting", f"{MEETING}/index.html"),
    "paper": ("Paper", f"{MEETING}/performance-portfolio-monitoring-2009-10-q2/index.html"),
    "figures": (
        "Paper",
        "exampleshire/committees/corporate-resources/corporate-resources-2009-12-10/"
        "performance-corporate-resources-2009-10-q2/index.html",
    ),
    "section": ("Section", "rotherham/items/ambitions/index.html"),
    "objective": ("Objective", "rotherham/items/deliver-community-strategy-laa/index.html"),
    "milestones": ("Action", "rotherham/items/crime-indicators/index.html"),
    "minutes": ("Meeting", f"{BOARD}/cib-2007-05-14/index.html"),
    "indicators": ("List", "rotherham/indicators/index.html"),
    "indicator": ("Indicator", "rotherham/indicators/bv-127a/index.html"),
    "ordinal": ("Indicator", "rotherham/indicators/bv-2a/index.html"),
    "quartiles": ("Indicator", "rotherham/indicators/ombudsman-days/index.html"),
    "clinics": ("List", "rotherham/clinics/index.html"),
    "clinic": ("Clinic", "rotherham/clinics/clinic-housing-benefit/index.html"),
    "assessments": ("Assessments", "manchester/assessments/index.html"),
    "concern": ("Concern", "manchester/items/concern-2b-school-absence/index.html"),
    "priority": ("Priority", "manchester/items/uor-dq-corporate/index.html"),
    "home": ("Publisher", "exampleshire/index.html"),
    "exceptions": ("List", "exampleshire/exceptions/index.html"),
    "actions": ("List", "exampleshire/actions/index.html"),
    "resolutions": ("List", "exampleshire/resolutions/index.html"),
    "strategies": ("Strategies", "salford/strategies/index.html"),
    "risks": ("List", "exampleshire/risks/index.html"),
    "risk": ("Risk", "exampleshire/risks/risk-budget/index.html"),
    "areas": ("List", "exampleshire/areas/index.html"),
    "area": ("Area", "exampleshire/areas/millgarrow/index.html"),
    "control": ("Indicator", "exampleshire/indicators/ni-192/index.html"),
    "multiples": ("Indicator", "exampleshire/indicators/ni-130/index.html"),
    "remit": ("Committee", "exampleshire/committees/environment-and-growth/index.html"),
    "budget": ("Budget", "exampleshire/budget/index.html"),
    "comparisons": ("List", "compare/index.html"),
    "comparison": ("Comparison", "compare/made-up-ni-192/index.html"),
    "corrections": ("Data", "exampleshire/data/index.html"),
    "recommendation": ("Recommendation", "cannock-chase/items/rec-4-data-quality/index.html"),
    "data": ("Data", "sefton/data/index.html"),
    "guides": ("Guides for officers", "guides/index.html"),
    "guide": ("Guides for officers", "guides/publish-a-quarter/index.html"),
    "method": ("About", "method/index.html"),
    "glossary": ("About", "glossary/index.html"),
    "written": ("About", "accessibility/index.html"),
    "all-pages": ("About", "pages/index.html"),
    "missing": ("", "404.html"),
}
"""One page for each kind of page and each template: a short name, the kind that search shows, and the address."""

PATHS = {name: path for name, (_, path) in SAMPLES.items()}

_KIND = re.compile(r'<meta name="portal-kind"[^>]* content="([^"]+)"')


def kind_of(path: Path) -> str:
    """What kind of page search takes a finished page for; "" when it names none."""
    found = _KIND.search(path.read_text("utf-8"))
    return found[1] if found else ""


@dataclass
class Visit:
    """One reader's browser: a page, and everything that it asked for or complained of."""

    page: Page
    site: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Keeps every request, and every console error or warning, error in a script and answer that failed."""
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", self._broke)

    def go(self, path: str) -> Page:
        """Opens the page at `path`, an address within the site."""
        self.page.goto(urljoin(self.site, path))
        return self.page

    def outside(self) -> list[str]:
        """The requests that left the site. What the page itself holds (data:, blob:) is not a request to anyone."""
        inside = (self.site, "data:", f"blob:{self.site}")
        return [address for address in self.requests if not address.startswith(inside)]

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.url.endswith("/404.html"):
            self.complaints.append(f"{response.status} for {response.url}")

    def _failed(self, request: Request) -> None:
        self.complaints.append(f"no answer for {request.url}: {request.failure}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _broke(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")


class OpenVisit(Protocol):
    """Starts a reader's browser. `site` is the address of its front page; the test server's, unless given."""

    def __call__(
        self, width: int = DESKTOP, scheme: Scheme = "light", scripts: bool = True, site: str | None = None
    ) -> Visit: ...


class Files(SimpleHTTPRequestHandler):
    """Serves files without a word, and the site's own page where there is none, as a web host does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes on to the next page hangs up on the last: nothing to report."""
        if not isinstance(sys.exception(), ConnectionError):
            raise


class Server:
    """The files of a folder on a free port of this machine, for as long as the `with` block lasts."""

    def __init__(self, folder: Path, handler: type[Files] = Files) -> None:
        self._server = _Quiet(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def content(page: Page) -> Locator:
    """What the page is about, without its header, navigation and footer."""
    return page.locator(".portal-page")


def draw_charts(page: Page) -> int:
    """Draws every chart of the page, those far down too, and says how many; fails when one could not be drawn."""
    page.wait_for_load_state()
    page.evaluate("window.portalCharts.drawAll()")
    drawn: list[str] = page.eval_on_selector_all("figure.chart", "all => all.map(each => each.dataset.drawn)")
    assert drawn == ["true"] * len(drawn), f"charts at {page.url}: {drawn}"
    return len(drawn)


def table(page: Page, caption: str) -> Locator:
    """The table with this caption, unfolded by the keyboard where it is folded away, and seen."""
    found = content(page).get_by_role("table", name=caption, exact=True, include_hidden=True)
    for summary in found.locator("xpath=ancestor::details[not(@open)]/summary").all():
        summary.press("Enter")
    expect(found).to_be_visible()
    return found


def open_details(page: Page) -> None:
    """Unfolds everything that can be unfolded."""
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")


def one_per_line(things: Iterable[object]) -> str:
    """A list as the message of a failed test."""
    return "\n" + "\n".join(str(thing) for thing in things)
