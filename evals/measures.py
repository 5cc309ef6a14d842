"""The measures: pure functions of what an expert expects and what was answered.

Each returns a Tally for one exchange; a rate over many is the sum of their hits over the sum of their `of`
(micro-averaging). A Tally of zero means that the measure says nothing about that exchange.
"""

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from assistant.models import Grade, Issue, Light, Verdict, Whose
from evals.models import NOTHING_ASKED, Expect, Force, Mark, Quote, Reworded, Tally
from evals.results import Bin, Covered, Latency

TOKEN = re.compile(r"\w+")
# the bound of the best F1 over vital-pairs.jsonl; see vital_recall for how little that is
VITAL = 0.35
# names of one question back
AS_ONE: Mapping[str, str] = {"platform": "audience"}


def light_agreement(expect: Expect, given: Verdict) -> Tally:
    """Whether the light is right: given.light ∈ {light of the verdict and of each that is also acceptable}.

    Raw agreement, as coders report it among themselves (Ahmed 2020: 0.87 to 0.89).
    """
    if expect.verdict is None:
        return Tally()
    return Tally(int(given.light in expect.acceptable), 1)


def unsafe_miss(expect: Expect, given: Verdict) -> Tally:
    """Whether an expert's amber or red was given green or not covered, and that light is not also acceptable.

    Of the exchanges whose expected light is amber or red: the miss rate, 1 - sensitivity to trouble.
    """
    if expect.light not in {Light.AMBER, Light.RED}:
        return Tally()
    return Tally(int(given.light in {Light.GREEN, Light.NOT_COVERED} - expect.acceptable), 1)


def fact_changed(expect: Expect, changed: Collection[str] | None) -> Tally:
    """Whether the fact that a turn changes was seen to change. Of the turns where one is expected to."""
    if expect.changed is None or changed is None:
        return Tally()
    return Tally(int(expect.changed.value in changed), 1)


def asked_right(expect: Expect, asked: str | None) -> Tally:
    """Whether the fact that should be asked back was. Of the turns where one should be.

    Where a text goes and who can see it are asked as one, so either name is right for it.
    """
    if expect.asks in (None, NOTHING_ASKED):
        return Tally()
    return Tally(int(asked is not None and AS_ONE.get(asked, asked) == AS_ONE.get(expect.asks, expect.asks)), 1)


def asked_needlessly(expect: Expect, asked: str | None) -> Tally:
    """Whether anything was asked back where nothing should be. Of the turns where nothing should be."""
    return Tally(int(asked is not None), 1) if expect.asks == NOTHING_ASKED else Tally()


def over_block(expect: Expect, given: Verdict) -> Tally:
    """Whether an expert's green was given red, and red is not also acceptable. Of the green exchanges."""
    if expect.light is not Light.GREEN:
        return Tally()
    return Tally(int(given.light in {Light.RED} - expect.acceptable), 1)


def over_caution(expect: Expect, given: Verdict) -> Tally:
    """Whether an expert's green was given amber or not covered, and that light is not also acceptable.

    Of the green exchanges.
    """
    if expect.light is not Light.GREEN:
        return Tally()
    return Tally(int(given.light in {Light.AMBER, Light.NOT_COVERED} - expect.acceptable), 1)


def refusal_precision(expect: Expect, given: Verdict) -> Tally:
    """Whether 'not covered' was right to give: acceptable / given. Of the exchanges where it was given.

    Precision and recall of abstaining: El-Yaniv and Wiener, JMLR 2010 (selective classification).
    """
    if given is not Verdict.NOT_COVERED or expect.verdict is None:
        return Tally()
    return Tally(int(Light.NOT_COVERED in expect.acceptable), 1)


def refusal_recall(expect: Expect, given: Verdict) -> Tally:
    """Whether a request that is not covered was told so, or given a light that is also acceptable.

    Of the exchanges whose expected verdict is 'not covered'. Source: as refusal_precision.
    """
    if expect.verdict is not Verdict.NOT_COVERED:
        return Tally()
    return Tally(int(given.light in expect.acceptable), 1)


