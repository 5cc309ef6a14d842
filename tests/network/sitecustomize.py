"""Put first on PYTHONPATH, refuses every connection that is not loopback, and notes the attempt in a file.

Python imports a module of this name before anything else, so not even start-up code escapes it.
"""

import ipaddress
import os
import socket

_connect, _connect_ex, _sendto, _lookup = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto, socket.getaddrinfo


def _allowed(host: object) -> bool:
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _check(family: int, address: object) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and not _allowed(address[0]):  # type: ignore[index]
        _refuse(f"connect {address}")


def _refuse(what: str) -> None:
    with open(os.environ["CANIPOST_TEST_ATTEMPTS"], "a", encoding="utf-8") as file:
        file.write(what + "\n")
    raise OSError(f"refused by the test: {what}")


def connect(self, address):
    _check(self.family, address)
    return _connect(self, address)


def connect_ex(self, address):
    _check(self.family, address)
    return _connect_ex(self, address)


def sendto(self, data, *rest):
    _check(self.family, rest[-1])
    return _sendto(self, data, *rest)


def getaddrinfo(host, *args, **kwargs):
    if isinstance(host, bytes):
        host = host.decode()
    # the machine's own name is looked up by servers, and sends nothing away
    if not _allowed(host) and host not in (socket.gethostname(), "0.0.0.0"):
        _refuse(f"look up {host}")
    return _lookup(host, *args, **kwargs)


if "CANIPOST_TEST_ATTEMPTS" in os.environ:
    socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto = connect, connect_ex, sendto
    socket.getaddrinfo = getaddrinfo
