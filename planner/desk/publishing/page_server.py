"""Pages that were made, shown by the browser of this machine.

A page opens as it is, with its own scripts: at an address of 127.0.0.1 that holds a secret of this
sitting, on a port of its own, so that nothing on a page can reach JupyterLab. JupyterLab's own way
to show files would not do: it reads from the desk's folder only, and shuts a page up in a sandbox.
"""

from __future__ import annotations

import hmac
import mimetypes
import secrets
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from planner.publish.batch.index import plain_page
from planner.views.format.markup import text_of

_HERE = "127.0.0.1"
_TEXT = "; charset=utf-8"
#: How long it may take to notice that nothing more is to be shown [seconds].
_LOOKS = 0.05


class PageServer:
    """Shows the files of one folder on this machine, and to nobody who does not know the secret.

    Parameters
    ----------
    root : Path
        Folder of all runs; nothing outside it is shown.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._secret = secrets.token_urlsafe(24)
        self._server: ThreadingHTTPServer | None = None

    def address(self, path: Path) -> str:
        """Address of a file, or of the list of files of a folder; the first starts the server."""
        if self._server is None:
            self._server = _QuietServer((_HERE, 0), self._answering())
            threading.Thread(target=self._server.serve_forever, args=(_LOOKS,), daemon=True).start()
        within = path.resolve().relative_to(self._root).as_posix()
        ending = "/" if path.is_dir() else ""
        port = self._server.server_address[1]
        return f"http://{_HERE}:{port}/{self._secret}/{quote(within)}{ending}"

    def end(self) -> None:
        """Show nothing from here on."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _answering(self) -> type[BaseHTTPRequestHandler]:
        """What answers requests for the files of this folder."""
        root, secret = self._root, self._secret

        class Files(_Files):
            def found(self, address: str) -> Path | None:
                given, _, within = address.lstrip("/").partition("/")
                if not hmac.compare_digest(given.encode(), secret.encode()):
                    return None
                try:
                    path = (root / unquote(within)).resolve()
                    return path if path.is_relative_to(root) and path.exists() else None
                except (OSError, ValueError):  # no name of a file
                    return None

        return Files


class _QuietServer(ThreadingHTTPServer):
    """A server that does not write into the notebook."""

    def handle_error(self, *_request: object) -> None:
        """A browser that turns away in the middle is no news."""


class _Files(BaseHTTPRequestHandler):
    """Answers a browser: a file as it is, or the list of a folder's files."""

    def found(self, address: str) -> Path | None:
        """The file or folder at an address; none where there is nothing to show."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Show a file."""
        # Another name for this machine would be a page from outside that pretends to be here.
        host, _, _ = self.headers.get("Host", "").partition(":")
        path = self.found(urlsplit(self.path).path) if host == _HERE else None
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif path.is_dir():
            self._answer(_listed(path).encode("utf-8"), f"text/html{_TEXT}")
        else:
            self._answer(path.read_bytes(), _kind(path))

    def log_message(self, *_words: object) -> None:
        """Nothing is logged: addresses hold the secret."""

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _kind(path: Path) -> str:
    if path.suffix in {".ipynb", ".json"}:
        return f"application/json{_TEXT}"
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{guessed}{_TEXT}" if guessed.startswith("text/") else guessed


def _listed(folder: Path) -> str:
    """Page with a link to each file of a folder, and where the folder is."""
    names = sorted(
        f"{path.name}/" if path.is_dir() else path.name
        for path in folder.iterdir()
        if not path.name.startswith(".")
    )
    items = "".join(f'<li><a href="{quote(name)}">{text_of(name)}</a></li>' for name in names)
    where = f"<p>This folder is {text_of(str(folder))}</p>"
    return plain_page(f"Files in {folder.name}", f"{where}<ul>{items}</ul>")
