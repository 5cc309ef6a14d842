"""A document's own wording is read from a page, a PDF or text: each paragraph under its number, and nothing else."""

import os
from pathlib import Path

import pytest

from assistant.official import Importer
from corpus.errors import FileRefused, ImportRefused, UnknownParagraph
from corpus.load import load
from corpus.models import Confidence, Strength
from corpus.official import derived, lines, pdf, similar
from corpus.official.html import read as read_html
from corpus.official.numbered import numbered
from corpus.official.records import Outcome
from corpus.official.round_trip import strays
from corpus.official.store import Store
from tests.corpus.official import guild, printing
from tests.corpus.official.conftest import DAY

LIGHT = "guild-light-2021"
# the words as they should be stored: without the footnotes' numbers
WORDS = {number: words.replace("year.1", "year.").replace("told.2", "told.") for number, _, words, _, _ in guild.PARAGRAPHS}
FILES = {
    "text": [guild.numbered_text()],
    "text-numbers-before-words": [guild.numbered_text(own_line=False)],
    "page": guild.page(),
    "page-without-mark-up-of-its-own": guild.page(marked_up=False),
    "three-pages": guild.page(parts=3),
    "pages-as-a-regulator-lays-them-out": guild.laid_out(),
    "pdf": [printing.guild_pdf()],
}


@pytest.mark.parametrize("files", FILES.values(), ids=FILES.keys())
def test_every_paragraph_under_its_number(prepare, files):
    held = prepare(LIGHT, *files).imported.by_number
    assert list(held) == [*WORDS, guild.UNPLACED_AT]
    for number, words in WORDS.items():
        assert " ".join(held[number].text.split()).startswith(words), number
    assert held["7"].text.split("\n")[1:] == [f"{n[-1]} {words}" for n, words in WORDS.items() if n in ("7a", "7b", "7c")]
    assert held["15"].text == guild.UNPLACED[1], "nothing of footers, endnotes or scripts is added to the last paragraph"


@pytest.mark.parametrize("files", FILES.values(), ids=FILES.keys())
def test_sections_are_the_headings(prepare, files):
    held = prepare(LIGHT, *files).imported.by_number
    section = ""
    for number, heading, *_ in guild.PARAGRAPHS:
        section = heading or section
        assert held[number].section == section, number


def test_an_annex_belongs_to_the_document_it_reprints(prepare):
    reprinted = {w.id: w.text for w in prepare(LIGHT, guild.numbered_text()).imported.reprinted}
    assert reprinted["guild-practice-2021#21"] == guild.REPRINTED[0][1]
    assert reprinted["guild-practice-2021#34b"] == guild.REPRINTED[2][1]
    assert not any(id_.startswith(LIGHT) for id_ in reprinted)


def test_what_is_quoted_or_annexed_belongs_to_the_document_it_comes_from(prepare):
    imported = prepare(LIGHT, *guild.laid_out()).imported
    reprinted = {w.number: w.text for w in imported.reprinted if w.id.startswith("guild-practice-2021#")}
    assert reprinted == {
        "22": f"{guild.QUOTED[1]}\na with soap, or\nb with sand.", "22a": "with soap, or", "22b": "with sand.",
        **dict(guild.REPRINTED), "34": f"{guild.REPRINTED[1][1]}\nb {guild.REPRINTED[2][1]}",
    }  # fmt: skip
    assert imported.by_number["2"].text.split("\n")[1:] == [f"22. {guild.QUOTED[1]}", "a. with soap, or", "b. with sand."], "and is kept where it is quoted"
    assert not {"2a", "2b"} & imported.by_number.keys()


@pytest.mark.parametrize("file", [guild.article_text(), guild.article_page()], ids=["text", "page"])
def test_derived_ids_are_found_by_structure(prepare, file):
    held = {w.number: w.text for w in prepare("guild-cheer", file).imported.paragraphs}
    assert held == {number: words for kind, words, _, *rest in guild.ARTICLE if kind != "heading" for number in rest}


