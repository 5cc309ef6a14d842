"""Draws what came back: an answer, a marked draft, a list of paragraphs. Input widgets that two pages share stand here too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant import Advice, Context, Issue, Light
from assistant.conversation import Act, FactName, Reply
from assistant.conversation.models import Facts
from assistant.conversation.words import label
from assistant.models import Care, Instead, Posted
from corpus.models import Corpus
from ui import state
from ui.marking import changes
from ui.markup import answer, beside, draft, review, text
from ui.wording import say, table

# Brings the newest answer into view and reads its last line to a screen reader. A constant: no words from outside
# are ever part of a script. {place} and {block} are ours, {turn} a number that makes the browser run it for each answer.
ARRIVE = """<script data-turn="{turn}">
(() => {{
  let live = document.getElementById("canipost-live");
  if (!live) {{
    live = document.createElement("div");
    live.id = "canipost-live";
    live.className = "unseen";
    live.setAttribute("role", "status");
    document.body.append(live);
  }}
  const show = () => {{
    const place = [...document.querySelectorAll("{place}")].pop();
    if (place) place.scrollIntoView({{ block: "{block}" }});
    const line = [...document.querySelectorAll(".status")].pop();
    if (line) live.textContent = line.textContent;
  }};
  setTimeout(show, 150);
}})();
</script>"""


def heading(words: str, lead: str = "") -> None:
    """The page's title and the line under it."""
    st.html(text.title(words, lead))


def problem(message: str, mend: str = "") -> None:
    """What went wrong, and what to do."""
    st.html(text.problem(message, mend))


def context_fields(owner: str) -> Context:
    """Where the text goes, who sees it and who writes, as chosen."""
    chosen: dict[str, str | None] = {}
    with st.container(horizontal=True, key=f"context-{owner}"):
        for field, options in (("platform", "platforms"), ("audience", "audiences"), ("role", "roles")):
            names = table(options)
            chosen[field] = st.selectbox(
                say(f"context.{field}"), list(names), index=None, format_func=names.__getitem__,
                placeholder=say("context.unsaid"), key=state.name_of(owner, field),
            )  # fmt: skip
    return Context.model_validate(chosen)


def question(asked: str) -> None:
    """A question as it was asked."""
    st.html(answer.asked(asked))


def answer_card(advice: Advice, corpus: Corpus, key: str) -> None:
    """The whole answer to a question: care for the person first, then the answer, or one for each of several matters."""
    care(advice.care)
    if advice.parts:
        several(advice, corpus, key)
        return
    with card(advice.light, key):
        st.html(answer.verdict(advice) + beside.outside(advice.outside))
        posted(advice.posted, corpus)
        # an empty piece of HTML would still take its gap
        if advice.reasons:
            st.html(answer.reasons(advice.reasons, corpus))
        rest(advice, corpus)


def several(advice: Advice, corpus: Corpus, key: str) -> None:
    """Each matter under its own question, with an answer of its own."""
    st.html(beside.matters(len(advice.parts)))
    for n, part in enumerate(advice.parts, start=1):
        st.html(beside.matter(n, len(advice.parts), part.question))
        with card(part.advice.light, f"{key}-{n}"):
            st.html(answer.verdict(part.advice) + answer.reasons(part.advice.reasons, corpus))
            rest(part.advice, corpus)
    if advice.posted:
        with card(advice.light, f"{key}-posted"):
            posted(advice.posted, corpus)


def care(given: Care | None) -> None:
    """A first line to the person, and where to turn."""
    if given:
        st.html(beside.care(given))


def posted(given: Posted | None, corpus: Corpus) -> None:
    """What to do now that it is out, with words to copy and whom to tell."""
    if given is None:
        return
    st.html(beside.posted(given, corpus))
    instead(given.wordings, "posted.words")
    st.html(beside.whom(given))


