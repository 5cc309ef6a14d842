"""An OpenAI-compatible chat server on loopback that says what a script tells it to, or misbehaves as told; it keeps every byte it was sent."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Act = Callable[["Handler", dict], None]


class Server(ThreadingHTTPServer):
    """Serves the acts of a script in turn, the last one again and again."""

    daemon_threads = True

    def __init__(self, *script: Act | str, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.script = list(script)
        self.received: list[bytes] = []
        self.stop = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A client that hangs up is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.received.append(body)
        script = self.server.script
        act = script.pop(0) if len(script) > 1 else script[0]
        act = says(act) if isinstance(act, str) else act
        act(self, json.loads(body))

    def log_message(self, *_):
        pass

    def begin(self, status=200, kind="text/event-stream", **headers):
        self.send_response(status)
        self.send_header("content-type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def event(self, text, finish=None):
        chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()


def says(text):
    """A whole reply, in three pieces."""

    def act(handler, body):
        handler.begin()
        third = len(text) // 3 + 1
        for at in range(0, max(1, len(text)), third):
            handler.event(text[at : at + third])
        handler.event("", "stop")
        handler.wfile.write(b"data: [DONE]\n\n")

    return act


def fails(status, **headers):
    """A refusal with a status."""

    def act(handler, body):
        handler.begin(status, "application/json", **headers)
        handler.wfile.write(json.dumps({"error": {"message": "zebrafish " + body["messages"][-1]["content"][:50], "type": "x"}}).encode())

    return act


def hangs(handler, body):
    """Takes the request and never answers."""
    handler.server.stop.wait(600)


def drips(handler, body):
    """A letter now and then, for ever: no read ever times out."""
    handler.begin()
    while not handler.server.stop.is_set():
        handler.event("a")
        time.sleep(0.05)


def drops(handler, body):
    """Hangs up in the middle."""
    handler.begin()
    handler.event('{"headline": "Not as')
    handler.wfile.flush()
    handler.connection.close()


def redirects(to):
    """Sends the words somewhere else."""

    def act(handler, body):
        handler.begin(307, "text/plain", location=to)

    return act


def refuses_schema(then):
    """An older server: no response_format."""

    def act(handler, body):
        (fails(400) if "response_format" in body else says(then))(handler, body)

    return act
