"""Chat models through LangChain: the one place that calls a language model, with a deadline, retries and a way to stop."""

import ipaddress
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from assistant.backends import quiet
from assistant.backends.protocols import Limits, Message, Told, never
from assistant.errors import WriterFailed
from assistant.settings import Settings

# a guess on the safe side for English: one token is about four characters
CHARS_PER_TOKEN = 3.5
# a reply is cut off where it is longer than its tokens could ever be
LONGEST_TOKEN = 8
# between two looks at the clock and at whether somebody wants to stop, in seconds
POLL = 0.05
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
FOR_NOW = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
# so much longer the client waits than we do, so that a server that hangs is told by our own deadline, in seconds
SLACK = 5.0
OLLAMA = "http://127.0.0.1:11434"
# only for these do we hand in the client that talks, so only these can be held to this machine
CAN_BE_LOCAL = ("ollama", "openai")
EXTRAS = {"ollama": "ollama", "openai": "openai", "anthropic": "anthropic"}


class LangChainModel:
    """A chat model that `init_chat_model` knows, named provider:model."""

    def __init__(self, name: str, url: str | None = None, retries: int = 2, timeout: float = 60.0) -> None:
        """Open the model; nothing is sent yet. Raises WriterFailed with the mend."""
        quiet.hush()
        self.name = name
        self._provider, _, self._model_name = name.partition(":")
        if not self._model_name:
            raise WriterFailed(name, "no model is named", "Give provider:model, as in CANIPOST_WRITER=ollama:qwen3:8b")
        self.url = address(self._provider, url)
        self.is_local = is_local(self._provider, self._model_name, self.url)
        self._retries = retries
        self._structured: bool | None = None
        self._model = _opened(self._provider, self._model_name, name, self.url, self.is_local, timeout + SLACK)

    def tell(
        self, messages: Sequence[Message], schema: Mapping[str, Any], limits: Limits, is_cancelled: Callable[[], bool] = never
    ) -> Told:
        """The reply, streamed in so that it can be stopped; asked for as `schema` where the server takes that.

        A call refused for now is tried again, each wait twice the last or as long as the server asks.
        Raises WriterFailed when the time is up, somebody cancels, or the server refuses for good.
        """
        deadline = time.monotonic() + limits.seconds
        tried, wait = 0, FIRST_WAIT
        while True:
            asked_for = self._structured is not False and self._provider in ("openai", "ollama")
            try:
                told = self._once(messages, schema if asked_for else None, limits, deadline, is_cancelled)
            except WriterFailed:
                raise
            except Exception as error:  # every provider raises kinds of its own
                status = _status(error)
                if asked_for and self._structured is None and status in (400, 404, 422, 501):
                    self._structured = False  # an older server: plain JSON in text will do
                    continue
                if not _is_for_now(error, status) or tried >= self._retries:
                    raise WriterFailed(self.name, *_told(error, status, self.url)) from error
                tried += 1
                pause = min(max(wait, _retry_after(error)), LONGEST_WAIT)
                wait *= 2
                if time.monotonic() + pause >= deadline:
                    raise WriterFailed(self.name, *_told(error, status, self.url)) from error
                _sleep(pause, is_cancelled, self.name)
            else:
                self._structured = asked_for
                return told

    def _once(
        self, messages: Sequence[Message], schema: Mapping[str, Any] | None, limits: Limits, deadline: float, is_cancelled: Callable[[], bool]
    ) -> Told:
        """One call, read in a thread of its own so that a server that hangs holds up nobody."""
        chunks: queue.Queue[Any] = queue.Queue()
        stop = threading.Event()
        work = threading.Thread(target=self._read, args=(messages, schema, limits, chunks, stop), daemon=True)
        work.start()
        text, used = "", 0
        try:
            while True:
                if is_cancelled():
                    raise WriterFailed(self.name, "stopped", "Ask again to try once more")
                if time.monotonic() >= deadline:
                    raise WriterFailed(
                        self.name, f"no whole reply within {limits.seconds:.0f} seconds", "A smaller model is faster; or raise CANIPOST_WRITER_TIMEOUT"
                    )
                try:
                    kind, value = chunks.get(timeout=POLL)
                except queue.Empty:
                    continue
                if kind == "error":
                    raise value
                if kind == "end":
                    break
                text += value[0]
                used = max(used, value[1])
                if len(text) > limits.reply_tokens * LONGEST_TOKEN:
                    raise WriterFailed(self.name, "the reply has no end", "Try another model")
        finally:
            stop.set()
        return Told(text, used or estimate(messages, text), schema is not None)

    def _read(
        self, messages: Sequence[Message], schema: Mapping[str, Any] | None, limits: Limits, chunks: "queue.Queue[Any]", stop: threading.Event
    ) -> None:
        """Put every piece of the reply on the queue, then its end, or the error."""
        from langsmith import tracing_context

        try:
            # a thread starts with no context: whatever the environment says, no prompt goes to a tracing service
            with tracing_context(enabled=False):
                stream: Iterator[Any] = self._model.stream([(m.role, m.text) for m in messages], **self._options(schema, limits))
                for chunk in stream:
                    if stop.is_set():
                        with suppress(Exception):
                            stream.close()  # type: ignore[attr-defined]  # closes the connection: the server stops too
                        return
                    usage = getattr(chunk, "usage_metadata", None) or {}
                    chunks.put(("text", (_text_of(chunk), int(usage.get("total_tokens", 0)))))
            chunks.put(("end", None))
        except BaseException as error:
            chunks.put(("error", error))

    def _options(self, schema: Mapping[str, Any] | None, limits: Limits) -> dict[str, Any]:
        """What this provider calls its limits and its schema."""
        match self._provider:
            case "ollama":
                options: dict[str, Any] = {"options": {"temperature": 0, "num_predict": limits.reply_tokens, "num_ctx": 8192}}
                return options | ({"format": schema} if schema else {})
            case "openai":
                # given raw: LangChain's own road parses as it streams, and raises on half a JSON
                form = {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema, "strict": True}}
                return {"max_tokens": limits.reply_tokens} | ({"extra_body": {"response_format": form}} if schema else {})
            case _:
                return {}


