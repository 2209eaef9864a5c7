"""Pages shown on this machine: as they are, to anyone who knows the secret, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from planner.desk.publishing.page_server import PageServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PageServer]:
    """A folder of runs, and a secret next to it that nobody may read."""
    run = tmp_path / "outputs" / "Peña & Sons" / "2026"
    run.mkdir(parents=True)
    (run / "page 1.html").write_text("<p>as it is</p>", "utf-8")
    (run / "ledger.csv").write_text("year,amount\n", "utf-8")
    (run / ".hidden").write_text("", "utf-8")
    (run / "inputs").mkdir()
    (tmp_path / "secret.txt").write_text("not for you", "utf-8")
    (run / "leads-out.txt").symlink_to(tmp_path / "secret.txt")
    started = PageServer(tmp_path / "outputs")
    yield started
    started.end()


def ask(address: str, path: str = "", host: str = "") -> tuple[HTTPResponse, str]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", path or parts.path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    content = answer.read().decode("utf-8")
    connection.close()
    return answer, content


def run_of(tmp_path: Path) -> Path:
    return tmp_path / "outputs" / "Peña & Sons" / "2026"


def test_a_page_is_shown_as_it_is(server: PageServer, tmp_path: Path) -> None:
    address = server.address(run_of(tmp_path) / "page 1.html")
    assert address.startswith("http://127.0.0.1:")
    answer, content = ask(address)
    assert (answer.status, content) == (200, "<p>as it is</p>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Content-Security-Policy"] is None
    assert server.address(run_of(tmp_path) / "page 1.html") == address


def test_a_folder_lists_its_files_and_says_where_it_is(server: PageServer, tmp_path: Path) -> None:
    run = run_of(tmp_path)
    answer, content = ask(server.address(run))
    assert answer.status == 200
    assert f"This folder is {tmp_path}/outputs/Peña &amp; Sons/2026" in content
    assert '<a href="page%201.html">page 1.html</a>' in content
    assert '<a href="inputs/">inputs/</a>' in content
    assert ".hidden" not in content


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/wrong-secret/Pe%C3%B1a%20%26%20Sons/2026/ledger.csv",
        "{secret}/../secret.txt",
        "{secret}/%2e%2e/secret.txt",
        "{secret}/..%2fsecret.txt",
        "{secret}//etc/passwd",
        "{secret}/Pe%C3%B1a%20%26%20Sons/2026/leads-out.txt",
        "{secret}/no-such-file",
        "{secret}/%00",
    ],
)
def test_nothing_else_is_shown(server: PageServer, tmp_path: Path, path: str) -> None:
    address = server.address(run_of(tmp_path) / "ledger.csv")
    secret = "/" + urlsplit(address).path.split("/")[1]
    answer, content = ask(address, path.replace("{secret}", secret))
    assert answer.status == 404
    assert "not for you" not in content


def test_another_name_for_this_machine_is_refused(server: PageServer, tmp_path: Path) -> None:
    address = server.address(run_of(tmp_path) / "ledger.csv")
    assert ask(address)[0].status == 200
    assert ask(address, host="evil.example:80")[0].status == 404


def test_what_lies_outside_has_no_address(server: PageServer, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="secret"):
        server.address(tmp_path / "secret.txt")
