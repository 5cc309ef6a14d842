"""A sync goes to the publishers' hosts and nowhere else, believes nothing that does not fit, and loses nothing."""

import contextlib
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import ValidationError

from assistant.sync import Status, offline, sync
from corpus.errors import NotFetched
from corpus.load import load
from corpus.models import Source
from corpus.official.fetch import AGENT, Fetcher, Policy, hosts_of
from tests.corpus.official import guild
from tests.corpus.official.conftest import DAY

LIGHT = "guild-light-2021"
PAGE = guild.page()[0]


@dataclass
class Answer:
    """What the server says to one path."""

    body: bytes | str = PAGE
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    """Seconds between bytes."""
    head_pause: float = 0.0
    """Seconds before the answer begins, and between the bytes of its headers."""


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site():
    """A server on this machine: `pages` (path -> Answer) may be changed, `asked` is what was asked of it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append((self.path, dict(self.headers)))
            answer = self.server.pages.get(self.path, Answer("gone", 404))
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            if answer.head_pause:
                with contextlib.suppress(OSError):
                    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000:
                        time.sleep(answer.head_pause)
                        self.wfile.write(bytes([byte]))
                return
            etag = answer.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                answer, body = Answer(status=304), b""
            self.send_response(answer.status)
            for name, value in ({"Content-Length": str(len(body))} | answer.headers).items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if answer.pause:
                    for byte in body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(answer.pause)
                else:
                    self.wfile.write(body)
            except OSError:
                return

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.pages, server.asked, server.daemon_threads = {"/light": Answer(headers={"ETag": '"1"'})}, [], True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def run(site, importer):
    """Syncs the guild's guidance from the server."""

    def ran(store_it=True, path="/light", pages=(), **options):
        here = f"http://127.0.0.1:{site.server_port}"
        source = importer.corpus.sources[LIGHT].model_copy(update={"url": here + path, "pages": tuple(here + page for page in pages)})
        policy = Policy(**{"hosts": frozenset({"127.0.0.1"}), "scheme": "http", "may_be_private": True, "longest": 20.0} | options)
        return sync(importer, source, Fetcher(policy), DAY, store_it)

    return ran


def files(importer):
    return {p: p.read_bytes() for p in importer.store.folder.rglob("*") if p.is_file()}


def test_first_new_then_unchanged_then_changed(run, site, importer):
    assert run().status is Status.NEW
    assert importer.store.newest(LIGHT, "2021-05-01").by_number["15"].text == guild.UNPLACED[1]
    assert run().status is Status.UNCHANGED
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    site.pages["/light"] = Answer(PAGE.replace("twice a minute", "thrice a minute"))
    changed = run()
    assert (changed.status, changed.changed) == (Status.CHANGED, (f"{LIGHT}#6",))
    assert "thrice" in importer.store.newest(LIGHT, "2021-05-01").by_number["6"].text


def test_a_page_whose_furniture_alone_changed_is_unchanged(run, site):
    run()
    site.pages["/light"] = Answer(PAGE.replace("<p>99</p>", "<p>100</p>"))
    assert run().status is Status.UNCHANGED


def test_check_stores_nothing(run, site, importer):
    assert run(store_it=False).status is Status.NEW
    assert files(importer) == {}
    run()
    before = files(importer)
    site.pages["/light"] = Answer(PAGE.replace("twice a minute", "thrice a minute"))
    assert run(store_it=False).status is Status.CHANGED
    assert files(importer) == before


