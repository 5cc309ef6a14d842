"""Every sentence a page asks for is written, and every one written is asked for; colours are readable."""

import re

import pytest
import yaml

from assistant.feedback import REASONS
from assistant.models import DetailKind, Grade
from assistant.playbook.load import Reader
from assistant.render import VERDICT_WORDS
from corpus.models import SourceKind, Strength, Verdict
from ui.wording import FILE, NoSuchWording, count, entries, say, table

FOLDER = FILE.parent
CODE = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
# tables whose keys are members of a closed set, asked for by value
BY_VALUE = {
    "strength": set(Strength), "strength_meaning": set(Strength), "kinds": set(SourceKind), "readers": set(Reader.__args__), "feedback_reasons": set(REASONS),
    "grades": set(Grade), "details": set(DetailKind),
    "audiences": {"public", "private-group", "one-to-one"}, "navigation": {"ask", "check", "guidance", "evals"},
}  # fmt: skip


def leaves():
    for group, held in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        if group in BY_VALUE or group in {"platforms", "roles", "months"}:
            yield group
        else:
            yield from (f"{group}.{name}" for name in held)


@pytest.mark.parametrize("key", leaves())
def test_every_sentence_is_used(key):
    group, _, name = key.partition(".")
    by_value = {
        "changes": {"resolved", "new", "still"}, "context": {"platform", "audience", "role"}, "feedback": {"up", "down", "why_up", "why_down"},
    }  # fmt: skip
    is_used = f'"{key}"' in CODE or f"'{key}'" in CODE or name in by_value.get(group, ()) or key in BY_VALUE
    assert is_used, f"nothing says {key!r}: use it or take it out of wording.yaml"


@pytest.mark.parametrize("key", sorted(set(re.findall(r"""\b(?:say|count|table|entries)\(["']([\w.]+)["']""", CODE))))
def test_every_sentence_asked_for_is_written(key):
    form = {str: say, list: entries, dict: table}
    held = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for part in key.split("."):
        held = held[part]
    assert form[type(held)](key)


@pytest.mark.parametrize(("group", "members"), BY_VALUE.items())
def test_every_member_of_a_closed_set_has_its_words(group, members):
    assert set(table(group)) == {str(member) for member in members}


def test_every_verdict_has_words_an_icon_and_a_colour():
    css = (FOLDER / "style.css").read_text(encoding="utf-8")
    for verdict in Verdict:
        assert VERDICT_WORDS[verdict]
        assert f".icon.{verdict.value}" in css
        assert f".verdict.{verdict.light.value}" in css


def test_a_missing_sentence_says_where_to_write_it():
    with pytest.raises(NoSuchWording, match=r"wording\.yaml"):
        say("ask.nowhere")


@pytest.mark.parametrize(("n", "words"), [(0, "0 reasons"), (1, "1 reason"), (3, "3 reasons")])
def test_count(n, words):
    assert count("card.reasons", n) == words


def test_words_from_outside_are_not_filled_in_twice():
    assert say("app.remote_index", server="{server}").endswith("{server}.")


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        *(("ink", ground, 7.0) for ground in ("paper", "card", "accent-soft", "relied", "flag", "flag-deep")),
        *(("quiet", ground, 4.5) for ground in ("paper", "card", "accent-soft")),
        *((light, f"{light}-soft", 4.5) for light in ("green", "amber", "red", "not-covered")),
        *((light, "card", 4.5) for light in ("green", "amber", "red", "not-covered", "accent")),
        ("card", "accent", 4.5), ("card", "amber", 4.5), ("edge", "card", 3.0), ("edge", "paper", 3.0),
    ],
)  # fmt: skip
def test_contrast(ink, ground, least):
    """WCAG 2.2: 4.5 for text, 3 for the edge of a control."""
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (FOLDER / "style.css").read_text(encoding="utf-8")))
    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance, in [0, 1]. Source: WCAG 2.2, definition of relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_style_sheet_holds_no_tag():
    """The page's sanitiser once dropped the whole sheet for the '<svg' of an icon."""
    assert "<" not in (FOLDER / "style.css").read_text(encoding="utf-8")
