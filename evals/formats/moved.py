"""A change or a flip in words, for the terminal and for every format."""

from assistant.models import Verdict
from evals.results import Change, Flip
from evals.score import MEASURES

NONE = "–"


def change_line(change: Change) -> str:
    """One line: what moved, from where to where, which way that is."""
    chance = f"exact McNemar p {change.p:.3f}" if change.p is not None else f"95% {_interval(change)}"
    return (
        f"{change.set}, {change.measure} was {_value(change.before.value)}, is {_value(change.after.value)} "
        f"({direction(change)}; {change.gained} up, {change.lost} down; {chance})"
    )


def flip_line(flip: Flip) -> str:
    """One line: the request, and both verdicts beside the one expected."""
    return f"{flip.set}/{flip.id}: was {_verdict(flip.before)}, is {_verdict(flip.after)}, expected {_expected(flip)} ({_meaning(flip)})"


def change_row(change: Change) -> tuple[str, ...]:
    """The cells of a table of changes, the measure first."""
    return (
        MEASURES[change.measure].label, change.set, _value(change.before.value), _value(change.after.value), _interval(change),
        f"{change.gained} / {change.lost}", NONE if change.p is None else f"{change.p:.3f}", _value(change.smallest), direction(change),
    )  # fmt: skip


def flip_row(flip: Flip) -> tuple[str, ...]:
    """The cells of a table of flips, the request first."""
    return (flip.id, flip.set, _expected(flip), _verdict(flip.before), _verdict(flip.after), _meaning(flip))


def direction(change: Change) -> str:
    """'better', 'worse' or 'the same'."""
    before, after = change.before.value, change.after.value
    if before is None or after is None or before == after:
        return "the same"
    return "better" if (after > before) == (MEASURES[change.measure].better == "more") else "worse"


def _expected(flip: Flip) -> str:
    return NONE if flip.expected is None else flip.expected.value


def _meaning(flip: Flip) -> str:
    if flip.expected is None:
        return "nobody judged it"
    match flip.was_right, flip.now_right:
        case True, False:
            return "now wrong"
        case False, True:
            return "now right"
        case True, True:
            return "right both times"
        case _:
            return "wrong both times"


def _verdict(verdict: Verdict | None) -> str:
    return "could not be scored" if verdict is None else verdict.value


def _value(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _interval(change: Change) -> str:
    return NONE if change.interval is None else f"{change.interval.low:+.3f} to {change.interval.high:+.3f}"