def test_the_whole_londonwide_article(encoder):
    folder = os.environ.get("CANIPOST_SEEDS")
    if not folder:
        pytest.skip("CANIPOST_SEEDS names no folder with the article as text; its wording is not in this repository")
    text = next(Path(folder).glob("004_*.txt")).read_text(encoding="utf-8")
    source = load().by_source["londonwide-lmcs-social-media"]
    content = lines.read(text)
    found = derived.align(derived.units_of([content]), source, similar.by(encoder.encode))
    assert list(found) == [p.id for p in source]
    assert len(found) == 71
    assert strays([(id_, unit.text) for id_, unit in found.items()], content.words) == []
    for number, words in {  # a few words of each kind of place, read by hand once
        "intro-p2": "frequently encounters", "content-9a": "Copyright", "content-9d": "Harassment", "direct-messaging-4": "over a weekend",
        "promotion-7": "Consider all", "ask-yourself-p1": "do I need", "also-think-2": "Pause", "test-p3": "is no",
    }.items():  # fmt: skip
        assert words in found[f"londonwide-lmcs-social-media#{number}"].text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(guild.numbered_text(renumber=1), "off by \\+1", id="numbers-off-by-one"),
        pytest.param(guild.numbered_text(renumber=-1), "off by -1", id="numbers-off-by-one-the-other-way"),
        pytest.param(guild.numbered_text(without=("9",)), "jump over 9", id="a-paragraph-is-missing"),
        pytest.param(guild.numbered_text(without=("13", "14")).replace("\n15\n", "\n"), "paragraphs 1 to 12, and .* from 1 to 14", id="an-edition-that-is-shorter"),
        pytest.param(guild.numbered_text(without=("1", "2", "3")), "paragraphs 4 to 15, and .* from 1 to 14", id="its-second-page-alone"),
        pytest.param(guild.numbered_text(doubled="6"), "stand twice: 6", id="a-paragraph-stands-twice"),
        pytest.param(guild.numbered_text().replace("1 May 2021", "3 June 2009"), "in force from 2009-06-03", id="an-older-edition-by-its-date"),
        pytest.param(guild.numbered_text().replace(guild.TITLE, guild.EARLIER, 1), "which this document replaced", id="an-older-edition-by-its-title"),
        pytest.param(f"This guidance was withdrawn.\n\n{guild.numbered_text()}", "withdrawn", id="withdrawn"),
        pytest.param(guild.article_text(), "no numbered paragraphs", id="another-document"),
        pytest.param("1\n\nLog in to go on.\n\n2\n\nHave you forgotten your password?\n\n3\n\nRegister here.\n", "another document", id="a-log-in-page"),
    ],
)
def test_what_does_not_fit_is_refused(prepare, importer, text, reason):
    with pytest.raises(ImportRefused, match=reason):
        prepare(LIGHT, text)
    assert not importer.store.folder.exists()


def test_two_paragraphs_changed_about_are_refused_by_name(prepare):
    text = guild.numbered_text()
    first, second = WORDS["4"], WORDS["6"]
    swapped = text.replace(first, "@").replace(second, first).replace("@", second)
    with pytest.raises(ImportRefused, match=f"{LIGHT}#4 .*nearer to 6"):
        prepare(LIGHT, swapped)


def test_one_paragraph_rewritten_is_reported_and_kept_apart(prepare):
    made = prepare(LIGHT, guild.numbered_text().replace(WORDS["11"], "Ink, paper and sealing wax are sent with the supply boat."))
    (line,) = [line for line in made.matched.lines if line.id == f"{LIGHT}#11"]
    assert line.outcome in (Outcome.WEAK, Outcome.ELSEWHERE)


def test_an_article_in_the_place_of_another_is_refused(prepare):
    with pytest.raises(ImportRefused, match="reads like guild-light-2021"):
        prepare("guild-cheer", guild.numbered_text())


