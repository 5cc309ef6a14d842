"""Report -> Markdown."""

import re
from collections.abc import Iterable

from assistant.render import literal
from evals.formats.document import Beside, Block, Filtered, Fold, Heading, Para, Plot, Quoted, Table, document
from evals.results import Report


def markdown_text(report: Report) -> str:
    """The report as Markdown. Whatever came from a file is escaped: it is shown, never obeyed."""
    return "\n\n".join(_drawn(document(report))) + "\n"


def _drawn(blocks: Iterable[Block]) -> list[str]:
    drawn: list[str] = []
    for block in blocks:
        match block:
            case Heading(level, text):
                drawn.append(f"{'#' * level} {literal(text)}")
            case Para(text):
                drawn.append(literal(text))
            case Quoted(text):
                drawn.append(_fenced(text))
            case Table(head=head, rows=rows):
                lines = [head, ("---",) * len(head), *(tuple(map(literal, row)) for row in rows)]
                drawn.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
            case Beside(left, left_blocks, right, right_blocks):
                drawn += [f"**{literal(left)}**", *_drawn(left_blocks), f"**{literal(right)}**", *_drawn(right_blocks)]
            case Plot(title, _, lines):
                ends = ", ".join(f"{name} from {points[0][1]:.3f} to {points[-1][1]:.3f}" for name, points in lines if points)
                drawn.append(literal(f"{title}: {ends}."))
            case Filtered(folds):
                drawn += _drawn(fold for _, fold in folds)
            case Fold(line, inner):
                drawn += [f"### {literal(line)}", *_drawn(inner)]
    return drawn


def _fenced(text: str) -> str:
    """A text as it stands, between fences longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"
