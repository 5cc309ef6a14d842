"""Report -> one HTML file that needs no network and runs no script."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain

from evals.formats.document import Beside, Block, Filtered, Fold, Heading, Para, Plot, Quoted, Table, document
from evals.formats.plot import drawn
from evals.results import Report

PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Can I post this? Evaluation</title>
<style>
:root {{ color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --accent: light-dark(#1f5d68, #8fd0da); }}
body {{ font: 1rem/1.55 system-ui, sans-serif; background: light-dark(#f7f8f5, #14191b); color: light-dark(#1c2b30, #e6ecec); max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }}
h1, h2 {{ line-height: 1.2; font-family: Georgia, serif; color: var(--accent); }}
h1 {{ font-size: 2.2rem; margin-bottom: .3rem; }}
h2 {{ margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }}
.wide {{ overflow-x: auto; margin: 1rem 0; }}
table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }}
thead th {{ font-weight: 600; white-space: nowrap; }}
tbody th {{ font-weight: 400; min-width: 9rem; }}
tbody tr:hover {{ background: color-mix(in srgb, var(--accent) 7%, transparent); }}
td.count {{ background: color-mix(in srgb, var(--accent) calc(var(--share) * 55%), transparent); text-align: center; padding: .5rem 1.2rem; }}
details {{ background: light-dark(#fff, #1b2224); border: 1px solid var(--line); border-radius: .6rem; margin: .5rem 0; padding: .4rem .8rem; }}
summary {{ cursor: pointer; }}
blockquote {{ white-space: pre-wrap; overflow-wrap: anywhere; margin: .8rem 0; padding: .2rem 0 .2rem 1rem; border-left: 3px solid var(--line); }}
.beside {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1.5rem; }}
.kinds {{ border: 1px solid var(--line); border-radius: .4rem; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }}
svg {{ max-width: 26rem; width: 100%; height: auto; }}
svg text {{ font-size: 11px; fill: currentColor; }}
.axis {{ stroke: var(--line); fill: none; }}
.line {{ fill: none; stroke: var(--accent); stroke-width: 2; }}
@media print {{ .wide {{ overflow: visible; }} }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def html_text(report: Report) -> str:
    """The report as one HTML page. Whatever came from a file is escaped."""
    return PAGE.format(body="\n".join(_drawn(document(report))))


def _drawn(blocks: Iterable[Block]) -> list[str]:
    return list(chain.from_iterable(map(_lines, blocks)))


def _lines(block: Block) -> list[str]:  # noqa: PLR0911 (a return for each kind of block)
    match block:
        case Heading(level, text):
            return [f"<h{level}>{escape(text)}</h{level}>"]
        case Para(text):
            return [f"<p>{escape(text)}</p>"]
        case Quoted(text):
            return [f'<blockquote dir="auto">{escape(text)}</blockquote>']
        case Table():
            return _table(block)
        case Beside(left, left_blocks, right, right_blocks):
            sides = ((left, left_blocks), (right, right_blocks))
            columns = ("".join((f"<div><h4>{escape(title)}</h4>", *_drawn(inner), "</div>")) for title, inner in sides)
            return ['<div class="beside">', *columns, "</div>"]
        case Plot():
            return [drawn(block)]
        case Filtered(folds):
            return _filtered(folds)
        case Fold(line, inner):
            return [f"<details><summary>{escape(line)}</summary>", *_drawn(inner), "</details>"]


def _filtered(folds: Sequence[tuple[str, Fold]]) -> list[str]:
    """The folds under a choice of kinds. The choice is made by style alone: the page runs no script."""
    kinds = list(dict.fromkeys(kind for kind, _ in folds))
    choices = ['<label><input type="radio" name="kind" id="kind-all" checked> all</label>']
    choices += [f'<label><input type="radio" name="kind" id="kind-{n}"> {escape(kind)}</label>' for n, kind in enumerate(kinds)]
    rules = " ".join(f"main:has(#kind-{n}:checked) .of-kind:not(.kind-{n}) {{ display: none; }}" for n in range(len(kinds)))
    held = [f'<div class="of-kind kind-{kinds.index(kind)}">{"".join(_lines(fold))}</div>' for kind, fold in folds]
    return [f"<style>{rules}</style>", f'<fieldset class="kinds"><legend>Show</legend>{"".join(choices)}</fieldset>', *held]


def _table(table: Table) -> list[str]:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    return [
        '<div class="wide" tabindex="0"><table>',
        *([f"<thead><tr>{head}</tr></thead>"] if any(table.head) else []),
        "<tbody>",
        *(_row(name, cells, table.is_counts) for name, *cells in table.rows),
        "</tbody></table></div>",
    ]


def _row(name: str, cells: Sequence[str], is_counts: bool) -> str:
    drawn = _shaded([int(cell) for cell in cells]) if is_counts else "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(name)}</th>{drawn}</tr>'


def _shaded(counts: Sequence[int]) -> str:
    """Cells the darker, the greater their share of the row; the number says the same."""
    of = max(1, sum(counts))
    return "".join(f'<td class="count" style="--share: {count / of:.2f}">{count}</td>' for count in counts)
