"""What the page tests share: the fake assistant in place, and how to read what a page shows."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui import fake
from ui import opening
from ui.wording import FILE

APP = FILE.with_name("app.py")
# each must be read as it was typed, never as markup
HOSTILE = {
    "html": "<b>bold</b><img src=x onerror=alert(1)>",
    "script": "<script>alert(1)</script>",
    "closing": "</p></div><h1>taken over</h1>",
    "directive": ":red[hot] :material/home: :smile:",
    "mathematics": "$x^2$ and $$y$$",
    "markdown": "# title [a link](https://example.org) ![image](https://example.org/x.png) **bold**",
    "entity": "&lt;b&gt; &amp; &#60;",
    "braces": "{0} {name} %s",
    "arabic": "مرحبا بالعالم",
    "family": "👨‍👩‍👧 all well",
}


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page answers from the fake assistant."""
    opening.place.clear()
    fake.install(monkeypatch)


@pytest.fixture
def app(faked: None) -> AppTest:
    """The whole app, on its first page."""
    return AppTest.from_file(str(APP), default_timeout=30).run()


@pytest.fixture
def draw(faked: None) -> Callable[[str], AppTest]:
    """One page alone, by its name."""

    def drawn(name: str) -> AppTest:
        return AppTest.from_function(page, default_timeout=30, args=(name,)).run()

    return drawn


def page(name: str) -> None:
    """Draw the page `name` as the app does."""
    from importlib import import_module

    from tests.ui import fake

    import_module(f"ui.pages.{name}").page(fake.ASSISTANT)


def html(at: AppTest) -> str:
    """All the HTML of a page, style and scripts of ours left out."""
    bodies = (element.proto.body for element in at.get("html"))
    return "\n".join(body for body in bodies if not body.startswith(("<style", "<script data-turn=")))


def read(at: AppTest) -> str:
    """The words of a page, as a screen reader meets them."""
    return words(html(at))


def words(markup: str) -> str:
    """The text of some HTML."""
    reader = _Reader()
    reader.feed(markup)
    return "".join(reader.heard)


def tags(markup: str) -> list[str]:
    """The names of its elements, in order."""
    reader = _Reader()
    reader.feed(markup)
    return reader.tags


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") for name, _ in attrs), f"a handler in <{tag}>"
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.heard.append(data)
