"""A web server as hosts run it: nginx, from the system's packages, on a free port of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SETTINGS = """
daemon off;
master_process off;
pid {here}/pid;
error_log {here}/error.log;
events {{}}
http {{
    types {{
        text/html html; text/css css; application/javascript js; application/json json; image/svg+xml svg; text/csv csv;
    }}
    access_log off;
    client_body_temp_path {here}/body; proxy_temp_path {here}/proxy; fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi; scgi_temp_path {here}/scgi;
    {servers}
}}
"""


@contextmanager
def serving(here: Path, server: str = "", port: int = 0, include: Path | None = None) -> Iterator[str]:
    """The address of a server block with these settings, or of the one in a file, on an nginx of its own in `here`."""
    port = port or free_port()
    servers = f"server {{ listen 127.0.0.1:{port}; {server} }}" if include is None else f"include {include};"
    settings, log = here / "nginx.conf", here / "error.log"
    settings.write_text(SETTINGS.format(here=here, servers=servers), "utf-8")
    with subprocess.Popen([find_nginx(), "-p", str(here), "-c", str(settings), "-e", str(log)]) as nginx:
        try:
            _wait_for(port, nginx, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            nginx.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def find_nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.fail("This test needs nginx and found none. Run tools/nginx, which finds or installs it.")
    return found


def _wait_for(port: int, nginx: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert nginx.poll() is None, f"nginx stopped: {log.read_text('utf-8')}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except ConnectionError:
            time.sleep(0.02)
    pytest.fail("nginx does not answer")