def rewrite_offered(made: Reworded | None) -> Tally:
    """Whether a rewrite was offered, of the drafts that were to be rewritten. Coverage, as the other three are of what was offered."""
    return Tally() if made is None else Tally(int(made.offered), 1)


def rewrite_green(made: Reworded | None) -> Tally:
    """Whether a rewrite comes back green when it is reviewed anew. Of the rewrites offered; under 1 is a defect of the search."""
    return Tally(int(made.is_green), 1) if made and made.offered else Tally()


def rewrite_gone(made: Reworded | None) -> Tally:
    """Words that must go and went, of those that must: recall of what an annotator marked, micro-averaged over rewrites."""
    return Tally(sum(made.gone), len(made.gone)) if made else Tally()


def rewrite_kept(made: Reworded | None) -> Tally:
    """Words that should stay and stayed, of those that should: how much of what was meant is left. As rewrite_gone."""
    return Tally(sum(made.kept), len(made.kept)) if made else Tally()


def grade_agreement(expect: Expect, given: Grade) -> Tally:
    """Whether the grade of who could recognise the person is the annotator's. Raw agreement, of the texts graded."""
    return Tally() if expect.grade is None else Tally(int(given is expect.grade), 1)


def grade_missed(expect: Expect, given: Grade) -> Tally:
    """Whether somebody who could be recognised was graded generic. Of the texts an annotator graded otherwise.

    The miss rate, 1 - sensitivity: the worse of the two errors.
    """
    if expect.grade in {None, Grade.GENERIC}:
        return Tally()
    return Tally(int(given is Grade.GENERIC), 1)


def grade_alarm(expect: Expect, given: Grade) -> Tally:
    """Whether a text that gives nobody away was graded recognisable. Of the texts an annotator graded generic.

    The false alarm rate, 1 - specificity.
    """
    if expect.grade is not Grade.GENERIC:
        return Tally()
    return Tally(int(given is not Grade.GENERIC), 1)


def whose_story(expect: Expect, is_of_a_patient: bool) -> Tally:
    """Whether a patient's story was told from any other. Raw agreement, of the texts whose story is said."""
    return Tally() if expect.whose is None else Tally(int(is_of_a_patient is (expect.whose is Whose.PATIENT)), 1)


def issue_precision(expected: Collection[Issue], given: Collection[Issue]) -> Tally:
    """Issues that are right, of those given: TP / (TP + FP), micro-averaged.

    Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, section 13.6.
    """
    return Tally(len(set(expected) & set(given)), len(set(given)))


def issue_recall(expected: Collection[Issue], given: Collection[Issue]) -> Tally:
    """Issues that were found, of those expected: TP / (TP + FN), micro-averaged. Source: as issue_precision."""
    return Tally(len(set(expected) & set(given)), len(set(expected)))


def f1(expected: Collection[object], given: Collection[object]) -> Tally:
    """The balanced mean of precision and recall: 2TP / (2TP + FP + FN), its parts kept so that they add.

    Source: van Rijsbergen, Information Retrieval, 1979 (F with β = 1). Used for issues and for marked words.
    """
    return Tally(2 * len(set(expected) & set(given)), len(set(expected)) + len(set(given)))


def hit_at_k(ranking: Sequence[str], right: Collection[str], k: int) -> Tally:
    """Whether a right paragraph stands among the first `k`: 1 if ranking[:k] ∩ right else 0.

    Of the exchanges that have a right paragraph; an empty ranking is a miss.
    Source: success at k, Craswell and Hawking, TREC 2004 web track.
    """
    if not right:
        return Tally()
    return Tally(int(not set(right).isdisjoint(ranking[:k])), 1)