def reply_card(reply: Reply, corpus: Corpus, key: str) -> None:
    """A reply: what changed and why, then the whole answer, or the part of it that was asked for."""
    lead = answer.lead(reply.lead) if reply.lead else ""
    if reply.is_whole:
        if lead:
            st.html(lead)
        answer_card(reply.advice, corpus, key)
        return
    with card(reply.advice.light, key):
        part = answer.cited(reply.reasons, corpus) if reply.reasons else answer.paragraphs(reply.citations, corpus)
        st.html(lead + part)
        for item in reply.wordings:
            st.code(item.wording or item.text, language=None, wrap_lines=True)
        if reply.act is not Act.THANKS:
            st.html(answer.stands(reply.advice))


def question_back(asked: str) -> None:
    """The one question that would change the answer."""
    st.html(answer.question_back(asked))


def remembered() -> None:
    """What the row of facts is."""
    st.html(f'<p class="remembered">{text.plain(say("ask.facts"))}</p>')


def fact_labels(facts: Facts) -> list[tuple[str, str]]:
    """Each fact's name, and how it reads on its chip."""
    places = table("platforms")
    return [
        (name.value, label(replace(fact, value=places.get(fact.value, fact.value) if name is FactName.PLATFORM else fact.value)))
        for name, fact in facts.items()
    ]


def draft_card(checks: state.Checks, corpus: Corpus, titles: Mapping[Issue, str]) -> None:
    """The verdict on a draft, what changed, the draft marked, each flag, and the rest of the answer."""
    last, before = checks.last, checks.before
    care(last.advice.care)
    with card(last.advice.light, "draft"):
        told = draft.since_last(changes(before.advice, last.advice)) if before else ""
        st.html(answer.verdict(last.advice) + told)
        st.html(draft.marked_draft(last.text, last.advice.findings))
        parts = (
            draft.findings(last.advice, corpus, titles), review.jigsaw(last.advice.jigsaw), answer.reasons(last.advice.reasons, corpus),
            review.exposure(last.advice.exposure, corpus),
        )  # fmt: skip
        for part in filter(None, parts):
            st.html(part)
        rest(last.advice, corpus)


def card(light: Light, key: str) -> DeltaGenerator:
    """A card edged in the colour of the verdict; the words inside say the same."""
    return st.container(key=f"card-{light.value}-{key}")


def rest(advice: Advice, corpus: Corpus) -> None:
    """Conditions, what to do instead, next steps, what may be opened, and the line that ends an answer."""
    conditions = text.bullets(say("card.conditions"), advice.conditions)
    if conditions:
        st.html(conditions)
    if advice.written and advice.written.question:
        st.html(text.bullets(say("card.question"), [advice.written.question]))
    instead(advice.instead, "card.ready" if advice.intent == "write" else "card.instead")
    end = text.bullets(say("card.next"), advice.next_steps) + answer.further(advice, corpus) + answer.status(advice)
    st.html(end)


def instead(given: Sequence[Instead], title: str = "card.instead") -> None:
    """What to do or write instead; ready wording has a button that copies it."""
    for place, item in enumerate(given):
        head = text.section(say(title)) if place == 0 else ""
        note = f'<p class="aside">{text.plain(say("card.wording"))}</p>' if item.wording else ""
        with st.container(gap=None):
            st.html(f'<div class="instead">{head}<p>{text.plain(item.text)}</p>{note}</div>')
            if item.wording:
                st.code(item.wording, language=None, wrap_lines=True)


def arrive(place: Literal[".asked", ".verdict"], block: Literal["start", "center"], turn: int) -> None:
    """Bring the newest answer into view and say that it is there."""
    st.html(ARRIVE.format(place=place, block=block, turn=turn), unsafe_allow_javascript=True)


def foot(edition: str = "") -> None:
    """The lines that stand under every page."""
    lines = [say("app.rights"), say("app.not_legal")]
    if edition:
        date, _, version = edition.partition("+")
        lines.append(say("app.edition", date=text.day(date), version=version))
    st.html(f'<footer>{"".join(f"<p>{text.plain(line)}</p>" for line in lines)}</footer>')
