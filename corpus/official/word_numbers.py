"""The numbers that a word processor draws before paragraphs: they stand in no text, only rules for counting do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9
LONGEST_PATTERN = 60
# a counter beyond this numbers no document
MOST = 5_000
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """How one depth of a list counts: 'decimal' from 1, drawn as '%1.%2'."""

    style: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts the lists of one document as its paragraphs come."""

    levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    """List id -> depth -> how it counts."""
    counters: Mapping[str, str] = field(default_factory=dict)
    """List id -> the counter it shares with others."""
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Paragraph style -> list id and depth, where the style numbers its paragraphs."""
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def place(self, properties: ElementTree.Element | None) -> tuple[str, int] | None:
        """List id and depth of a paragraph with these properties (w:pPr), or None where it stands in no list."""
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val") or "") if style is not None else None
        listed = properties.find(f"{W}numPr")
        if listed is None:
            return inherited
        number, depth = _value(listed, "numId"), _value(listed, "ilvl")
        number = number or (inherited[0] if inherited else "")
        # list 0 takes a paragraph out of the list its style puts it in
        return None if number == "0" else (number, _depth(depth) if depth else inherited[1] if inherited else 0)

    def next(self, place: tuple[str, int]) -> str:
        """What is drawn before the next paragraph of a list, without stops and brackets: '3.2', 'c', or '' for a bullet."""
        list_, depth = place
        level = self.levels.get(list_, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.counters[list_], [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            above = self.levels[list_].get(len(counts))
            # a level that was jumped over counts as begun
            counts.append((above.start if above else 1) - (len(counts) == depth))
        counts[depth] = min(counts[depth] + 1, MOST)
        if level.style in {"bullet", "none"}:
            return ""

        def drawn(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            own = self.levels[list_].get(at)
            return _drawn(counts[at], own.style) if own and at < len(counts) else ""

        return re.sub(r"%([1-9])", drawn, level.pattern).strip(" .():[]\t")


def read(numbering: ElementTree.Element | None, styles: ElementTree.Element | None) -> Numbers:
    """The lists of a document, of its parts numbering.xml and styles.xml; none where they are not there."""
    if numbering is None:
        return Numbers()
    kinds = {kind.get(f"{W}abstractNumId") or "": _levels(kind) for kind in numbering.iter(f"{W}abstractNum")}
    levels: dict[str, Mapping[int, _Level]] = {}
    counters: dict[str, str] = {}
    for list_ in numbering.iter(f"{W}num"):
        id_, kind = list_.get(f"{W}numId") or "", _value(list_, "abstractNumId")
        starts = {_depth(o.get(f"{W}ilvl") or "0"): _value(o, "startOverride") for o in list_.iter(f"{W}lvlOverride")}
        own = dict(kinds.get(kind, {}))
        for depth, start in starts.items():
            if depth in own and start.isdecimal():
                own[depth] = _Level(own[depth].style, own[depth].pattern, min(int(start[:5]), MOST))
        levels[id_] = own
        # lists of one kind count on together, unless one begins anew
        counters[id_] = f"list {id_}" if starts else f"kind {kind}"
    return Numbers(levels, counters, _numbered_styles(styles))


def _levels(kind: ElementTree.Element) -> dict[int, _Level]:
    found = {}
    for level in kind.iter(f"{W}lvl"):
        start = _value(level, "start")
        found[_depth(level.get(f"{W}ilvl") or "0")] = _Level(
            _value(level, "numFmt") or "decimal", _value(level, "lvlText")[:LONGEST_PATTERN], min(int(start[:5]), MOST) if start.isdecimal() else 1
        )
    return found


def _numbered_styles(styles: ElementTree.Element | None) -> dict[str, tuple[str, int]]:
    found = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        listed = style.find(f"{W}pPr/{W}numPr")
        if listed is not None and (number := _value(listed, "numId")):
            found[style.get(f"{W}styleId") or ""] = (number, _depth(_value(listed, "ilvl")))
    return found


def _value(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return (found.get(f"{W}val") or "") if found is not None else ""


def _depth(text: str) -> int:
    return min(int(text), DEEPEST - 1) if text.isdecimal() and len(text) < 3 else 0


def _drawn(count: int, style: str) -> str:
    """A count as its style draws it; one that is not known here is drawn in figures.

    >>> _drawn(4, "lowerRoman")
    'iv'
    """
    if style in {"lowerLetter", "upperLetter"} and count > 0:
        # after z comes aa, then bb
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in {"lowerRoman", "upperRoman"} and count > 0:
        roman, rest = "", count
        for worth, sign in _ROMAN:
            roman += sign * (rest // worth)
            rest %= worth
        return roman if style == "lowerRoman" else roman.upper()
    return str(count)