def test_stored_and_quoted(prepare, importer, guild_folder):
    made = prepare(LIGHT, guild.numbered_text())
    importer.install(made)
    corpus = load(guild_folder, importer.store.folder)
    assert corpus.paragraphs[f"{LIGHT}#6"].text == WORDS["6"]
    new = corpus.paragraphs[f"{LIGHT}#15"]
    assert (new.digest, new.official, new.strength) == ("", guild.UNPLACED[1], Strength.EXPLAINS)
    assert corpus.paragraphs["guild-practice-2021#21"].official == guild.REPRINTED[0][1], "an annex speaks until the document itself is held"
    assert corpus.edition != load(guild_folder).edition


def test_a_match_makes_a_medium_number_a_checked_one(prepare, importer, guild_folder):
    importer.install(prepare(LIGHT, guild.numbered_text()))
    held = load(guild_folder, importer.store.folder).paragraphs
    assert load(guild_folder).paragraphs[f"{LIGHT}#4"].confidence is Confidence.MEDIUM
    assert held[f"{LIGHT}#4"].confidence is Confidence.HIGH


def test_a_weak_match_proves_no_number(prepare, importer, guild_folder):
    changed = guild.numbered_text().replace(WORDS["4"], "Ink, paper and sealing wax are sent with the supply boat.")
    importer.install(prepare(LIGHT, changed))
    assert load(guild_folder, importer.store.folder).paragraphs[f"{LIGHT}#4"].confidence is Confidence.MEDIUM


def test_a_point_is_placed_when_the_user_says_so(prepare, importer, guild_folder):
    made = prepare(LIGHT, guild.numbered_text())
    (proposal,) = made.matched.proposals
    assert (proposal.id, proposal.number, proposal.is_clear) == (f"{LIGHT}#unplaced-cats", "15", True)
    importer.install(made)
    assert load(guild_folder, importer.store.folder).paragraphs[proposal.id].official is None, "likeness alone places nothing"
    importer.install(made, {proposal.id: "15"})
    corpus = load(guild_folder, importer.store.folder)
    placed = corpus.paragraphs[proposal.id]
    assert (placed.number, placed.official, placed.confidence) == ("15", guild.UNPLACED[1], Confidence.HIGH)
    assert f"{LIGHT}#15" not in corpus.paragraphs, "one paragraph does not stand twice"
    assert prepare(LIGHT, guild.numbered_text()).imported.placed == {proposal.id: "15"}, "the next import remembers"


@pytest.mark.parametrize(("id_", "number"), [(f"{LIGHT}#6", "15"), (f"{LIGHT}#unplaced-cats", "99")], ids=["a-known-point", "no-such-number"])
def test_nothing_is_placed_where_it_cannot_stand(prepare, importer, id_, number):
    with pytest.raises(ImportRefused):
        importer.install(prepare(LIGHT, guild.numbered_text()), {id_: number})
    assert not importer.store.folder.exists()


def test_the_same_words_again_change_nothing(prepare, importer):
    first = importer.install(prepare(LIGHT, guild.numbered_text()))
    assert importer.install(prepare(LIGHT, guild.numbered_text(own_line=False))) == first
    assert importer.install(prepare(LIGHT, guild.numbered_text().replace("twice a minute", "thrice a minute"))) != first
    assert len(importer.store.versions(LIGHT, "2021-05-01")) == 2


def test_a_write_that_fails_leaves_the_old(prepare, importer, monkeypatch):
    importer.install(prepare(LIGHT, guild.numbered_text()))

    def fails(*_):
        raise OSError("disk full")

    monkeypatch.setattr("corpus.official.store.os.replace", fails)
    with pytest.raises(OSError, match="disk full"):
        importer.install(prepare(LIGHT, guild.numbered_text().replace("twice a minute", "thrice a minute")))
    assert importer.store.newest(LIGHT, "2021-05-01").by_number["6"].text == WORDS["6"]
    assert [p.name for p in importer.store.folder.rglob("*") if p.is_file()] == ["0001.json"]