@pytest.mark.parametrize(
    ("answer", "status", "reason"),
    [
        pytest.param(Answer("no", 404), Status.NOT_FETCHED, "the page is gone", id="vanished"),
        pytest.param(Answer("no", 500), Status.NOT_FETCHED, "HTTP 500", id="server-in-trouble"),
        pytest.param(Answer("no", 403), Status.NOT_FETCHED, "save the page in a browser", id="forbidden"),
        pytest.param(Answer(PAGE.replace("</main>", PAGE + "</main>")), Status.REFUSED, "stand twice", id="doubled-in-size"),
        pytest.param(Answer(b"<html>" + b"x" * 9_000_000), Status.NOT_FETCHED, "larger than", id="too-large"),
        pytest.param(Answer("<html><main><h1>Log in</h1><form>Name</form><p>Please log in.</p></main>"), Status.REFUSED, "no numbered", id="log-in-page"),
        pytest.param(Answer(PAGE.replace("1 May 2021", "1 June 2027")), Status.REFUSED, "in force from 2027-06-01", id="a-new-edition"),
        pytest.param(Answer(pause=0.05), Status.NOT_FETCHED, "longer than", id="a-byte-at-a-time"),
        pytest.param(Answer(head_pause=20), Status.NOT_FETCHED, "longer than", id="hangs"),
        pytest.param(Answer(head_pause=0.1), Status.NOT_FETCHED, "longer than", id="headers-a-byte-at-a-time"),
        pytest.param(Answer(status=302, headers={"Location": "/log-in"}), Status.REFUSED, "no numbered", id="sent-on-to-a-log-in-page"),
        pytest.param(Answer(headers={"Content-Length": "999999"}), Status.NOT_FETCHED, "longer than|broke", id="broken-off"),
        pytest.param(Answer(headers={"Content-Encoding": "gzip"}), Status.NOT_FETCHED, "packed", id="packed-unasked"),
        pytest.param(Answer(status=302, headers={"Location": "http://127.0.0.2/light"}), Status.NOT_FETCHED, "no host of the guidance", id="moved-elsewhere"),
        pytest.param(Answer(status=302, headers={"Location": "file:///etc/passwd"}), Status.NOT_FETCHED, "which is not http", id="moved-to-a-file"),
        pytest.param(Answer(status=302, headers={"Location": "/light"}), Status.NOT_FETCHED, "sent on more than", id="moved-in-a-ring"),
        pytest.param(Answer(b"", 200), Status.REFUSED, "empty", id="empty"),
    ],
)
def test_what_goes_wrong_is_said_and_loses_nothing(run, site, importer, answer, status, reason):
    run()
    before = files(importer)
    site.pages["/light"] = answer
    site.pages["/log-in"] = Answer("<html><main><h1>Log in</h1><form>Name</form><p>Please log in to go on.</p></main>")
    result = run(longest=2.0 if answer.pause or answer.head_pause or "Content-Length" in answer.headers else 20.0)
    assert result.status is status
    assert any(part in result.reason for part in reason.split("|"))
    assert files(importer) == before


def test_moved_within_the_site(run, site):
    site.pages["/old"] = Answer(status=301, headers={"Location": "/light"})
    assert run(path="/old").status is Status.NEW


def test_robots_are_respected(run, site):
    site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /light\n")
    result = run()
    assert (result.status, "robots.txt" in result.reason) == (Status.NOT_FETCHED, True)
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_robots_that_cannot_be_read_forbid(run, site):
    site.pages["/robots.txt"] = Answer("", 503)
    assert "robots.txt cannot be read" in run().reason


def test_the_request_says_who_asks_and_nothing_of_the_user(run, site):
    run()
    sent = site.asked[-1][1]
    assert sent["User-Agent"] == AGENT
    assert set(sent) == {"Host", "User-Agent", "Accept-Encoding", "Accept"}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("http://localhost/x", "not https", id="not-encrypted"),
        pytest.param("https://localhost/x", "inside a network", id="this-machine"),
        pytest.param("https://127.0.0.1/x", "inside a network", id="loopback"),
        pytest.param("https://169.254.169.254/x", "inside a network", id="link-local"),
        pytest.param("https://[::1]/x", "inside a network", id="loopback-v6"),
        pytest.param("https://localhost:8443/x", "port 8443", id="a-port"),
        pytest.param("https://me:secret@localhost/x", "no host of the guidance", id="a-password"),
        pytest.param("https://elsewhere.example/x", "no host of the guidance", id="another-host"),
        pytest.param("https://localhost:port/x", "no web address", id="no-port"),
    ],
)
def test_an_address_that_no_publisher_has(url, reason):
    fetcher = Fetcher(Policy(frozenset({"localhost", "127.0.0.1", "169.254.169.254", "::1"})))
    with pytest.raises(NotFetched, match=reason):
        fetcher.fetch(url)