def precision_at_k(ranking: Sequence[str], right: Collection[str], k: int) -> Tally:
    """Paragraphs that are right, of the first `k` given: |ranking[:k] ∩ right| / min(k, |ranking|).

    Of the exchanges that have a right paragraph. An answer that cites two is judged by two: the missing
    third is no error, and citing none is a miss of hit_at_k only.
    Source: Manning, Raghavan and Schütze 2008, section 8.4.
    """
    if not right:
        return Tally()
    first = ranking[:k]
    return Tally(sum(paragraph in right for paragraph in first), len(first))


def strength_match(forces: Sequence[Force]) -> Tally:
    """Reasons that say 'must' exactly where a paragraph they cite does: |says = cites| / reasons that cite.

    A duty told as advice is as wrong as advice told as a duty. Raw agreement of two labels; the strength of a
    paragraph is the one its document gives it (corpus.models.Strength).
    """
    return Tally(sum(force.says_must == force.cites_must for force in forces), len(forces))


def vital_recall(nearest: Sequence[float], least: float = VITAL) -> Tally:
    """Vital points that an answer makes, of those it must: a point is made where a sentence comes as near as `least`.

    `nearest` is the greatest cosine of a point's vector with that of any sentence of the answer (evals.vital).
    Held against 142 pairs of a point and one of the two nearest sentences of a real answer, labelled by hand by one
    reader as made or not (vital-pairs.jsonl; 31 made): at 0.35 precision is 0.36 and recall 0.90, F1 0.51, the best of
    any bound; at 0.50 they are 0.32 and 0.39. So it misses few of the points made and counts two that are not for each
    that is: compare runs by it, and take no absolute from it.
    Source: nugget recall, Voorhees, TREC 2003; matched by sentence vectors, Reimers and Gurevych, EMNLP 2019.
    """
    return Tally(sum(near >= least for near in nearest), len(nearest))


def quote_validity(quotes: Sequence[Quote], texts: Mapping[str, str]) -> Tally:
    """Quotes that are true: the paragraph is held, and the words are a substring of its text and not blank.

    `texts` is paragraph id -> text. Of the quotes given; anything under 1 is a defect, not a weakness.
    """
    return Tally(sum(bool(q.words.strip()) and q.words in texts.get(q.paragraph, "") for q in quotes), len(quotes))


def sound(citations: Sequence[str], quotes: Sequence[Quote], live: Sequence[str], texts: Mapping[str, str]) -> Tally:
    """Whether an answer keeps what is promised of every answer: 1 unless it cites a paragraph that is not held,
    quotes what does not stand there, or holds words that would come alive as markup.

    Of the answers given; none in n bounds the rate of failure at 3/n. `texts` as in quote_validity.
    Source of the bound: Hanley and Lippman-Hand, JAMA 1983.
    """
    held = all(paragraph in texts for paragraph in citations)
    true = quote_validity(quotes, texts)
    return Tally(int(held and true.hits == true.of and not live), 1)


def span_f1(text: str, expected: Sequence[str], given: Sequence[Mark]) -> Tally:
    """Overlap of the words an expert marked with those we marked: F1 over tokens, 2TP / (2TP + FP + FN).

    A token is a run of letters or digits, and counts as marked where a mark covers any of it. Every place
    where an expert's words stand counts as marked.
    Source: token overlap as in SemEval-2021 task 5 (Pavlopoulos et al.), with words for characters.
    """
    gold = [match.span() for words in expected for match in re.finditer(re.escape(words), text)]
    return f1(_tokens(text, gold), _tokens(text, [(mark.start, mark.end) for mark in given]))


