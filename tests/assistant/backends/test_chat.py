"""Where a model is, what is missing for it, and what is told in plain words."""

import sys

import pytest

from assistant.backends.chat import LangChainModel, address, is_local, open_model, remote_writer
from assistant.errors import WriterFailed
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for name in ("OLLAMA_HOST", "OPENAI_API_BASE", "OPENAI_BASE_URL", "OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("provider", "model", "url", "local"),
    [
        pytest.param("ollama", "qwen3:8b", None, True, id="ollama is on loopback"),
        pytest.param("ollama", "gpt-oss:120b-cloud", None, False, id="a cloud tag is not"),
        pytest.param("ollama", "qwen3:8b", "http://10.0.0.4:11434", False, id="ollama on another machine"),
        pytest.param("openai", "gpt", None, False, id="openai itself"),
        pytest.param("openai", "x", "http://127.0.0.1:8080/v1", True, id="loopback"),
        pytest.param("openai", "x", "http://127.8.9.1:8080/v1", True, id="all of 127"),
        pytest.param("openai", "x", "http://[::1]:8080/v1", True, id="loopback of IPv6"),
        pytest.param("openai", "x", "http://localhost:8080/v1", True, id="localhost"),
        pytest.param("openai", "x", "http://localhost.example.org/v1", False, id="a name that only begins so"),
        pytest.param("openai", "x", "http://127.0.0.1.example.org/v1", False, id="an address that only begins so"),
        pytest.param("openai", "x", "http://127.0.0.1@example.org/v1", False, id="a user of that name"),
        pytest.param("openai", "x", "http://0.0.0.0:8080/v1", False, id="every interface"),
        pytest.param("anthropic", "claude", "http://127.0.0.1:8080", False, id="a client we cannot hold"),
    ],
)
def test_is_local(provider, model, url, local):
    assert is_local(provider, model, address(provider, url)) is local


def test_the_environment_of_a_provider_counts(monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", "10.0.0.4:11434")
    assert not is_local("ollama", "qwen3:8b", address("ollama", None))
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    assert is_local("openai", "x", address("openai", None))


def test_no_writer_is_the_default():
    assert open_model(Settings()) is None
    assert remote_writer(Settings()) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("qwen3", "Give provider:model", id="no provider"),
        pytest.param("nonsense:x", "cannot be opened", id="unknown provider"),
        pytest.param("mistralai:x", "pip install langchain-mistralai", id="provider not installed"),
        pytest.param("openai:x", "key", id="no key"),
    ],
)
def test_what_is_missing_is_said_with_the_mend(name, told):
    with pytest.raises(WriterFailed, match=told):
        LangChainModel(name)


def test_without_langchain_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    with pytest.raises(WriterFailed, match=r"pip install 'canipost\[ollama\]'"):
        LangChainModel("ollama:qwen3:8b")


def test_opening_the_assistant_loads_no_model_library():
    import subprocess

    code = "import sys, assistant, ui.pages.wording; print([n for n in ('langchain', 'openai', 'ollama', 'anthropic') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