def test_without_a_network_it_says_so(run, site):
    site.shutdown()
    site.server_close()
    result = run()
    assert "are you online?" in result.reason
    assert offline([result])


def test_the_allow_list_is_that_of_the_guidance_files(corpus):
    hosts = hosts_of(corpus.sources.values())
    assert "www.gmc-uk.org" in hosts
    assert not any(host.startswith(("127.", "localhost", "192.168.")) for host in hosts)


PARTS = ("/part-1", "/part-2", "/annex")


@pytest.fixture
def parts(site):
    """The site with the guidance spread over three pages, each of which links to a fourth."""
    for path, page in zip(PARTS, guild.laid_out(), strict=True):
        body = page.replace("</body>", "<p><a href='/part-9'>More</a></p></body>") if path == PARTS[0] else page
        site.pages[path] = Answer(body, headers={"ETag": f'"{path}"'})
    site.pages["/part-9"] = Answer("<html><p>16</p><p>Burn the tower.</p></html>")
    return site


def test_a_document_over_several_pages_is_one(run, parts, importer, guild_folder):
    assert run(pages=PARTS).status is Status.NEW
    assert [path for path, _ in parts.asked] == ["/robots.txt", *PARTS], "no page that the file does not name"
    held = importer.store.newest(LIGHT, "2021-05-01")
    assert list(held.by_number)[-1] == "15"
    here = f"http://127.0.0.1:{parts.server_port}"
    assert [held.by_number[n].page for n in ("1", "5", "6", "7c", "15")] == [f"{here}{path}" for path in ("/part-1", "/part-1", "/part-2", "/part-2", "/part-2")]
    assert [file.url for file in held.files] == [here + path for path in PARTS]
    assert load(guild_folder, importer.store.folder).paragraphs[f"{LIGHT}#7"].page == f"{here}/part-2"


def test_several_pages_that_are_as_they_were_are_not_sent_again(run, parts):
    run(pages=PARTS)
    parts.asked.clear()
    assert run(pages=PARTS).status is Status.UNCHANGED
    assert [headers.get("If-None-Match") for path, headers in parts.asked if path in PARTS] == [f'"{path}"' for path in PARTS]


def test_one_changed_page_brings_the_whole_document(run, parts, importer):
    run(pages=PARTS)
    parts.pages["/part-2"] = Answer(guild.laid_out()[1].replace("twice a minute", "thrice a minute"), headers={"ETag": '"new"'})
    result = run(pages=PARTS)
    assert (result.status, result.changed) == (Status.CHANGED, (f"{LIGHT}#6",))
    assert len(importer.store.newest(LIGHT, "2021-05-01").paragraphs) == 18
    assert run(pages=PARTS).status is Status.UNCHANGED


@pytest.mark.parametrize("path", PARTS)
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        pytest.param(Answer("no", 404), Status.NOT_FETCHED, id="vanished"),
        pytest.param(Answer(head_pause=20), Status.NOT_FETCHED, id="hangs"),
        pytest.param(Answer(status=302, headers={"Location": "http://127.0.0.2/"}), Status.NOT_FETCHED, id="moved-elsewhere"),
    ],
)
def test_one_page_that_does_not_come_leaves_all_as_it_was(run, parts, importer, path, answer, status):
    run(pages=PARTS)
    before = files(importer)
    parts.pages[path] = answer
    assert run(pages=PARTS, longest=1.0 if answer.head_pause else 20.0).status is status
    assert files(importer) == before


def test_pages_out_of_order_or_one_short_are_refused(run, parts, importer):
    assert run(pages=PARTS[1:]).status is Status.REFUSED
    assert run(pages=(PARTS[1], PARTS[0], PARTS[2])).status is Status.REFUSED
    assert files(importer) == {}


@pytest.mark.parametrize("page", ["https://elsewhere.example/2", "http://guild.example/2", "/2", "javascript:alert(1)"])
def test_a_page_of_another_host_is_no_page_of_the_document(importer, page):
    source = importer.corpus.sources[LIGHT]
    with pytest.raises(ValidationError, match="on the host of url"):
        Source(**{**source.model_dump(), "pages": [page]})