def open_model(settings: Settings) -> LangChainModel | None:
    """The writer that `settings` name, or None where they name none. Raises WriterFailed with the mend."""
    if not settings.writer:
        return None
    return LangChainModel(settings.writer, settings.writer_url, settings.writer_retries, settings.writer_timeout)


def remote_writer(settings: Settings) -> str | None:
    """The writer's name where it is not on this machine, else None; told from the settings alone."""
    if not settings.writer:
        return None
    provider, _, model = settings.writer.partition(":")
    return None if is_local(provider, model, address(provider, settings.writer_url)) else settings.writer


def address(provider: str, url: str | None) -> str | None:
    """Where the model's server is; None where only the provider's library knows."""
    match provider:
        case "ollama":
            given = url or os.environ.get("OLLAMA_HOST") or OLLAMA
            return given if "://" in given else f"http://{given}"
        case "openai":
            return url or os.environ.get("OPENAI_API_BASE") or os.environ.get("OPENAI_BASE_URL")
        case _:
            return url


def is_local(provider: str, model: str, url: str | None) -> bool:
    """Whether words sent there stay on this machine; where that cannot be known, they do not.

    Ollama runs models whose tag ends in "cloud" on its makers' servers, though it is asked on loopback.
    """
    if provider not in CAN_BE_LOCAL or url is None or (provider == "ollama" and model.endswith("cloud")):
        return False
    return is_loopback(url)


