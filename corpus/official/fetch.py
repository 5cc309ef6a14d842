"""A publisher's own page -> its bytes, with every reason not to trust what answers.

The only file that opens a connection, and only when `canipost corpus sync` was asked for. The request says what
program asks and nothing of the user; the hosts are those of the guidance files.

Without a proxy the name is looked up here, once, and only a public address is connected to. Through a proxy
(HTTPS_PROXY, unless NO_PROXY names the host) a name that this machine can look up is held to the same rule; one that it
cannot is looked up by the proxy, out of our sight. Either way the proxy, not we, connects: what remains then is that the
name is on the list, and that whoever answers holds the publisher's certificate, for the proxy passes bytes it cannot read.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from corpus.errors import NotFetched
from corpus.models import Source
from corpus.official.proxy import Proxy, proxy_for

AGENT = "canipost-sync/0.1 (guidance import, run by one doctor for their own reading)"
MOST_REDIRECTS = 5
MOST_ROBOTS = 500_000
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched. The defaults are those of a publisher's site; a test serves its pages from this machine."""

    hosts: frozenset[str]
    scheme: str = "https"
    may_be_private: bool = False
    most_bytes: int = 8_000_000
    longest: float = 40.0
    """Seconds for one page, redirects and all."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered."""

    url: str
    """Where it was found, after redirects."""
    is_unchanged: bool
    body: bytes = b""
    etag: str | None = None
    last_modified: str | None = None


def hosts_of(sources: Iterable[Source]) -> frozenset[str]:
    """The hosts that the guidance files name: the allow-list."""
    urls = [url for source in sources for url in (source.url, source.pdf_url) if url]
    return frozenset(host for url in urls if (host := urlsplit(url).hostname))


