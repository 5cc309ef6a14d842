"""A Case beside its Prediction -> Scores, one a measure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals import measures
from evals.models import Answer, Exchange, NoAnswer, Prediction, Score, Scored, State, Tally


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as a reader meets it."""

    name: str
    label: str
    better: str
    """'more' or 'less': which way is good."""
    binomial: bool = True
    """Whether its trials may be counted as independent, which a Wilson interval takes for granted."""


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("scored", "could be scored", "more"),
        Measure("light_agreement", "light agreement", "more"),
        Measure("unsafe_miss", "unsafe miss (amber or red given green or not covered)", "less"),
        Measure("over_block", "over-block (green given red)", "less"),
        Measure("over_caution", "over-caution (green given amber or not covered)", "less"),
        Measure("refusal_precision", "'not covered' precision", "more"),
        Measure("refusal_recall", "'not covered' recall", "more"),
        Measure("grade_agreement", "grade of who could be recognised", "more"),
        Measure("grade_missed", "recognisable, graded generic", "less"),
        Measure("grade_alarm", "generic, graded recognisable", "less"),
        Measure("whose_story", "a patient's story told from any other", "more"),
        Measure("issue_precision", "issue precision", "more"),
        Measure("issue_recall", "issue recall", "more"),
        Measure("issue_f1", "issue F1", "more", binomial=False),
        Measure("citation_hit_at_3", "citation hit in the first 3", "more"),
        Measure("citation_precision_at_3", "citation precision in the first 3", "more"),
        Measure("paragraph_f1", "paragraph F1 at exact id", "more", binomial=False),
        Measure("key_hit_at_3", "citation of a key paragraph in the first 3", "more"),
        Measure("retrieval_hit_at_1", "retrieval hit at the first", "more"),
        Measure("retrieval_hit_at_5", "retrieval hit in the first 5", "more"),
        Measure("retrieval_key_at_5", "a key paragraph in the first 5 retrieved", "more"),
        Measure("retrieval_precision_at_5", "retrieval precision in the first 5", "more", binomial=False),
        Measure("textbook_hit_at_1", "the textbook pipeline's hit at the first", "more"),
        Measure("textbook_hit_at_5", "the textbook pipeline's hit in the first 5", "more"),
        Measure("textbook_key_at_5", "the textbook pipeline's key paragraph in the first 5", "more"),
        Measure("textbook_precision_at_5", "the textbook pipeline's precision in the first 5", "more", binomial=False),
        Measure("quote_validity", "quotes that are true", "more"),
        Measure("strength_match", "'must' said where the paragraph says it", "more"),
        Measure("vital_recall", "vital points made", "more"),
        Measure("sound", "sound: nothing alive in it, all it cites is held, all it quotes is true", "more"),
        Measure("span_f1", "marked words F1", "more", binomial=False),
        Measure("span_iou_f1", "marked places F1 at IoU 0.5", "more", binomial=False),
        Measure("rewrite_offered", "a rewrite is offered", "more"),
        Measure("rewrite_green", "a rewrite is green when reviewed anew", "more"),
        Measure("rewrite_gone", "words that must go and went", "more", binomial=False),
        Measure("rewrite_kept", "words that should stay and stayed", "more", binomial=False),
        Measure("fact_changed", "the fact that a turn changes is seen", "more"),
        Measure("asked_right", "the right question asked back", "more"),
        Measure("asked_needlessly", "a question asked back where none should be", "less"),
        Measure("same_again", "the same answer when asked again", "more"),
    )
}


def score(predictions: Iterable[Prediction], texts: Mapping[str, str]) -> list[Scored]:
    """Every exchange with its Scores, in order. `texts` is paragraph id -> the words a quote may hold."""
    return [
        Scored(prediction.set, prediction.case, place, exchange, answer, scores(exchange, answer, texts))
        for prediction in predictions
        for place, (exchange, answer) in enumerate(zip(prediction.case.exchanges, prediction.answers, strict=True))
    ]


