"""Looks for a file that crashes or hangs a reader: `make fuzz` for ten minutes, the suite for a moment.

    python -m tests.corpus.official.fuzz SECONDS [FIRST]

Every run of a check has a number, and the same number makes the same files; FIRST is the first of them, 1 if it is not given.
Files begin as whole ones and are cut, repeated and overwritten. A reader may refuse one with any exception, for it
runs in a process of its own; it may not hang or end the process. What comes after it, in our own process, may not
raise at all, and what it makes must stand in the file.
"""

import logging
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from corpus.official import html, lines, pdf, word
from corpus.official.blocks import Content
from corpus.official.derived import units_of
from corpus.official.edition import in_force_dates
from corpus.official.formats import format_of
from corpus.official.numbered import numbered
from corpus.official.round_trip import strays
from tests.corpus.official import guild, printing
from tests.corpus.official.hostile import DOCX, HTMLS, PDFS, packed

# seconds of processor time that one small file may take
LONGEST = 15
TITLES = {"other": guild.OTHER_TITLE}
SMALL = 60_000
PAGES = [guild.page()[0].encode(), guild.article_page().encode(), *(m for k in ("odd-utf-16", "nul-bytes", "script-alone") for m in [HTMLS[k]()])]
PRINTED = [printing.guild_pdf(), *(made for name, make in PDFS.items() if "thousand" not in name and len(made := make()) < SMALL)]
WORDS = [
    packed(f'<w:document xmlns:w="{DOCX}"><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>'
           f"<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr><w:r><w:t>Item</w:t></w:r></w:p></w:document>"),
]  # fmt: skip
TEXTS = [guild.numbered_text(), guild.numbered_text(own_line=False), guild.article_text()]
TOKENS = [
    b"<li>", b"</ol>", b"<ol type=a start=9>", b"<sup>", b"<main>", b"</main>", b"<h2>", b"<!--", b"<![", b"&#", b"<p", b"obj", b"endobj", b"<<", b">>",
    b"stream", b"xref", b"1 0 R", b"/Kids", b"/Length", b"(", b")", b"[", b"BT", b"\xff\xfe", b"\x00", b"\xad", b"\n7\n", b"\na\n", b"- ", b"\n\n", b"\xe2\x80\xa2 ",
]  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, whole: list[bytes]) -> bytes:
    """One of the files, cut, repeated and overwritten in a few places."""
    data = bytearray(draw(st.sampled_from(whole)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        size = draw(st.integers(0, 200))
        match draw(st.integers(0, 4)):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = data[at : at + size] * draw(st.integers(1, 20))
            case 2:
                data[at:at] = draw(st.sampled_from(TOKENS)) * draw(st.integers(1, 50))
            case 3:
                data[at : at + size] = draw(st.binary(max_size=40))
            case 4:
                other = draw(st.sampled_from(whole))
                data[at:at] = other[: size * 10]
    return bytes(data)


def pages(data: bytes) -> None:
    """Web pages."""
    _read(html.read, data)


def printed(data: bytes) -> None:
    """PDFs."""
    _read(pdf.read, data)


def words(data: bytes) -> None:
    """Word documents."""
    _read(word.read, data)


def texts(data: bytes) -> None:
    """Plain texts."""
    _read(lambda given_: lines.read(given_.decode("utf-8", errors="replace")), data)


def any_text(text: str) -> None:
    """Any text whatever."""
    _understood(lines.read(text))
    in_force_dates(text)


def any_bytes(data: bytes) -> None:
    """Any bytes whatever: told for what they are, or refused."""
    try:
        format_of(data)
    except ValueError:
        return


CHECKS: dict[str, tuple[Callable[..., None], st.SearchStrategy[bytes | str]]] = {
    "pages": (pages, changed(PAGES)),
    "printed": (printed, changed(PRINTED)),
    "words": (words, changed(WORDS)),
    "texts": (texts, changed([text.encode() for text in TEXTS])),
    "any-text": (any_text, st.text(max_size=2000)),
    "any-bytes": (any_bytes, st.binary(max_size=5000)),
}


def _read(reader: Callable[[bytes], Content], data: bytes) -> None:
    with _within(LONGEST):
        try:
            content = reader(data)
        except Hung:
            raise
        except Exception:
            return
    _understood(content)


def _understood(content: Content) -> None:
    """What follows a reader takes anything, and invents nothing."""
    with _within(LONGEST):
        reading = numbered([content], TITLES)
        whole = [(n.number, n.text) for n in reading.paragraphs if n.number.isdigit()]
        assert strays(whole, content.words) == [], "a paragraph is not in its file"
        units_of([content])


class Hung(BaseException):
    """A file took too long: no `except Exception` of a library may hide it."""


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Hung(f"longer than {seconds} seconds")

    # processor time, so that a busy machine is not taken for a hang
    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run(name: str, number: int, examples: int) -> None:
    """One run of a check, the same each time for the same number. Raises what it found, with the file that did it."""
    check, files = CHECKS[name]

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck))
    @given(files)
    def one(data: bytes | str) -> None:
        check(data)

    one()


def main(seconds: float, first: int = 1) -> None:
    """Run every check with new numbers, from `first` on, until the time is over."""
    # what a PDF reader says of a broken file is no news here
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    warnings.simplefilter("ignore")
    begin = time.monotonic()
    number = first
    while time.monotonic() < begin + seconds:
        for check in CHECKS:
            run(check, number, 100)
        number += 1
    done = (number - first) * len(CHECKS) * 100
    print(f"{done:,} files in {time.monotonic() - begin:.0f} seconds (numbers {first} to {number - 1}): no crash, no hang, nothing made up")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
