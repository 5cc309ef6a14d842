"""Cases -> answers, here or in several processes; and the same cases again, to see whether answers stay the same."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context

from assistant.pipeline import Assistant, open_assistant
from assistant.settings import Settings
from evals.cache import AnswerCache
from evals.models import Answer, Case, CaseSet, NoAnswer, Prediction
from evals.run import answers

Answers = tuple[Answer | NoAnswer, ...]
Opener = Callable[[Settings], Assistant]
HASH_SEED = "PYTHONHASHSEED"
THREADS = "OMP_NUM_THREADS"

_assistant: Assistant | None = None
"""The assistant of this worker process."""


def answered(
    assistant: Assistant, sets: Sequence[CaseSet], jobs: int = 1, cache: AnswerCache | None = None, opener: Opener = open_assistant
) -> Iterator[Prediction]:
    """A Prediction for each case, in order, as soon as it is there.

    `jobs` processes answer side by side, each with the assistant that `opener` opens; one job is this process.
    """
    asked = [(case_set.name, case) for case_set in sets for case in case_set.cases]
    held = [_from(cache, case) for _, case in asked]
    missing = [case for (_, case), answers in zip(asked, held, strict=True) if answers is None]
    fresh = _here(assistant, missing) if jobs == 1 else _side_by_side(assistant.settings, missing, jobs, opener)
    for (name, case), kept in zip(asked, held, strict=True):
        answers = next(fresh) if kept is None else kept
        if kept is None and cache is not None:
            for exchange, given in zip(case.exchanges, answers, strict=True):
                if isinstance(given, Answer):
                    cache.put(case, exchange, given)
        yield Prediction(name, case, answers)


def repeated(
    predictions: Sequence[Prediction], settings: Settings, again: int, opener: Opener = open_assistant
) -> Iterator[Prediction]:
    """The same predictions, each answer saying whether it was given again, `again` times.

    Each time is a new process with another hash seed, for the order of a set differs between them.
    """
    same: list[list[list[bool]]] = [[[] for _ in prediction.answers] for prediction in predictions]
    for time in range(1, again + 1):
        with _environment(HASH_SEED, str(time)):
            cases = [prediction.case for prediction in predictions]
            for place, answers in enumerate(_side_by_side(settings, cases, 1, opener)):
                for turn, (first, now) in enumerate(zip(predictions[place].answers, answers, strict=True)):
                    same[place][turn].append(_bare(first) == _bare(now))
    for prediction, of_case in zip(predictions, same, strict=True):
        yield replace(
            prediction,
            answers=tuple(
                replace(given, same=tuple(of_turn)) if isinstance(given, Answer) else given
                for given, of_turn in zip(prediction.answers, of_case, strict=True)
            ),
        )


def _from(cache: AnswerCache | None, case: Case) -> Answers | None:
    """All the answers of a case, where every one of them is kept."""
    if cache is None:
        return None
    held = tuple(cache.get(case, exchange) for exchange in case.exchanges)
    return tuple(given for given in held if given is not None) if all(given is not None for given in held) else None


def _here(assistant: Assistant, cases: Iterable[Case]) -> Iterator[Answers]:
    for case in cases:
        yield answers(assistant, case)


def _side_by_side(settings: Settings, cases: Sequence[Case], jobs: int, opener: Opener) -> Iterator[Answers]:
    """Answers in the order of `cases`; a worker is spawned, not forked, for models do not survive a fork."""
    if not cases:
        return
    with ProcessPoolExecutor(min(jobs, len(cases)), get_context("spawn"), _open, (opener, settings)) as pool:
        with _environment(THREADS, os.environ.get(THREADS) or str(threads_each(jobs))):
            given = pool.map(_answers, cases)  # starts the workers, at once
        yield from given


def threads_each(jobs: int) -> int:
    """How many threads each of `jobs` processes should use: more than there are cores get in one another's way."""
    return max(1, (os.cpu_count() or 1) // jobs)


def _open(opener: Opener, settings: Settings) -> None:
    global _assistant  # noqa: PLW0603 (a worker opens its assistant once, and only this module sees it)
    _assistant = opener(settings)


def _answers(case: Case) -> Answers:
    assert _assistant is not None
    return answers(_assistant, case)


def _bare(given: Answer | NoAnswer) -> Answer | NoAnswer:
    """What must be the same: all but the time it took."""
    return replace(given, latency_ms=0.0)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """New processes find `name` set to `value`."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