def scores(exchange: Exchange, answer: Answer | NoAnswer, texts: Mapping[str, str]) -> dict[str, Score]:
    """The Score of each of MEASURES; one that could not be taken is a state, never a zero."""
    if isinstance(answer, NoAnswer):
        lost = {name: Score(name, state=State.COULD_NOT_BE_SCORED) for name in MEASURES}
        return lost | {"scored": Score("scored", Tally(0, 1))}
    tallies = _tallies(exchange, answer, texts)
    return {
        name: Score(name, tallies[name], State.SCORED if tallies[name].of else State.DOES_NOT_APPLY)
        for name in MEASURES
    }


def _tallies(exchange: Exchange, answer: Answer, texts: Mapping[str, str]) -> dict[str, Tally]:
    expect, given = exchange.expect, answer.verdict
    # where nobody judged, nobody named issues either
    judged_issues = answer.issues if expect.verdict else ()
    cite, key = frozenset(expect.cite), frozenset(expect.key)
    # a baseline that was not asked, or failed, is in no rate
    textbook, cite_textbook, key_textbook = (answer.textbook, cite, key) if answer.textbook is not None else ((), (), ())
    marked = None if expect.spans is None else [span.text for span in expect.spans]
    return {
        "scored": Tally(1, 1),
        "light_agreement": measures.light_agreement(expect, given),
        "unsafe_miss": measures.unsafe_miss(expect, given),
        "over_block": measures.over_block(expect, given),
        "over_caution": measures.over_caution(expect, given),
        "refusal_precision": measures.refusal_precision(expect, given),
        "refusal_recall": measures.refusal_recall(expect, given),
        "grade_agreement": measures.grade_agreement(expect, answer.grade),
        "grade_missed": measures.grade_missed(expect, answer.grade),
        "grade_alarm": measures.grade_alarm(expect, answer.grade),
        "whose_story": measures.whose_story(expect, answer.is_of_a_patient),
        "issue_precision": measures.issue_precision(expect.issues, judged_issues),
        "issue_recall": measures.issue_recall(expect.issues, judged_issues),
        "issue_f1": measures.f1(expect.issues, judged_issues),
        "citation_hit_at_3": measures.hit_at_k(answer.citations, cite, 3),
        "citation_precision_at_3": measures.precision_at_k(answer.citations, cite, 3),
        "paragraph_f1": measures.f1(expect.cite, answer.citations) if expect.cite else Tally(),
        "key_hit_at_3": measures.hit_at_k(answer.citations, key, 3),
        "retrieval_hit_at_1": measures.hit_at_k(answer.retrieved, cite, 1),
        "retrieval_hit_at_5": measures.hit_at_k(answer.retrieved, cite, 5),
        "retrieval_key_at_5": measures.hit_at_k(answer.retrieved, key, 5),
        "retrieval_precision_at_5": measures.precision_at_k(answer.retrieved, cite, 5),
        "textbook_hit_at_1": measures.hit_at_k(textbook, cite_textbook, 1),
        "textbook_hit_at_5": measures.hit_at_k(textbook, cite_textbook, 5),
        "textbook_key_at_5": measures.hit_at_k(textbook, key_textbook, 5),
        "textbook_precision_at_5": measures.precision_at_k(textbook, cite_textbook, 5),
        "quote_validity": measures.quote_validity(answer.quotes, texts),
        "strength_match": measures.strength_match(answer.forces),
        "vital_recall": measures.vital_recall(answer.vital),
        "sound": measures.sound(answer.citations, answer.quotes, answer.live, texts),
        "span_f1": Tally() if marked is None else measures.span_f1(exchange.text, marked, answer.findings),
        "span_iou_f1": Tally() if marked is None else measures.span_iou_f1(exchange.text, marked, answer.findings),
        "rewrite_offered": measures.rewrite_offered(answer.reworded),
        "rewrite_green": measures.rewrite_green(answer.reworded),
        "rewrite_gone": measures.rewrite_gone(answer.reworded),
        "rewrite_kept": measures.rewrite_kept(answer.reworded),
        "fact_changed": measures.fact_changed(expect, answer.changed),
        "asked_right": measures.asked_right(expect, answer.asked),
        "asked_needlessly": measures.asked_needlessly(expect, answer.asked),
        "same_again": Tally(sum(answer.same), len(answer.same)),
    }
