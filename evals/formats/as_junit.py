"""Report -> JUnit XML: a test a threshold and a test an exchange, as build servers show them."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from assistant.models import Verdict
from evals.formats.moved import change_line
from evals.models import Answer, NoAnswer, Scored
from evals.results import Change, GateResult, GateState, Report

# what XML 1.0 cannot hold, not even escaped
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_text(report: Report) -> str:
    """The report as JUnit XML, without any input.

    An exchange passes when its light is right; one that could not be scored is an error, not a failure.
    """
    root = ElementTree.Element("testsuites", name="canipost eval")
    _suite(root, "thresholds", [_threshold(result) for result in report.gate])
    for comparison in report.comparisons:
        if comparison.is_baseline:
            _suite(root, "baseline", [_change(change) for change in comparison.changes])
    for of_set in report.sets:
        _suite(root, of_set.name, [_exchange(item) for item in report.items if item.set == of_set.name])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, name: str, tests: Iterable[ElementTree.Element]) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=_clean(name))
    suite.extend(tests)
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(suite)))


def _threshold(result: GateResult) -> ElementTree.Element:
    test = ElementTree.Element("testcase", classname=_clean(f"thresholds.{result.set}"), name=result.measure)
    match result.state:
        case GateState.FAILED:
            said = f"{result.value:.4g}, {result.bound} {result.threshold:g} is asked for. {result.because}"
            ElementTree.SubElement(test, "failure", message=_clean(said))
        case GateState.DOES_NOT_APPLY:
            ElementTree.SubElement(test, "skipped", message="no case is about it")
        case GateState.MET:
            pass
    return test


def _change(change: Change) -> ElementTree.Element:
    test = ElementTree.Element("testcase", classname=_clean(f"baseline.{change.set}"), name=change.measure)
    if change.moved:
        ElementTree.SubElement(test, "failure", message=_clean(change_line(change)))
    return test


def _exchange(item: Scored) -> ElementTree.Element:
    test = ElementTree.Element("testcase", classname=_clean(item.set), name=_clean(item.id))
    test.set("time", f"{item.answer.latency_ms / 1e3:.3f}")
    match item.answer:
        case NoAnswer(error=error):
            ElementTree.SubElement(test, "error", message=_clean(f"could not be scored: {error}"))
        case Answer(verdict=given) if (expected := item.exchange.expect.verdict) and not item.scores["light_agreement"].tally.hits:
            ElementTree.SubElement(test, "failure", message=f"expected {_told(expected)}, given {_told(given)}")
    return test


def _told(verdict: Verdict) -> str:
    return f"{verdict.value} ({verdict.light.value})"


def _clean(text: str) -> str:
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
