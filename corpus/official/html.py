"""HTML -> Content, by the standard library's parser: it resolves no entity but HTML's own and runs nothing."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from corpus.official.blocks import Block, Content, Kind, tidy

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BREAKS = HEADINGS | {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "section", "article", "main", "blockquote", "br", "hr",
    "figure", "figcaption", "address", "details", "summary", "pre", "body", "html", "head", "title", "header", "footer", "nav", "aside",
}  # fmt: skip
# what is on the page but no part of the document
SKIPPED = {"script", "style", "nav", "header", "footer", "aside", "svg", "template", "noscript", "button", "iframe", "select", "head"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "col", "embed", "source", "track"}
# the way from the site's front page to this one is often a numbered list
_WAY_HERE = re.compile("breadcrumb", re.IGNORECASE)
# what is raised above the line to call a footnote, and no end of a word as in '21st'
_CALL = re.compile(r"\s*[\[(]?(?:\d{1,3}(?:[ ,]+\d{1,3})*|[*†‡§]{1,3})[\])]?\s*")
LONGEST_CALL = 40
# elements deeper than this are no page that anybody wrote
DEEPEST = 400


class TooDeep(ValueError):
    """Elements inside elements beyond reason."""


@dataclass(slots=True)
class _List:
    """A list being read: how its items are marked, and the next number."""

    tag: str
    style: str
    next: int = 1

    def marker(self, value: str | None) -> str:
        if self.tag != "ol":
            return ""
        if value and value.isdigit() and len(value) < 5:
            self.next = int(value)
        number, self.next = self.next, self.next + 1
        if self.style in {"a", "lower-alpha", "lower-latin", "A"} and 1 <= number <= 26:
            return chr(ord("a") + number - 1)
        return str(number)


@dataclass(slots=True)
class _Part:
    """The blocks of one region of the page."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects blocks; the words inside <main> or <article> are kept apart from the rest of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.page, self.main = _Part(), _Part()
        self._open: list[str] = []
        self._skipping: list[int] = []
        self._main_depth = 0
        self._lists: list[_List] = []
        self._text: list[str] = []
        self._notes: list[int] = []
        self._marker: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in BREAKS:
            self._flush()
        if tag in VOID:
            return
        if tag in {"p", "li", *HEADINGS}:
            self._close_unclosed(tag)
        self._open.append(tag)
        if len(self._open) > DEEPEST:
            raise TooDeep(f"elements stand inside each other more than {DEEPEST} deep")
        if self._is_skipped(tag, named):
            self._skipping.append(len(self._open))
        elif tag in {"main", "article"}:
            self._main_depth += 1
        elif tag in {"ul", "ol"}:
            style = named.get("type") or _list_style(named.get("style") or "")
            start = named.get("start") or "1"
            self._lists.append(_List(tag, style, int(start) if start.isdigit() and len(start) < 5 else 1))
        elif tag == "li":
            self._marker = self._lists[-1].marker(named.get("value")) if self._lists else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self._flush()
        if tag not in self._open:
            return
        while self._open:
            self._leave(closed := self._open.pop())
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        if "title" in self._open and not self.title:
            self.title = tidy(data)
        if self._skipping:
            if self._open[self._skipping[-1] - 1 : self._skipping[-1]] == ["a"]:
                self._call(data)
        elif "sup" in self._open and len(data) < LONGEST_CALL and _CALL.fullmatch(data):
            self._call(data)
        else:
            self._text.append(data)

    def _call(self, data: str) -> None:
        """Remember the footnote that a raised figure calls; one before any word is the number of the note itself."""
        numbers = re.findall(r"\d{1,3}", data[:LONGEST_CALL])
        if numbers and not "".join(self._text).strip():
            self._text.append(numbers[0])
            self._flush()
        else:
            self._notes += map(int, numbers)

    def _close_unclosed(self, tag: str) -> None:
        """End the paragraph, heading or item that a page left open before this one."""
        closes = {"li"} if tag == "li" else {"p", *HEADINGS}
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at] in closes:
                for closed in reversed(self._open[at:]):
                    self._open.pop()
                    self._leave(closed)
                return
            if self._open[at] in {"ul", "ol", "div", "section", "td", "li", "main", "article"}:
                return

    def _leave(self, tag: str) -> None:
        if self._skipping and len(self._open) < self._skipping[-1]:
            self._skipping.pop()
        elif self._skipping:
            return
        elif tag in {"main", "article"}:
            self._main_depth -= 1
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()

    def _is_skipped(self, tag: str, named: dict[str, str | None]) -> bool:
        if tag in SKIPPED:
            # a heading that folds its section away is a button inside a heading
            return not (tag == "button" and any(open_ in HEADINGS for open_ in self._open))
        # a hidden block may be a section folded away when the page was saved; a hidden mark in a line is an icon
        if tag in {"span", "i", "b"} and named.get("aria-hidden") == "true":
            return True
        if tag in {"ol", "ul", "li"} and _WAY_HERE.search(named.get("class") or ""):
            return True
        # a link to a footnote is no word of the text
        return tag == "a" and _is_note(named)

    def _flush(self) -> None:
        text, notes = tidy("".join(self._text)), tuple(self._notes)
        self._text.clear()
        self._notes.clear()
        if not text:
            return
        tag = next((t for t in reversed(self._open) if t in HEADINGS or t == "li"), "")
        if tag in HEADINGS:
            block = Block(Kind.HEADING, text, int(tag[1]), notes=notes)
        elif tag == "li" and self._marker is not None:
            block = Block(Kind.ITEM, text, max(len(self._lists) - 1, 0), self._marker, notes)
            self._marker = None
        else:
            block = Block(Kind.PARAGRAPH, text, notes=notes)
        for part in (self.page, self.main) if self._main_depth else (self.page,):
            part.blocks.append(block)
            part.words.append(text)

    def close(self) -> None:
        super().close()
        self._flush()


def read(data: bytes) -> Content:
    """The blocks of a page's main part, or of the whole page where it marks none. Raises ValueError."""
    reader = _Reader()
    reader.feed(decoded(data))
    reader.close()
    # a saved page may mark a teaser as its article: the main part counts only where it holds most of the words
    size = [sum(map(len, part.words)) for part in (reader.main, reader.page)]
    part = reader.main if size[0] * 2 > size[1] else reader.page
    return Content(tuple(part.blocks), "\n".join(part.words), reader.title)


def decoded(data: bytes) -> str:
    """The page as text: marked UTF-16, UTF-8, or else Windows-1252, which is what old pages are."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, errors="strict")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if text.count("\ufffd") > len(text) // 100:
            raise ValueError("its bytes are text in no encoding we know") from None
        return text


def _list_style(style: str) -> str:
    _, _, value = style.replace(" ", "").partition("list-style-type:")
    return value.partition(";")[0]


def _is_note(named: dict[str, str | None]) -> bool:
    target = (named.get("href") or "").rpartition("#")[2].lower()
    role = (named.get("role") or "") + (named.get("class") or "")
    return target.startswith(("fn", "ftn", "_ftn", "footnote", "endnote", "note-")) or "noteref" in role
