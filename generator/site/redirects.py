"""Old addresses that lead to new ones. The pages there send readers on by themselves; hosts that can do so at once.

One list in two forms: a file `_redirects` in the site, as Netlify, Cloudflare and others read it, and a file for nginx.
Both are for a site that stands at the top of its host; elsewhere the pages do it alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

SITE_REDIRECTS = "_redirects"
NGINX_REDIRECTS = "redirects.nginx.conf"
INDEX = "index.html"

_PLAIN = re.compile(r"/(?:[A-Za-z0-9._-]+/)*(?:index\.html)?(?:#[A-Za-z0-9._-]+)?")
"""An address that means the same to every host, whatever its own language."""


def write_redirects(site: Path, build: Path, moved: Mapping[str, str]) -> None:
    """`moved` holds addresses of the site such as "items/old/" and where each leads. Without any there is no list."""
    pairs = {f"/{old}{INDEX}": _page(new) for old, new in moved.items()}
    pairs = {old: new for old, new in sorted(pairs.items()) if _PLAIN.fullmatch(old) and _PLAIN.fullmatch(new)}
    if pairs:
        (site / SITE_REDIRECTS).write_text("".join(f"{old} {new} 301\n" for old, new in pairs.items()), "utf-8")
    (build / NGINX_REDIRECTS).write_text(nginx_redirects(pairs), "utf-8")


def read_redirects(content: bytes) -> Mapping[str, str]:
    """Where each address of a `_redirects` of ours leads."""
    lines = [line.split() for line in content.decode("utf-8", "replace").splitlines()]
    return {line[0]: line[1] for line in lines if len(line) == 3}


def nginx_redirects(pairs: Mapping[str, str]) -> str:
    """Each old address with and without index.html, since nginx looks for the one when it is asked for the other."""
    lines = ["# Written by the build: old addresses that lead to new ones."]
    for old, new in pairs.items():
        for address in (old.removesuffix(INDEX), old):
            lines.append(f'location = {address} {{ return 301 "{new}"; }}')
    return "\n".join(lines) + "\n"


def _page(address: str) -> str:
    page, hash, anchor = address.partition("#")
    return f"/{page}{INDEX}{hash}{anchor}"
