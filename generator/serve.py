"""Shows the site on this machine while it is edited: rebuilds on a change and reloads the page.

Uses the live-reload server that comes with mkdocs, on the loopback address only.
"""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from mkdocs.livereload import LiveReloadServer

from generator.errors import PortalError, UsageError
from generator.pipeline import Tell, build
from generator.project import SETTINGS, Project

HOST = "127.0.0.1"
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class ReloadingServer(LiveReloadServer):
    """Its pages reload by a script inside them, which the policy of published pages forbids: so here they have none."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return cast(bytes, cast(Any, super())._inject_js_into_html(POLICY.sub(b"", content), epoch))


def serve(
    project: Project, port: int, clock: Callable[[], datetime], tell: Tell, fail: Callable[[PortalError], None]
) -> None:
    """Builds, then serves until interrupted. A build that fails is told through `fail`; the last good site stays."""

    def rebuild() -> None:
        try:
            # What watches the files runs beside this, in threads: a process that has some is not copied.
            built = build(project, clock(), tell, workers=1)
            tell(f"{built.pages} pages are up to date.")
        except PortalError as error:
            fail(error)

    rebuild()
    logging.getLogger("mkdocs.livereload").setLevel(logging.WARNING)
    project.out.mkdir(parents=True, exist_ok=True)
    if not 0 <= port <= 65535 or not _is_free(port):
        raise UsageError(f"Port {port} is not free. Stop what uses it, or give --port 0 for any that is.")
    server = ReloadingServer(rebuild, HOST, port or _free_port(), str(project.out))
    for path in (project.data, project.content, project.theme, project.root / SETTINGS):
        server.watch(str(path))
    tell(f"The site is at {server.url} and follows every change. Press Ctrl+C to stop.")
    try:
        cast(Any, server).serve()
    except KeyboardInterrupt:
        tell("Stopped.")
    finally:
        server.shutdown()


def _is_free(port: int) -> bool:
    try:
        with socket.create_server((HOST, port)):
            return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])
