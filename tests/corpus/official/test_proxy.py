"""Through a proxy a sync still reaches the publisher's own server alone, and says what stands in its way."""

import base64
import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from corpus.errors import NotFetched
from corpus.official.fetch import Fetcher, Policy
from corpus.official.proxy import proxy_for

HOST = "guild.example"


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch):
    for name in ("HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for the guild's host that nobody has signed."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed, so no certificate can be made")
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    subprocess.run([*command, "-keyout", folder / "key", "-out", folder / "cert"], check=True, capture_output=True)
    return folder


@pytest.fixture
def publisher(certificate):
    """The guild's server, encrypted, on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = b"" if self.path == "/robots.txt" else f"{self.headers['Host']} {self.path}".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert", certificate / "key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def proxy(publisher, monkeypatch):
    """A proxy that connects every host to the guild's server: `asked` is what it was asked, `answer` what it says if not that it will."""

    class Proxy:
        asked: list[bytes] = []  # noqa: RUF012
        answer: bytes | None = None

        def serve(self):
            while True:
                try:
                    client, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=self.one, args=(client,), daemon=True).start()

        def one(self, client):
            head = b""
            while b"\r\n\r\n" not in head:
                head += client.recv(4096)
            self.asked.append(head)
            if self.answer is not None:
                client.sendall(self.answer)
                return
            server = socket.create_connection(("127.0.0.1", publisher))
            client.sendall(b"HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n")
            threading.Thread(target=pipe, args=(client, server), daemon=True).start()
            pipe(server, client)

    def pipe(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    listening = socket.create_server(("127.0.0.1", 0))
    made = Proxy()
    made.asked = []
    made.port = listening.getsockname()[1]
    threading.Thread(target=made.serve, daemon=True).start()
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{made.port}")
    yield made
    listening.close()


@pytest.fixture
def trusted(certificate, monkeypatch):
    """The guild's certificate is one that this machine trusts."""
    real = ssl.create_default_context
    monkeypatch.setattr("corpus.official.fetch.ssl.create_default_context", lambda: real(cafile=str(certificate / "cert")))


def fetch(url=f"https://{HOST}/light", hosts=(HOST,), longest=10.0):
    return Fetcher(Policy(frozenset(hosts), longest=longest)).fetch(url)


def test_the_page_comes_through_the_proxy(proxy, trusted):
    assert fetch().body == f"{HOST} /light".encode()
    assert [head.split(b"\r\n")[0] for head in proxy.asked] == [f"CONNECT {HOST}:443 HTTP/1.1".encode()] * 2
    assert all(b"light" not in head and b"User-Agent" not in head for head in proxy.asked), "the proxy is told the host and no more"


def test_whoever_holds_no_certificate_of_the_publisher_is_not_believed(proxy):
    with pytest.raises(NotFetched, match=r"(?i)certificate"):
        fetch()


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "169.254.169.254", "10.0.0.1", "::1"], ids=["a-private-name", "loopback", "metadata", "private", "loopback-v6"]
)
def test_a_private_address_is_not_asked_for_through_a_proxy_either(proxy, host):
    with pytest.raises(NotFetched, match="inside a network"):
        fetch(f"https://{f'[{host}]' if ':' in host else host}/x", [host])
    assert proxy.asked == []


def test_another_host_is_not_asked_for_through_a_proxy(proxy):
    with pytest.raises(NotFetched, match="no host of the guidance"):
        fetch("https://elsewhere.example/x")
    assert proxy.asked == []


def test_a_password_goes_to_the_proxy_and_into_no_message(proxy, monkeypatch):
    proxy.answer = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:s%20ecret@127.0.0.1:{proxy.port}")
    with pytest.raises(NotFetched, match=r"407.*user:password@") as refused:
        fetch()
    assert b"Proxy-Authorization: Basic " + base64.b64encode(b"me:s ecret") in proxy.asked[0]
    assert "ecret" not in str(refused.value)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(b"HTTP/1.1 403 Forbidden\r\n\r\n", "lets nothing through: it answered 403 Forbidden", id="refuses"),
        pytest.param(b"<html>" * 10_000, "nothing that a proxy answers", id="no-proxy"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: ", "longer than", id="hangs"),
    ],
)
def test_a_proxy_that_does_not_do_its_work(proxy, answer, reason):
    proxy.answer = answer
    with pytest.raises(NotFetched, match=reason):
        fetch(longest=1.0)


def test_a_proxy_that_is_not_there(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with pytest.raises(NotFetched, match="are you online"):
        fetch()


@pytest.mark.parametrize(
    ("environment", "scheme", "found"),
    [
        pytest.param({}, "https", None, id="none"),
        pytest.param({"HTTPS_PROXY": "http://p.example:3128"}, "https", ("p.example", 3128), id="named"),
        pytest.param({"https_proxy": "p.example:3128"}, "https", ("p.example", 3128), id="small-letters-and-no-scheme"),
        pytest.param({"ALL_PROXY": "http://p.example"}, "https", ("p.example", 80), id="for-all"),
        pytest.param({"HTTPS_PROXY": "http://p.example:3128", "NO_PROXY": HOST}, "https", None, id="not-for-this-host"),
        pytest.param({"HTTPS_PROXY": "http://p.example:3128", "NO_PROXY": "other.example"}, "https", ("p.example", 3128), id="not-for-another"),
        pytest.param({"HTTPS_PROXY": "http://p.example:3128", "NO_PROXY": "*"}, "https", None, id="for-nobody"),
        pytest.param({"HTTPS_PROXY": "http://p.example:3128"}, "http", None, id="only-https"),
        pytest.param({"HTTP_PROXY": "http://p.example:3128"}, "https", None, id="named-for-http-alone"),
    ],
)
def test_which_proxy(monkeypatch, environment, scheme, found):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    proxy = proxy_for(HOST, scheme)
    assert (proxy and (proxy.host, proxy.port)) == found


@pytest.mark.parametrize("address", ["socks5://p.example:1080", "https://p.example:3128", "http://p.example:port", "http://"])
def test_a_proxy_that_cannot_be_used_is_said_to_be(monkeypatch, address):
    monkeypatch.setenv("HTTPS_PROXY", address)
    with pytest.raises(NotFetched, match=r"write it as http://proxy\.example:8080"):
        fetch()