@dataclass(slots=True)
class Fetcher:
    """Fetches pages under one policy; each host's robots.txt is read once."""

    policy: Policy
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The page at `url`, or that it is unchanged since those headers. Raises NotFetched with the reason."""
        end = time.monotonic() + self.policy.longest
        conditions = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value}
        return self._follow(url, conditions, end)

    def _follow(self, url: str, conditions: dict[str, str], end: float) -> Fetched:
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._allowed(here, url)
            self._ask_robots(parts, here, end)
            status, headers, body = self._get(parts, here, conditions, self.policy.most_bytes, end)
            if status in {301, 302, 303, 307, 308}:
                here = urljoin(here, headers.get("location") or "")
                continue
            if status == 304:
                return Fetched(here, True, b"", headers.get("etag"), headers.get("last-modified"))
            if status in {404, 410}:
                raise NotFetched(url, f"the page is gone (HTTP {status}); look on the publisher's site for where it went")
            if status != 200:
                raise NotFetched(url, f"the server answered HTTP {status}; save the page in a browser and import the file")
            return Fetched(here, False, body, headers.get("etag"), headers.get("last-modified"))
        raise NotFetched(url, f"it was sent on more than {MOST_REDIRECTS} times")

    def _allowed(self, here: str, asked: str) -> SplitResult:
        """The parts of an address that may be fetched."""
        try:
            parts = urlsplit(here)
            port = parts.port
        except ValueError as error:
            raise NotFetched(asked, f"{here!r} is no web address") from error
        if parts.scheme != self.policy.scheme:
            raise NotFetched(asked, f"it leads to {here!r}, which is not {self.policy.scheme}")
        if parts.hostname not in self.policy.hosts or parts.username or parts.password:
            raise NotFetched(asked, f"it leads to {parts.hostname!r}, which is no host of the guidance files")
        if port is not None and not self.policy.may_be_private:
            raise NotFetched(asked, f"it leads to port {port}, and publishers use none of their own")
        return parts

    def _ask_robots(self, parts: SplitResult, url: str, end: float) -> None:
        host = parts.netloc
        if host not in self._robots:
            rules = RobotFileParser()
            status, _, body = self._get(parts._replace(path="/robots.txt", query=""), url, {}, MOST_ROBOTS, end)
            # no file, or none that we may read, forbids nothing (RFC 9309); a server in trouble forbids all
            if status >= 500:
                raise NotFetched(url, f"its robots.txt cannot be read (HTTP {status}), so nothing may be fetched now")
            rules.parse(body.decode("utf-8", errors="replace").splitlines() if status == 200 else [])
            self._robots[host] = rules
        if not self._robots[host].can_fetch(AGENT, url):
            raise NotFetched(url, "the site's robots.txt asks programs not to fetch it; save the page in a browser and import the file")

    def _get(self, parts: SplitResult, url: str, conditions: dict[str, str], most: int, end: float) -> tuple[int, dict[str, str], bytes]:
        """(status, headers in lower case, body)."""
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        try:
            proxy = proxy_for(host, parts.scheme)
        except ValueError as error:
            raise NotFetched(url, str(error)) from error
        address = self._address(host, port, url, proxy)
        connection = _Connection(host, address, port, parts.scheme == "https", _left(end, url), proxy)
        # every read has a limit of its own, and a server may send a byte just before it, for ever
        clock = threading.Timer(_left(end, url), connection.end)
        clock.daemon = True
        clock.start()
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target, headers={"Host": parts.netloc, "User-Agent": AGENT, "Accept-Encoding": "identity", "Accept": "text/html, application/pdf", **conditions})
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            if headers.get("content-encoding", "identity") != "identity":
                raise NotFetched(url, f"the server sent it packed ({headers['content-encoding']}), which was not asked for")
            body = b"" if answer.status != 200 else _body(connection, answer, url, most, end)
            return answer.status, headers, body
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, TimeoutError) or time.monotonic() >= end:
                raise NotFetched(url, f"it took longer than {self.policy.longest:g} seconds") from error
            if proxy and connection.is_open and not connection.is_through:
                raise NotFetched(url, f"the proxy {proxy.name} of HTTPS_PROXY lets nothing through: {error}") from error
            raise NotFetched(url, f"it cannot be reached ({error or type(error).__name__}); are you online?") from error
        finally:
            clock.cancel()
            connection.close()

    def _address(self, host: str, port: int, url: str, proxy: Proxy | None) -> str:
        """The address to connect to, looked up once, so that it cannot be another one by the time it is used."""
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            if proxy:
                return host  # behind a proxy often only the proxy can look up names
            raise NotFetched(url, f"{host} cannot be found ({error}); are you online?") from error
        private = [address for address in found if not ipaddress.ip_address(address.partition("%")[0]).is_global]
        if private and not self.policy.may_be_private:
            raise NotFetched(url, f"{host} leads to {private[0]}, an address inside a network, where no publisher is")
        return found[0]


class _Connection(http.client.HTTPConnection):
    """A connection to an address already chosen, or to the proxy in its place, its certificate checked against the host's name."""

    def __init__(self, host: str, address: str, port: int, is_secure: bool, timeout: float, proxy: Proxy | None) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address
        self._proxy = proxy
        self._context = ssl.create_default_context() if is_secure else None
        self._open: socket.socket | None = None
        self._is_ended = False
        self.is_through = proxy is None
        """A proxy, where there is one, has connected us."""

    @property
    def is_open(self) -> bool:
        """Something answered at the other end."""
        return self._open is not None

    def connect(self) -> None:
        at = (self._proxy.host, self._proxy.port) if self._proxy else (self._address, self.port)
        self._open = self.sock = socket.create_connection(at, self.timeout)
        if self._proxy:
            self._proxy.open(self.sock, self.host, self.port)
            self.is_through = True
        if self._context:
            # the handshake reads too, so the clock must know the socket before it
            self._open = self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()
        if self._is_ended:
            raise TimeoutError

    def end(self) -> None:
        """Break off whatever is being waited for."""
        self._is_ended = True
        if self._open is not None and self._open.fileno() >= 0:
            try:
                # the plain socket's own way: that of an encrypted one would forget the encryption under the reader
                socket.socket.shutdown(self._open, socket.SHUT_RDWR)
            except OSError:
                return  # it is gone already

    def wait_at_most(self, seconds: float) -> None:
        """Set how long the next read may wait; the library forgets its socket once an answer has begun."""
        if self._open is not None and self._open.fileno() >= 0:
            self._open.settimeout(seconds)


def _body(connection: _Connection, answer: http.client.HTTPResponse, url: str, most: int, end: float) -> bytes:
    """The whole body, in time and within `most` bytes: a server that sends a byte a second is no better than one that hangs."""
    parts, size = [], 0
    while True:
        connection.wait_at_most(_left(end, url))
        part = answer.read1(_CHUNK)
        if not part:
            break
        size += len(part)
        if size > most:
            raise NotFetched(url, f"it is larger than {most:,} bytes")
        parts.append(part)
    _left(end, url)  # the clock's end looks like the page's
    if answer.length:
        raise NotFetched(url, "the connection broke before the page was whole")
    return b"".join(parts)


def _left(end: float, url: str) -> float:
    """Seconds left until `end`. Raises NotFetched when there are none."""
    left = end - time.monotonic()
    if left <= 0:
        raise NotFetched(url, "it took longer than it may")
    return left
