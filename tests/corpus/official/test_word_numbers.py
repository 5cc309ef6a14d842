"""The numbers that a word processor draws are counted as it counts them."""

import io
import zipfile

import pytest

from corpus.models import SourceKind
from corpus.official import local, reader, word
from corpus.official.blocks import Kind
from corpus.official.numbered import numbered
from tests.corpus.official.conftest import DAY
from tests.corpus.official.hostile import DOCX

LEVELS = {0: ("decimal", "%1.", 1), 1: ("decimal", "%1.%2", 1), 2: ("lowerLetter", "(%3)", 1)}


def levels(given):
    return "".join(
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='{start}'/><w:numFmt w:val='{style}'/><w:lvlText w:val='{pattern}'/></w:lvl>"
        for depth, (style, pattern, start) in given.items()
    )


def document(rows, kinds=None, lists="", styles=""):
    """A .docx of (list id, depth, words) or (style, words) rows; list 1 is of kind 0, list 2 too, list 3 begins kind 0 anew."""
    kinds = kinds or {0: LEVELS, 1: {0: ("bullet", "\uf0b7", 1)}, 2: {0: ("upperRoman", "%1)", 4)}}
    parts = {
        "numbering": "".join(f"<w:abstractNum w:abstractNumId='{id_}'>{levels(given)}</w:abstractNum>" for id_, given in kinds.items())
        + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
        f"<w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='5'><w:abstractNumId w:val='2'/></w:num>{lists}",
        "styles": "<w:style w:styleId='Clause'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>" + styles,
        "document": "".join(_row(*row) for row in rows),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, body in parts.items():
            packed.writestr(f"word/{name}.xml", f"<w:{name} xmlns:w='{DOCX}'>{body}</w:{name}>")
    return out.getvalue()


def _row(*row):
    if len(row) == 2:
        properties = f"<w:pStyle w:val='{row[0]}'/>"
    else:
        properties = f"<w:numPr><w:ilvl w:val='{row[1]}'/><w:numId w:val='{row[0]}'/></w:numPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{row[-1]}</w:t></w:r></w:p>"


def markers(rows, **more):
    return [block.marker for block in word.read(document(rows, **more)).blocks]


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        pytest.param([(1, 0, "x"), (1, 0, "x"), (1, 0, "x")], ["1", "2", "3"], id="counts"),
        pytest.param([(1, 0, "x"), (1, 1, "x"), (1, 1, "x"), (1, 0, "x"), (1, 1, "x")], ["1", "1.1", "1.2", "2", "2.1"], id="deeper-begins-anew"),
        pytest.param([(1, 0, "x"), (1, 2, "x"), (1, 2, "x")], ["1", "a", "b"], id="a-depth-jumped-over"),
        pytest.param([(1, 0, "x"), (2, 0, "x")], ["1", "2"], id="two-lists-of-one-kind-count-on"),
        pytest.param([(1, 0, "x"), (3, 0, "x"), (1, 0, "x")], ["1", "1", "2"], id="a-list-that-begins-anew"),
        pytest.param([(1, 0, "x"), (4, 0, "x"), (1, 0, "x")], ["1", "", "2"], id="bullets-between"),
        pytest.param([(5, 0, "x"), (5, 0, "x")], ["IV", "V"], id="roman-from-four"),
        pytest.param([(1, 0, "x"), ("Clause", "x"), ("Clause", "x")], ["1", "1.1", "1.2"], id="numbered-by-its-style"),
        pytest.param([(1, 0, "x"), (1, 0, ""), (1, 0, "x")], ["1", "3"], id="an-empty-item-counts"),
        pytest.param([(1, 0, "x"), (0, 0, "x"), (1, 0, "x")], ["1", "", "2"], id="taken-out-of-the-list"),
        pytest.param([(99, 0, "x")], [""], id="a-list-that-is-not-there"),
        pytest.param([(1, 77, "x")], [""], id="a-depth-that-is-not-there"),
        pytest.param([(1, "²", "x")], ["1"], id="a-depth-that-is-no-number"),
        pytest.param([(1, 0, "x")] * 27 + [(1, 2, "x")] * 27, [*map(str, range(1, 28)), *"abcdefghijklmnopqrstuvwxyz", "aa"], id="beyond-z"),
    ],
)
def test_markers(rows, drawn):
    assert markers(rows) == drawn


def test_without_its_lists_a_document_is_still_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", f"<w:document xmlns:w='{DOCX}'>{_row(1, 0, 'Never post.')}</w:document>")
    (block,) = word.read(out.getvalue()).blocks
    assert (block.kind, block.text, block.marker) == (Kind.ITEM, "Never post.", "")


def test_a_numbered_document_in_word_has_its_paragraphs_and_points():
    rows = [("Heading1", "Lights"), (1, 0, "Trim the wick."), (1, 0, "Keep:"), (1, 2, "oil"), (1, 2, "salt."), (1, 0, "Sleep.")]
    found = numbered([word.read(document(rows))], {}).paragraphs
    assert [(n.number, n.text) for n in found] == [
        ("1", "Trim the wick."), ("2", "Keep:\na oil\nb salt."), ("2a", "oil"), ("2b", "salt."), ("3", "Sleep."),
    ]  # fmt: skip


def test_a_policy_is_cited_with_the_number_it_prints(tmp_path):
    path = tmp_path / "policy.docx"
    path.write_bytes(document([("Heading1", "Posting"), (1, 0, "Ask the manager before posting."), (1, 1, "Never post a photograph.")]))
    made = local.local_document(reader.read(path), "Elm Street", None, SourceKind.EMPLOYER, DAY)
    assert [(p.number, p.section) for p in made.paragraphs] == [("posting-1", "Posting, 1"), ("posting-1a", "Posting, 1.1")]


@pytest.mark.parametrize(
    "broken", ["<w:numbering", "<!DOCTYPE a [<!ENTITY b 'b'>]><a/>", " " * 5_000_000], ids=["broken", "entities", "too-long"]
)
def test_lists_made_to_break_the_reader_are_refused(broken):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:document xmlns:w='{DOCX}'>{_row(1, 0, 'Never post.')}</w:document>")
        packed.writestr("word/numbering.xml", broken)
    with pytest.raises(word.Unusable, match=r"numbering|entities"):
        word.read(out.getvalue())
