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

COMPRESSED: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "application/javascript",
    "json": "application/json",
    "map": "application/json",
    "svg": "image/svg+xml",
    "xml": "text/xml",
    "csv": "text/csv",
    "ics": "text/calendar",
}
"""Ends of names of files that get smaller when compressed, and what hosts call them."""


def content_policy() -> str:
    """The content security policy as one line."""
    return "; ".join(f"{what} {sources}" for what, sources in CONTENT.items())


def write_headers(site: Path, build: Path) -> None:
    """`_headers` into the finished site, and the file for nginx into the build folder."""
    (site / SITE_HEADERS).write_text(_netlify(), "utf-8")
    (build / NGINX_HEADERS).write_text(nginx_headers(), "utf-8")


def _netlify() -> str:
    """Hosts that read this have browsers ask after each file, unless told otherwise."""
    lines = [f"# {TRANSPORT}", "/*", *(f"  {name}: {value}" for name, value in _always().items())]
    for folder in HASHED:
        lines += [f"{folder}*", f"  Cache-Control: {FOR_GOOD}"]
    return "\n".join(lines) + "\n"


def nginx_headers() -> str:
    """For the server block of the site, which says where its root is.

    `.gz` and `.br` files that lie ready beside the others are handed out in their place to those who take them; where
    there are none, nginx compresses by itself. Of nginx's `if`, only what its own advice calls safe is used: `set` and
    `rewrite`. No location has a header of its own, for then it would take over none of these.
    """
    hashed = "|".join(folder.strip("/") for folder in HASHED)
    lines = [
        "# Written by the build. Include it in the server block of the site, which says where its root is.",
        f"# {TRANSPORT}",
        "charset utf-8;",
        f"charset_types {' '.join(sorted({kind for kind in COMPRESSED.values() if kind != 'text/html'}))};",
        "error_page 404 /404.html;",
        "absolute_redirect off;",
        "server_tokens off;",
        "",
        "# What may be kept for good, and what browsers ask after each time.",
        f'set $kept "{ASK_AGAIN}";',
        f'if ($uri ~ "^/({hashed})/") {{ set $kept "{FOR_GOOD}"; }}',
        "",
        "# Compressed: ready made where it is, else as it is sent.",
        "gzip on;",
        "gzip_static on;",
        "gzip_comp_level 6;",
        f"gzip_types {' '.join(sorted({kind for kind in COMPRESSED.values() if kind != 'text/html'}))};",
        'set $packed "";',
        'set $encoding "";',
        f'if ($http_accept_encoding ~* "{_TAKES_BROTLI}") {{ set $packed ".br"; }}',
        'if (!-f "$request_filename.br") { set $packed ""; }',
        'if ($packed) { set $encoding "br"; }',
        "if ($packed) { rewrite ^(.*)$ $1.br last; }",
        *(_nginx_packed(end, kind) for end, kind in COMPRESSED.items()),
        r"location ~ \.(?:gz|br)$ { internal; }",
        "",
        *(f'add_header {name} "{value}" always;' for name, value in _always().items()),
        "add_header Content-Encoding $encoding always;",
        "add_header Vary Accept-Encoding always;",
        # How long a file may be kept is not said of an error.
        "add_header Cache-Control $kept;",
    ]
    return "\n".join(lines) + "\n"


_TAKES_BROTLI = r"(?:^|[\s,])br\s*(?:$|,|;(?!\s*q=0(?:\.0*)?\s*(?:$|,)))"
"""Names it and does not say that it is not acceptable (q=0)."""


def _nginx_packed(end: str, kind: str) -> str:
    return rf"location ~ \.{end}\.br$ {{ internal; gzip off; gzip_static off; types {{}} default_type {kind}; }}"


def _always() -> dict[str, str]:
    return {"Content-Security-Policy": content_policy(), **HEADERS}
