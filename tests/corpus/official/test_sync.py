"""A sync goes to the publishers' hosts and nowhere else, believes nothing that does not fit, and loses nothing."""

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.sync import Status, offline, sync
from corpus.errors import NotFetched
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


@pytest.fixture
def site():
    """A server on this machine: `pages` (path -> Answer) may be changed, `asked` is what was asked of it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append((self.path, dict(self.headers)))
            answer = self.server.pages.get(self.path, Answer("gone", 404))
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
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

    def ran(store_it=True, path="/light", **options):
        source = importer.corpus.sources[LIGHT].model_copy(update={"url": f"http://127.0.0.1:{site.server_port}{path}"})
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
    result = run(longest=2.0 if answer.pause or "Content-Length" in answer.headers else 20.0)
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
