"""The proxy that the environment names for a host, and the way through it."""

import base64
import socket
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment, proxy_bypass

# what a proxy may say before it lets us through, in bytes
MOST_ANSWERED = 16_384


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; its password, where it has one, is in no message."""

    host: str
    port: int
    credentials: str | None = None
    """'user:password'."""

    @property
    def name(self) -> str:
        """Host and port, for a message."""
        return f"{self.host}:{self.port}"

    def open(self, through: socket.socket, host: str, port: int) -> None:
        """Have it connect the socket to a host. Raises OSError when it does not (RFC 9110, 9.3.6)."""
        target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
        if self.credentials is not None:
            lines.append(f"Proxy-Authorization: Basic {base64.b64encode(self.credentials.encode()).decode()}")
        through.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
        answer = b""
        while b"\r\n\r\n" not in answer:
            # one byte at a time: what follows the blank line is the publisher's
            part = through.recv(1)
            if not part or len(answer) > MOST_ANSWERED:
                raise OSError("it answered nothing that a proxy answers")
            answer += part
        status = answer.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        if len(status) < 2 or status[1] != "200":
            wanted = "; put 'user:password@' before its host in HTTPS_PROXY" if status[1:2] == ["407"] else ""
            raise OSError(f"it answered {' '.join(status[1:])[:80] or 'nothing'}{wanted}")


def proxy_for(host: str, scheme: str) -> Proxy | None:
    """The proxy for this host, by HTTPS_PROXY, ALL_PROXY and NO_PROXY, or None. Raises ValueError for one that cannot be used.

    Only https goes through one: a page that anybody on the way could change is not asked for.
    """
    named = getproxies_environment()
    address = named.get("https") or named.get("all")
    if scheme != "https" or not address or proxy_bypass(host):
        return None
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = parts.port or 80
    except ValueError as error:
        raise ValueError("HTTPS_PROXY is no address; write it as http://proxy.example:8080") from error
    if parts.scheme != "http" or not parts.hostname:
        raise ValueError(f"HTTPS_PROXY names a {parts.scheme or 'strange'} proxy, and only http:// ones can be used; write it as http://proxy.example:8080")
    credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    return Proxy(parts.hostname, port, credentials)
