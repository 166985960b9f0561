"""What a browser is told beside the pages: what they may load and do, and how long it may keep them.

One policy in the three forms that hosts take: a meta element on each page, which needs nothing of the host; a file
`_headers` in the site, as Netlify and others read it; and a file for nginx to include. The policy allows no inline
script, not even by its hash: the pages have none (`links` refuses a page that does), and what might slip into one does
not run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

CONTENT: Mapping[str, str] = {
    "default-src": "'none'",
    # The search is WebAssembly.
    "script-src": "'self' 'wasm-unsafe-eval'",
    # The chart library writes styles into the elements that it makes.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
}
"""The content security policy. Other sites may show a page in a frame: there is nothing to log in to or to press."""

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The other headers, for every answer."""

TRANSPORT = "Strict-Transport-Security: max-age=31536000"
"""Only the host can say that its whole name will keep to https, so this stands as a comment."""

ASK_AGAIN = "no-cache"
FOR_GOOD = "public, max-age=31536000, immutable"
HASHED = ("/pagefind/fragment/", "/pagefind/index/", "/pagefind/filter/", "/assets/stylesheets/")
"""Folders of files whose names change with what they hold. A browser asks after all others each time, and gets them
only when they have changed: what is corrected or taken down is so at once."""

SITE_HEADERS = "_headers"
NGINX_HEADERS = "headers.nginx.conf"

COMPRESSED = "text/css text/javascript application/javascript application/json image/svg+xml text/csv text/calendar"


def content_policy() -> str:
    """The content security policy as one line."""
    return "; ".join(f"{what} {sources}" for what, sources in CONTENT.items())


def write_headers(site: Path, build: Path) -> None:
    """`_headers` into the finished site, and the file for nginx into the build folder."""
    (site / SITE_HEADERS).write_text(_netlify(), "utf-8")
    (build / NGINX_HEADERS).write_text(_nginx(), "utf-8")


def _netlify() -> str:
    """Hosts that read this have browsers ask after each file, unless told otherwise."""
    lines = [f"# {TRANSPORT}", "/*", *(f"  {name}: {value}" for name, value in _always().items())]
    for folder in HASHED:
        lines += [f"{folder}*", f"  Cache-Control: {FOR_GOOD}"]
    return "\n".join(lines) + "\n"


def _nginx() -> str:
    lines = [
        "# Written by the build. Include it in the server block of the site, which says where its root is.",
        f"# {TRANSPORT}",
        "charset utf-8;",
        "error_page 404 /404.html;",
        "gzip on;",
        "gzip_vary on;",
        "gzip_comp_level 6;",
        f"gzip_types {COMPRESSED};",
        *_nginx_headers(ASK_AGAIN),
    ]
    # A location of nginx's takes over no header, so it has them all.
    lines += [f"location ~ {'|'.join(HASHED)} {{", *(f"    {line}" for line in _nginx_headers(FOR_GOOD)), "}"]
    return "\n".join(lines) + "\n"


def _nginx_headers(cache: str) -> list[str]:
    """How long a file may be kept is not said of an error."""
    every = [f'add_header {name} "{value}" always;' for name, value in _always().items()]
    return [*every, f'add_header Cache-Control "{cache}";']


def _always() -> dict[str, str]:
    return {"Content-Security-Policy": content_policy(), **HEADERS}
