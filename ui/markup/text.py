"""Words from outside -> HTML: escaped here, so that no page can forget to."""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from ui.wording import entries, say

# drawn as nothing, or turning the words around: shown by name; joiners that emoji and other scripts need stay
HIDDEN = re.compile("([\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]+)")


def plain(words: str) -> str:
    """The words as text and nothing else, hidden characters named."""
    parts = HIDDEN.split(words)
    named = f'<span class="hidden-character">{say("draft.hidden")}</span>'
    return "".join(named if at % 2 else escape(part) for at, part in enumerate(parts))


def label(words: str) -> str:
    """The words as a widget's label, which Streamlit reads as Markdown: on one line, each of its marks made plain."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~$:&])", r"\\\1", " ".join(HIDDEN.sub("", words).split()))


def theirs(words: str) -> str:
    """Words somebody typed, kept from turning the line around them."""
    return f'<bdi dir="auto">{plain(words)}</bdi>'


def unseen(words: str) -> str:
    """Words for a screen reader alone."""
    return f'<span class="unseen">{escape(words)}</span>'


def title(words: str, lead: str = "") -> str:
    """The page's first heading and the line under it."""
    return f"<h1>{escape(words)}</h1>" + (f'<p class="lead">{escape(lead)}</p>' if lead else "")


def section(words: str) -> str:
    """A heading inside an answer."""
    return f"<h3>{escape(words)}</h3>"


def bullets(heading: str, items: Sequence[str]) -> str:
    """A heading and its list, or nothing."""
    if not items:
        return ""
    return f'{section(heading)}<ul class="plain">{"".join(f"<li>{plain(item)}</li>" for item in items)}</ul>'


def more(heading: str, inside: str) -> str:
    """A heading that opens."""
    return f'<details class="more"><summary><h3>{escape(heading)}</h3></summary><div class="inside">{inside}</div></details>'


def problem(message: str, mend: str = "") -> str:
    """What went wrong, and what to do."""
    return f'<div class="problem" role="alert"><p>{plain(message)}</p>{f"<p>{escape(mend)}</p>" if mend else ""}</div>'


def away(url: str, label: str) -> str:
    """A link that opens beside the app, so that nothing typed here is lost."""
    told = unseen(f" ({say('app.new_tab')})")
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(label)}{told}</a>'


def day(iso: str) -> str:
    """A date as it is said: '30 January 2024', 'July 2024' or '2012', as far as it is known."""
    year, _, rest = iso.partition("-")
    month, _, date = rest.partition("-")
    names = entries("months")
    if not month.isdigit() or not 1 <= int(month) <= len(names):
        return iso
    return " ".join(part for part in (date.lstrip("0"), str(names[int(month) - 1]), year) if part)


def is_web(url: str) -> bool:
    """A link may be made of it: nothing but a page on the web."""
    return urlsplit(url).scheme in {"http", "https"}


def sentence(text: str) -> str:
    """The text with its full stop."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def short(text: str, most: int = 90) -> str:
    """The text on one line, cut to `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
