"""Every record is checked as it is read, and an error names the file, the line and the mend."""


import pytest

from corpus.errors import BadRecord, UnknownParagraph
from corpus.load import as_jsonl, load, load_asked_back, load_precedents, load_source, read_jsonl
from corpus.models import Issue


def test_shipped_corpus_loads(corpus):
    assert len(corpus.sources) == 22
    assert len(corpus.paragraphs) == 314
    assert set(corpus.issue_map) == set(Issue)
    assert all(p.digest for p in corpus.paragraphs.values())


def test_shipped_precedents_have_unique_inputs(corpus):
    inputs = [(p.kind, p.context, p.turns, p.input) for p in corpus.precedents]
    assert len(inputs) == len(set(inputs))


def test_edition_changes_with_the_guidance(six, corpus):
    before = load(six).edition
    path = next((six / "guidance").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("confidences", "secrets"), encoding="utf-8")
    assert load(six).edition != before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("strength: must", "strength: shall", "strength", id="unknown-strength"),
        pytest.param("confidence: high", "confidence: sure", "confidence", id="unknown-confidence"),
        pytest.param("number: '18'", "number: '81'", "is not 'gmc-social-media-2024#81'", id="id-and-number-differ"),
        pytest.param("section:", "sektion:", "sektion", id="unknown-field"),
        pytest.param("paragraphs:", "paragraphs: [", "YAML", id="broken-yaml"),
    ],
)
def test_bad_paragraph_names_file_and_line(six, old, new, message):
    path = next((six / "guidance").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadRecord, match=message) as caught:
        load_source(path)
    assert str(path) in str(caught.value)
    assert caught.value.line >= 1


def test_line_is_that_of_the_paragraph(six):
    path = next((six / "guidance").glob("*.yaml"))
    lines = path.read_text(encoding="utf-8").split("\n")
    at = max(n for n, line in enumerate(lines, start=1) if line.startswith("- id:"))
    path.write_text("\n".join(lines).replace("gmc-social-media-2024#19", "gmc-social-media-2024#20", 1), encoding="utf-8")
    with pytest.raises(BadRecord) as caught:
        load_source(path)
    assert caught.value.line == at


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "not JSON", id="not-json"),
        pytest.param("[1]", "a list, not an object", id="not-an-object"),
        pytest.param('{"id":"a","kind":"draft","input":"x","verdict":"maybe"}', "verdict", id="unknown-verdict"),
        pytest.param('{"id":"a","kind":"draft","input":"","verdict":"ok"}', "input", id="empty-input"),
        pytest.param(
            '{"id":"a","kind":"draft","input":"x","verdict":"ok","spans":[{"text":"y","issue":"copyright"}]}',
            "span 'y' is not in the input", id="span-elsewhere",
        ),
    ],
)  # fmt: skip
def test_bad_precedent_names_file_and_line(tmp_path, line, message):
    path = tmp_path / "cases.jsonl"
    good = '{"id":"b","kind":"draft","input":"x","verdict":"ok"}'
    path.write_text(f"{good}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(BadRecord, match=message) as caught:
        load_precedents([path])
    assert str(caught.value).startswith(f"{path}:3:")


def test_precedent_ids_are_unique_over_files(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text('{"id":"x","kind":"draft","input":"x","verdict":"ok"}\n', encoding="utf-8")
    with pytest.raises(BadRecord, match="stands twice"):
        load_precedents(sorted(tmp_path.glob("*.jsonl")))


def test_unicode_line_separator_stays_in_its_record(tmp_path):
    path = tmp_path / "cases.jsonl"
    records = [{"input": "one\u2028two"}, {"input": "ü"}]
    path.write_text(as_jsonl(records), encoding="utf-8")
    assert [data for _, data in read_jsonl(path)] == records
    assert as_jsonl(records) == '{"input": "one\u2028two"}\n{"input": "ü"}\n'


def test_missing_file_says_so(tmp_path):
    with pytest.raises(BadRecord, match="cannot be read"):
        list(read_jsonl(tmp_path / "none.jsonl"))


def test_issue_map_names_the_nearest_paragraph(six):
    path = six / "issues-to-paragraphs.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("#18", "#180", 1), encoding="utf-8")
    with pytest.raises(UnknownParagraph, match="nearest: gmc-social-media-2024#18"):
        load(six)


READ = {"id": "ab-1", "input": "And the hat?", "open": [0.5, 0.4], "facts": [["consent", "policy"], ["consent", "audience"]]}


def asked_back(folder, *records):
    path = folder / "asked.jsonl"
    path.write_text(as_jsonl(records), encoding="utf-8")
    return [path]


def test_what_readers_would_ask_back_is_about_a_precedent_or_brings_its_question(tmp_path, corpus):
    known = corpus.precedents[:1]
    about = {key: value for key, value in READ.items() if key != "input"} | {"id": known[0].id}
    read = load_asked_back(asked_back(tmp_path, READ, about), known)
    assert [each.input for each in read] == ["And the hat?", None]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"open": [1.5, 0.4]}, "open", id="no-likelihood"),
        pytest.param({"facts": [["consent"], ["consent", "policy"]]}, "facts", id="one-fact-alone"),
        pytest.param({"input": None}, "no precedent", id="about-nothing-known"),
        pytest.param({"id": "p-1"}, "is a precedent", id="a-precedent-with-another-question"),
        pytest.param({"whatever": 1}, "whatever", id="unknown-field"),
    ],
)
def test_a_bad_record_of_what_is_asked_back_is_refused(tmp_path, changed, message):
    known = load_precedents(asked_back(tmp_path, {"id": "p-1", "kind": "question", "input": "May I?", "verdict": "ok"}))
    with pytest.raises(BadRecord, match=message):
        load_asked_back(asked_back(tmp_path, READ | changed), known)


def test_what_is_asked_back_stands_once(tmp_path):
    with pytest.raises(BadRecord, match="twice"):
        load_asked_back(asked_back(tmp_path, READ, READ), ())
