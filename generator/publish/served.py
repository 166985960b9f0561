"""Reads back what a web server serves and compares it with the manifest that it serves: what readers really get.

Everything that the manifest lists is asked for, as a browser would, compressed; an answer is read no further than it
may be long. Nothing else of the server is asked for, but one address that is not there.
"""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from hashlib import sha256
from urllib.parse import quote, urljoin, urlsplit

from generator.errors import BuildError, UsageError
from generator.site.manifest import MANIFEST, MalformedError, Manifest, read_manifest
from generator.site.packed import UnpackError, unpacked
from generator.site.policy import HEADERS, SITE_HEADERS, content_policy
from generator.site.redirects import SITE_REDIRECTS, read_redirects
from generator.site.tree import Mark, mark_of_bytes
from generator.site.verify import Verified

AT_ONCE = 8
PATIENCE = 30
"""Seconds that one answer may take."""
TRIES = 2
LARGEST_MANIFEST = 64_000_000
NOWHERE = "no-such-page/index.html"
ENOUGH = 50
"""Faults after which no more is asked for: something is wrong with all of it."""
KEPT_BACK = frozenset({SITE_REDIRECTS, SITE_HEADERS})
"""Files that some hosts read and don't hand out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request: `status` 0 when nothing did, `content` unpacked."""

    status: int
    content: bytes
    headers: Mapping[str, str]
    fault: str = ""

    @property
    def where(self) -> str:
        """Where a redirect leads."""
        return self.headers.get("location", "")


@dataclass(frozen=True, slots=True)
class Read:
    """What was found: faults, and what readers could do without but should not have to."""

    verified: Verified
    warnings: tuple[str, ...]


def read_back(address: str) -> Read:
    """Compares the site at `address` with its manifest. Raises `UsageError` where there is none to compare with."""
    base = _base(address)
    answer = _get(base, MANIFEST, LARGEST_MANIFEST)
    if answer.status != 200:
        raise UsageError(
            f"{base}{MANIFEST}: {_why(answer)}. Give the address of the front page of a site that the portal published."
        )
    try:
        manifest = read_manifest(answer.content)
    except MalformedError as error:
        raise BuildError(f"{base}{MANIFEST}: what is served there is no manifest: {error}.") from error
    moved = _moved(base, manifest)
    faults: list[str] = []

    def look(entry: tuple[str, Mark]) -> None:
        if len(faults) < ENOUGH and (fault := _fault(base, *entry, moved)):
            faults.append(fault)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(look, manifest.marks.items()))
    cut = (f"and more: after {ENOUGH} faults nothing else was asked for",) if len(faults) >= ENOUGH else ()
    verified = Verified(len(manifest.marks) + 1, (*sorted(faults), *cut), sha256(answer.content).hexdigest())
    return Read(verified, tuple(_warnings(base)))


def _base(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            f"{address}: this is no address of a site. Give one such as https://performance.example.gov.uk/."
        )
    path = parts.path.removesuffix("index.html")
    return parts._replace(path=path if path.endswith("/") else f"{path}/", query="", fragment="").geturl()


def _moved(base: str, manifest: Manifest) -> Mapping[str, str]:
    """The addresses that the site itself says are redirects."""
    mark = manifest.marks.get(SITE_REDIRECTS)
    if mark is None:
        return {}
    answer = _get(base, SITE_REDIRECTS, mark.size)
    return read_redirects(answer.content) if mark == mark_of_bytes(answer.content) else {}


def _fault(base: str, file: str, mark: Mark, moved: Mapping[str, str]) -> str:
    """What is wrong with one file as it is served; "" if nothing is."""
    answer = _get(base, file, mark.size)
    if answer.status in (301, 308) and urljoin(base, answer.where) == urljoin(base, moved.get(f"/{file}", "\n")):
        return ""
    if answer.status == 404 and file in KEPT_BACK:
        return ""
    if answer.status != 200:
        return f"{file}: {_why(answer)}"
    if answer.fault:
        return f"{file}: {answer.fault}"
    if len(answer.content) > mark.size:
        return f"{file}: more than its {mark.size} bytes are served"
    if len(answer.content) < mark.size:
        return f"{file}: only {len(answer.content)} of {mark.size} bytes are served"
    return "" if mark_of_bytes(answer.content) == mark else f"{file}: something else is served, of the same size"


def _why(answer: Answer) -> str:
    if answer.status in (301, 302, 303, 307, 308):
        return f"the server sends readers on to {answer.where or 'nowhere'}"
    return answer.fault or f"the server answers {answer.status} ({http.client.responses.get(answer.status, 'unknown')})"


def _warnings(base: str) -> Iterator[str]:
    """What the pages get by without, or with what they say themselves."""
    front = _get(base, "index.html", 0)
    for name, value in {"Content-Security-Policy": content_policy(), **HEADERS}.items():
        if (sent := front.headers.get(name.lower())) != value:
            what = "is not sent" if sent is None else "is not the portal's"
            yield f"the header {name} {what}"
    missing = _get(base, NOWHERE, 0)
    if missing.status != 404:
        yield f"an address that is not there is answered with {missing.status}, not 404"


def _get(base: str, file: str, most: int) -> Answer:
    """Asks for one file. Of its content, no more than a little above `most` bytes are read, packed or not."""
    request = urllib.request.Request(
        urljoin(base, quote(file)), headers={"Accept-Encoding": "br, gzip", "User-Agent": "portal verify"}
    )
    fault = ""
    for _ in range(TRIES):
        try:
            with _OPENER.open(request, timeout=PATIENCE) as response:
                return _answer(response, most)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, b"", _lower(error.headers))
        except (OSError, http.client.HTTPException) as error:
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            fault = f"no answer: {reason}"
            if isinstance(reason, ssl.SSLCertVerificationError):
                break
    return Answer(0, b"", {}, fault)


def _answer(response: http.client.HTTPResponse, most: int) -> Answer:
    headers = _lower(response.headers)
    content = response.read(most + 1_000)  # what is packed may be a little longer than what it holds
    way = headers.get("content-encoding", "identity")
    if way == "identity":
        return Answer(response.status, content, headers)
    try:
        return Answer(response.status, unpacked(content, way, most), headers)
    except UnpackError as error:
        return Answer(response.status, content, headers, f"it is said to be {way}: {error}")


def _lower(headers: Message) -> Mapping[str, str]:
    return {name.lower(): value for name, value in headers.items()}


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what another address serves proves nothing of this one."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_StayHere)