def test_an_unknown_document_names_the_nearest(importer, tmp_path):
    with pytest.raises(UnknownParagraph, match="guild-light-2021"):
        importer.prepare("guild-light-2020", [tmp_path], DAY)


def test_several_files_with_one_bad_store_nothing(prepare, importer):
    with pytest.raises(FileRefused, match="a picture"):
        prepare(LIGHT, guild.numbered_text(), b"\x89PNG\r\n\x1a\n")
    assert not importer.store.folder.exists()


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        pytest.param("1\nOne.\n2\nTwo.\n3\nThree.", "1 2 3", id="on-their-own-lines"),
        pytest.param("1 One.\n\n20 March is a day.\n\n2 Two.", "1 2", id="a-date-is-no-number"),
        pytest.param("1 One.\n\n12 months is a year.\n\n2 Two.", "1 2", id="a-quantity-is-no-number"),
        pytest.param("1\nOne.\n47\n2\nTwo.\n48\n3\nThree.", "1 2 3", id="page-numbers-between"),
        pytest.param("46\nAll.\n47\nMore.\n48\nLast.", "46 47 48", id="a-page-in-the-middle"),
        pytest.param("1\nOne.\n2\nTwo.\n3\nThree.\n1\nA note.\n2\nA second note.", "1 2 3", id="endnotes-without-a-heading"),
        pytest.param("1\nOne:\na\nfirst\nb\nsecond\n2\nTwo.", "1 1a 1b 2", id="lettered-points"),
        pytest.param("1\nOne.\na patient may ask.\n2\nTwo.", "1 2", id="a-sentence-that-begins-with-a"),
    ],
)
def test_which_numbers_count(rows, numbers):
    assert [n.number for n in numbered([lines.read(rows)], {}).paragraphs] == numbers.split()


def test_lists_numbered_by_the_page_itself():
    page = "<ol start=7><li>Seven:<ol type=a><li>first<li>second</ol></li><li>Eight.</ol>"
    assert [(n.number, n.text) for n in numbered([read_html(page.encode())], {}).paragraphs] == [
        ("7", "Seven:\na first\nb second"), ("7a", "first"), ("7b", "second"), ("8", "Eight."),
    ]  # fmt: skip


def test_a_list_inside_a_paragraph_is_its_points_and_no_run_of_numbers():
    item = "<li>one of them<li>two of them<li>three of them"
    page = f"<p>1</p><p>First:</p><ol>{item}</ol><p>2</p><p>Second:</p><ol>{item}</ol><p>3</p><p>Third.</p><p>4</p><p>Last:</p><ol>{item}</ol>"
    reading = numbered([read_html(page.encode())], {})
    assert [n.number for n in reading.paragraphs] == ["1", "1a", "1b", "1c", "2", "2a", "2b", "2c", "3", "4", "4a", "4b", "4c"]
    assert (reading.missing, reading.doubled) == ((), ())


def test_a_page_that_folds_its_sections_away_inside_a_form():
    page = (
        "<form><h2><button>Light</button></h2><div hidden aria-hidden='true'><p>1</p><p>Trim the wick.</p></div>"
        "<h2><button>Fog</button></h2><div hidden><p>2</p><p>Ring the bell.</p></div><button>Print</button></form>"
    )
    found = numbered([read_html(page.encode())], {}).paragraphs
    assert [(n.number, n.section, n.text) for n in found] == [("1", "Light", "Trim the wick."), ("2", "Fog", "Ring the bell.")]


FOOT = "\nGuild of keepers\n7\n"


