"""What of an answer would come alive where it is shown."""

from collections.abc import Collection, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

# CommonMark with its tables and strikethrough: what most places that show Markdown understand
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HTML = frozenset({"html_block", "html_inline"})


def live(markdown: str, ours: Collection[str]) -> tuple[str, ...]:
    """HTML, pictures and links of a Markdown text that are none of ours, each as 'kind: what'; no error, no entry.

    `ours` are the addresses that an answer may link to.
    """
    return tuple(_found(READER.parse(markdown), ours))


def _found(tokens: Sequence[Token], ours: Collection[str]) -> Iterator[str]:
    for token in tokens:
        if token.type in HTML:
            yield f"html: {token.content[:60]}"
        elif token.type == "image":
            yield f"picture: {token.attrs.get('src')}"
        elif token.type == "link_open" and token.attrs.get("href") not in ours:
            yield f"link: {token.attrs.get('href')}"
        yield from _found(token.children or (), ours)
