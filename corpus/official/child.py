"""The process that a hostile file is read in: it limits itself, reads one file, prints its content, and ends.

Nothing heavier than a reader is imported here, so that the limits can be low and the start quick.
"""

import json
import sys
from dataclasses import asdict

from corpus.official.blocks import Content
from corpus.official.formats import Format

MEMORY = 1 << 30  # bytes
MOST_BLOCKS = 60_000
MOST_CHARACTERS = 6_000_000


def limit(processor: int) -> None:
    """Hold this process to MEMORY and so many seconds of processor time, where the system can (not on Windows: there the clock alone ends it)."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, processor), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def content(data: bytes, format_: Format) -> Content:
    """The content of a file of these bytes. Raises ValueError with the reason, or what the library raises."""
    match format_:
        case Format.PDF:
            from corpus.official import pdf

            found = pdf.read(data)
        case Format.WORD:
            from corpus.official import word

            found = word.read(data)
        case Format.HTML:
            from corpus.official import html

            found = html.read(data)
        case Format.TEXT:
            from corpus.official import html, lines

            found = lines.read(html.decoded(data))
    if len(found.blocks) > MOST_BLOCKS or len(found.words) > MOST_CHARACTERS:
        raise ValueError(f"it holds more than {MOST_BLOCKS:,} paragraphs or {MOST_CHARACTERS:,} characters")
    if not any(block.text for block in found.blocks):
        raise ValueError("no text was found in it")
    return found


def main(format_: str, processor: str) -> None:
    """Print the content of the file on standard input as JSON, or {"refused": why}."""
    limit(int(processor))
    try:
        answer = asdict(content(sys.stdin.buffer.read(), Format(format_)))
    except MemoryError:
        answer = {"refused": f"reading it takes more than {MEMORY >> 20} MB of memory"}
    except RecursionError:
        answer = {"refused": "it is nested too deeply"}
    except ValueError as error:
        answer = {"refused": str(error)[:300]}
    except Exception as error:  # a broken file makes a library raise anything at all
        answer = {"refused": f"it is broken ({type(error).__name__}: {str(error)[:200]})"}
    # surrogates from a broken file cannot be printed, so JSON's own escapes are used
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()