@pytest.mark.parametrize(
    ("words", "text", "is_there"),
    [
        pytest.param(f"7\nOil is{FOOT}drawn from barrels.", "Oil is drawn from barrels.", True, id="a-short-first-line"),
        pytest.param(f"Every guild of keepers and the{FOOT}guild of keepers", "Every guild of keepers and the guild of keepers", True, id="goes-on-like-the-foot"),
        pytest.param(f"A pair{FOOT}winter.{FOOT}winter.{FOOT}winter.{FOOT}spring.", "A pair winter. Guild of keepers winter. spring.", True, id="says-it-over-and-over"),
        pytest.param("One\n" + "Foot\n" * 12 + "two.", "One two.", True, id="a-long-foot"),
        pytest.param("One\n" + "Foot\n" * 14 + "two.", "One two.", False, id="parted-by-more-than-a-foot"),
        pytest.param("One sly\nfoot\ntwo.", "One two.", False, id="a-word-of-a-line-left-out"),
        pytest.param("One\ntwo three\nfour.", "One two four.", False, id="the-end-of-a-line-left-out"),
        pytest.param("One\ntwo\nthree.", "One three two.", False, id="lines-moved"),
        pytest.param("To do:\nlisten\nwatch", "To do:\na listen\nb watch", True, id="letters-that-the-page-draws"),
        pytest.param("To do:\nlisten\nwatch", "To do:\na listen\nb look", False, id="a-point-made-up"),
    ],
)  # fmt: skip
def test_a_paragraph_is_lines_of_its_file_in_their_order(words, text, is_there):
    assert strays([("1", text)], words) == ([] if is_there else ["1"])


def test_equal_lines_without_end_cost_no_time():
    words = "ab\n" * 50_000
    assert strays([(str(n), "ab " * 300 + "c") for n in range(50)], words) == [str(n) for n in range(50)]


@pytest.mark.parametrize(
    ("texts", "lost"),
    [
        pytest.param(["The first part", "and the second"], [], id="in-order"),
        pytest.param(["and the second", "The first part"], ["1"], id="out-of-order"),
        pytest.param(["The first part, made up"], ["0"], id="words-added"),
        pytest.param(["sentence that runs over the foot of one page"], [], id="over-a-page-foot"),
    ],
)
def test_round_trip(texts, lost):
    words = "The first part. And the sec-\nond. A sentence that runs over\nGuild of keepers page 7\nthe foot of one page."
    assert strays([(str(n), text) for n, text in enumerate(texts)], words) == lost


FOOTED = [
    [printing.Set("1 You must trim the wick before dusk, and", raised="1"), printing.Set("write the hour down:"), printing.Set("in ink", picture="n"),
     printing.Set("in the book.*", picture="n"), printing.Set("1 The wick book,", 8), printing.Set("page 40.", 8), printing.Set("* The one on the desk.", 8)],
    [printing.Set("2 You should carry scissors, and"), printing.Set("keep them dry."), printing.Set("3 small letters are no footnote where none is called.", 8)],
]  # fmt: skip


def test_a_printed_page_with_footnotes_at_its_foot_and_pictures_for_bullets():
    found = pdf.read(printing.pdf(FOOTED))
    assert [(n.number, n.text) for n in numbered([found], {}).paragraphs] == [
        ("1", "You must trim the wick before dusk, and write the hour down:\n• in ink\n• in the book.*"),
        ("2", "You should carry scissors, and keep them dry. 3 small letters are no footnote where none is called."),
    ]
    assert "The one on the desk" in found.words, "what the file says is checked against whole"


def test_broken_words_are_made_whole():
    rows = ["The infor-", "mation is on the well-", "being of every keeper and of the light-", "house, which is a lighthouse."]
    assert lines.unwrapped(rows) == ["The information is on the well-being of every keeper and of the lighthouse, which is a lighthouse."]


def test_a_store_file_changed_by_hand_says_which(importer, prepare):
    path = importer.install(prepare(LIGHT, guild.numbered_text()))
    path.write_text("{", encoding="utf-8")
    with pytest.raises(Exception, match="Delete it, and import the document again"):
        Store(importer.store.folder).newest(LIGHT, "2021-05-01")


def test_importer_compares_with_digests_alone(importer: Importer):
    assert all(p.official is None for p in importer.corpus.paragraphs.values())