def is_loopback(url: str) -> bool:
    """Whether an address is this machine's own."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def estimate(messages: Sequence[Message], reply: str = "") -> int:
    """About how many tokens these are."""
    return int((sum(len(m.text) for m in messages) + len(reply)) / CHARS_PER_TOKEN) + 1


def _opened(provider: str, model: str, name: str, url: str | None, local: bool, timeout: float) -> Any:
    """The LangChain model. Raises WriterFailed for a missing package, an unknown provider or a missing key."""
    extra = EXTRAS.get(provider, "writer")
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise WriterFailed(name, "the packages for language models are not installed", f"Run: pip install 'canipost[{extra}]'") from error
    given: dict[str, Any] = {"temperature": 0}
    try:
        if provider == "ollama":
            # on loopback neither a proxy of the environment nor a redirect may carry the words away
            held = {"trust_env": False, "follow_redirects": False} if local else {}
            given |= {"base_url": url, "client_kwargs": {"timeout": timeout, **held}}
        elif provider == "openai":
            given |= {"timeout": timeout, "max_retries": 0, "stream_usage": True, "use_responses_api": False}
            given |= {"base_url": url} if url else {}
            if local:
                from openai import DefaultHttpxClient

                given |= {"http_client": DefaultHttpxClient(trust_env=False, follow_redirects=False, timeout=timeout)}
                # a server on this machine wants no key, the library does
                given |= {} if os.environ.get("OPENAI_API_KEY") else {"api_key": "none"}
        else:
            given |= {"timeout": timeout, "max_retries": 0, "max_tokens": 1_000} | ({"base_url": url} if url else {})
        return init_chat_model(model, model_provider=provider, **given)
    except ImportError as error:
        raise WriterFailed(name, f"the package for {provider!r} is not installed", f"Run: {_install(provider)}") from error
    except Exception as error:  # a provider unknown, a key missing: each library has its own kind
        raise WriterFailed(name, f"it cannot be opened ({_short(error)})", "Give provider:model, and the provider's key in the environment") from error


def _install(provider: str) -> str:
    """The command that installs a provider."""
    return f"pip install 'canipost[{EXTRAS[provider]}]'" if provider in EXTRAS else f"pip install langchain-{provider.replace('_', '-')}"


def _text_of(chunk: Any) -> str:
    """The words of a piece; what a model thinks aloud, or calls a tool by, is not among them."""
    content = chunk.content
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict) and part.get("type") == "text")


def _status(error: Exception) -> int | None:
    """The HTTP status behind an error, where there is one."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _is_for_now(error: Exception, status: int | None) -> bool:
    """Whether the same call may well succeed a moment later."""
    if status is not None and status > 0:
        return status in FOR_NOW
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"ConnectionError", "APIConnectionError", "TransportError", "RemoteProtocolError", "TimeoutException"})


def _retry_after(error: Exception) -> float:
    """Seconds that the server asks to wait; 0 where it says nothing readable."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except (TypeError, ValueError):
        return 0.0


def _told(error: Exception, status: int | None, url: str | None) -> tuple[str, str]:
    """What happened, and the next step, in plain words. A server's own words stay out: they may repeat the prompt."""
    where = url or "the provider"
    if status in (401, 403):
        return f"{where} refuses the key ({status})", "Set the provider's key in the environment, or ask whoever gave it"
    if status == 404:
        return f"{where} does not know this model (404)", "Check its name; for Ollama, 'ollama pull' fetches it"
    if status == 429:
        return f"{where} has no room just now (429)", "Try again later"
    if status is not None and status > 0:
        return f"{where} answered with status {status}", "Look at the server's own log"
    if _is_for_now(error, status):
        return f"nothing answers at {where}", "Start the server (for Ollama: 'ollama serve'), or set CANIPOST_WRITER_URL"
    return f"the call failed ({type(error).__name__})", "Run 'canipost doctor --writer'"


def _short(error: Exception) -> str:
    """The first line of an error, cut."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _sleep(seconds: float, is_cancelled: Callable[[], bool], name: str) -> None:
    """Wait, unless somebody cancels."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_cancelled():
            raise WriterFailed(name, "stopped", "Ask again to try once more")
        time.sleep(POLL)
