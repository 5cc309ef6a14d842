"""Scored exchanges by kind, light, issue, platform, tier and source: where the errors gather."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.models import Issue
from evals import measures
from evals.intervals import wilson
from evals.models import Answer, Scored, Tally
from evals.results import Group, Rate

SHOWN = ("light_agreement", "unsafe_miss", "over_block", "over_caution", "citation_hit_at_3")
ISSUE_MEASURES: Mapping[str, Callable[[frozenset[Issue], frozenset[Issue]], Tally]] = {
    "issue_precision": measures.issue_precision,
    "issue_recall": measures.issue_recall,
    "issue_f1": measures.f1,
}
NOT_SAID = "not said"


def breakdowns(items: Sequence[Scored]) -> Mapping[str, tuple[Group, ...]]:
    """Each way of grouping -> its groups, the largest first."""
    return {
        "kind": grouped(items, kind),
        "light": grouped(items, lambda item: light.value if (light := item.exchange.expect.light) else NOT_SAID),
        "issue": by_issue(items),
        "platform": grouped(items, lambda item: (item.case.context.platform or NOT_SAID).casefold().strip()),
        "tier": grouped(items, lambda item: item.case.label_tier or NOT_SAID),
        "source": grouped(items, lambda item: item.case.expert or NOT_SAID),
    }


def kind(item: Scored) -> str:
    """'draft', 'question' or 'conversation'."""
    return "conversation" if item.case.is_conversation else item.exchange.kind.value


def grouped(items: Iterable[Scored], key: Callable[[Scored], str]) -> tuple[Group, ...]:
    """One Group a key, the largest first, equal ones by name."""
    groups: defaultdict[str, list[Scored]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return _largest_first(Group(name, len(held), _rates(held)) for name, held in groups.items())


def by_issue(items: Sequence[Scored]) -> tuple[Group, ...]:
    """One Group for each issue that is expected or given anywhere.

    n and the rates of SHOWN are over the exchanges that expect the issue; precision, recall and F1 of the
    issue itself are over all of them.
    """
    answered = [(item, item.answer) for item in items if isinstance(item.answer, Answer)]
    groups = []
    for issue in Issue:
        only = frozenset({issue})
        expecting = [item for item in items if issue in item.exchange.expect.issues]
        if not expecting and not any(issue in answer.issues for _, answer in answered):
            continue
        pairs = [(only & set(item.exchange.expect.issues), only & set(answer.issues)) for item, answer in answered]
        own = {
            name: _rate((measure(expected, given) for expected, given in pairs), binomial=name != "issue_f1")
            for name, measure in ISSUE_MEASURES.items()
        }
        groups.append(Group(issue.value, len(expecting), _rates(expecting) | own))
    return _largest_first(groups)


def _rates(items: Iterable[Scored]) -> dict[str, Rate]:
    held = list(items)
    return {name: _rate(item.scores[name].tally for item in held) for name in SHOWN}


def _rate(tallies: Iterable[Tally], binomial: bool = True) -> Rate:
    # groups are small: a bootstrap over their few clusters would look surer than it is
    total = sum(tallies, Tally())
    return Rate(total.hits, total.of, total.value, wilson(total) if binomial else None, None)


def _largest_first(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (-group.n, group.name)))
