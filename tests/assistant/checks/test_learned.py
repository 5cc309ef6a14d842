"""Which sentences carry what the judge saw."""

import numpy as np

from assistant.backends.presidio import Reading
from assistant.checks.learned import check
from assistant.checks.text import ReadText
from assistant.judge import Scores
from assistant.models import Draft, Issue, Question

TEXT = "Rota is out. What a clown you are. See you Monday."
SENTENCES = ((0, 12), (13, 34), (35, 50))
FLAGS = dict.fromkeys(Issue, "because")


def scores(*rows: dict[Issue, float], **whole: float) -> Scores:
    full = tuple(dict.fromkeys(Issue, 0.0) | row for row in rows)
    return Scores({}, dict.fromkeys(Issue, 0.0) | {Issue[name]: p for name, p in whole.items()}, full, np.zeros(1, np.float32))


def read(request):
    return ReadText(request, Reading((), SENTENCES))


def test_only_the_sentence_that_carries_the_issue_is_marked():
    seen = scores({}, {Issue.BULLYING_HARASSMENT: 0.8}, {Issue.BULLYING_HARASSMENT: 0.1}, BULLYING_HARASSMENT=0.7)
    (found,) = check(read(Draft(TEXT)), seen, FLAGS)
    assert (found.text, found.issue, found.score) == ("What a clown you are.", Issue.BULLYING_HARASSMENT, 0.7)


def test_an_issue_the_whole_text_lacks_is_not_marked():
    assert check(read(Draft(TEXT)), scores({}, {Issue.COPYRIGHT: 0.9}, {}, COPYRIGHT=0.2), FLAGS) == []


def test_a_sentence_is_flagged_for_its_two_likeliest_issues():
    four = {Issue.DEFAMATION: 0.5, Issue.COPYRIGHT: 0.6, Issue.DISCRIMINATION: 0.9, Issue.BULLYING_HARASSMENT: 0.7}
    seen = scores({}, four, {}, **{issue.name: p for issue, p in four.items()})
    assert [f.issue for f in check(read(Draft(TEXT)), seen, FLAGS)] == [Issue.DISCRIMINATION, Issue.BULLYING_HARASSMENT]


def test_a_question_is_judged_but_not_marked():
    assert check(read(Question(TEXT)), scores({}, {Issue.DEFAMATION: 0.9}, {}, DEFAMATION=0.9), FLAGS) == []