def span_iou_f1(text: str, expected: Sequence[str], given: Sequence[Mark], least: float = 0.5) -> Tally:
    """Marked places that are the expert's: F1 over spans, 2TP / (expected + given).

    A pair is a hit where intersection / union of its characters is `least` or more; each span is in one pair
    at most, paired so that the sum of overlaps is greatest. Spans marked for several issues count once.
    Source: PASCAL VOC's criterion (Everingham et al., IJCV 2010), in one dimension; Kuhn 1955 for the pairing.
    """
    gold = sorted({match.span() for words in expected for match in re.finditer(re.escape(words), text)})
    marked = sorted({(mark.start, mark.end) for mark in given})
    if not gold or not marked:
        return Tally(0, len(gold) + len(marked))
    overlaps = np.array([[_iou(one, other) for other in marked] for one in gold])
    rows, columns = linear_sum_assignment(overlaps, maximize=True)
    return Tally(2 * int((overlaps[rows, columns] >= least).sum()), len(gold) + len(marked))


def _iou(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (one[1] - one[0] + other[1] - other[0] - both) if both else 0.0


def token_iou(text: str, expected: Sequence[str], given: Sequence[Mark]) -> Tally:
    """The same words as span_f1, by intersection over union: TP / (TP + FP + FN). Source: Jaccard, 1912."""
    gold = _tokens(text, [match.span() for words in expected for match in re.finditer(re.escape(words), text)])
    marked = _tokens(text, [(mark.start, mark.end) for mark in given])
    return Tally(len(gold & marked), len(gold | marked))


def _tokens(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Offsets of the tokens that any of the spans (start, end) covers in part."""
    return {
        token.start()
        for token in TOKEN.finditer(text)
        if any(start < token.end() and token.start() < end for start, end in spans)
    }


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float | None:
    """How far confidence is from being right: Σ over bins of n_b/n · |share right - mean confidence|.

    Over the bins of `reliability`; None for nothing to judge. In [0, 1], 0 is best.
    Source: expected calibration error, Naeini, Cooper and Hauskrecht, AAAI 2015.
    """
    if not confidences:
        return None
    return sum(held.n * abs(held.right - held.said) for held in reliability(confidences, right, bins)) / len(confidences)


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """The reliability curve: mean confidence beside the share that is right, in bins of equal width over [0, 1].

    The last bin is closed, empty ones are left out. Raises ValueError for a confidence that is no probability.
    Source: DeGroot and Fienberg, The Statistician 1983.
    """
    said, was = np.asarray(confidences, float), np.asarray(right, float)
    if said.size and (said.min() < 0 or said.max() > 1):
        raise ValueError(f"A confidence outside [0, 1]: {said.min()} to {said.max()}. Confidence is a probability.")
    bin_of = np.minimum((said * bins).astype(int), bins - 1)
    return tuple(
        Bin(b / bins, (b + 1) / bins, int(inside.sum()), float(said[inside].mean()), float(was[inside].mean()))
        for b in range(bins)
        if (inside := bin_of == b).any()
    )


def coverage(confidences: Sequence[float], right: Sequence[bool], points: int = 20) -> tuple[Covered, ...]:
    """The risk-coverage curve: the share that is right among the surest 1/points, 2/points ... of the answers.

    Of equal confidence the wrong ones come first, so that the curve never flatters. At most `points` points.
    Source: El-Yaniv and Wiener, JMLR 2010 (selective classification).
    """
    held = sorted(zip(confidences, right, strict=True), key=lambda pair: (-pair[0], pair[1]))
    if not held:
        return ()
    was = np.cumsum([is_right for _, is_right in held])
    kept = sorted({-(-len(held) * point // points) for point in range(1, points + 1)})
    return tuple(Covered(n / len(held), float(was[n - 1]) / n) for n in kept)


def latency(milliseconds: Sequence[float]) -> Latency | None:
    """Median, 95th percentile and slowest, linear between order statistics; None for no times.

    Source: Hyndman and Fan, American Statistician 1996, definition 7.
    """
    if not milliseconds:
        return None
    p50, p95 = np.percentile(np.asarray(milliseconds, float), [50, 95])
    return Latency(len(milliseconds), float(p50), float(p95), float(max(milliseconds)))
