"""Guidance: the documents held, read through or searched."""

from collections.abc import Callable
from itertools import groupby

import streamlit as st

from assistant import Assistant, lookup
from corpus.errors import CorpusError
from corpus.models import Corpus, Paragraph, Source, Strength
from corpus.official.importing import Import
from corpus.official.store import Store
from ui import importing, state, widgets
from ui.markup import guidance
from ui.markup.importing import proposal, report
from ui.markup.text import plain
from ui.opening import renew
from ui.wording import count, say

FIELDS = tuple(state.name_of("guidance", field) for field in ("query", "document", "strength"))
# looked at before the filters, and shown after them
MOST_LOOKED_AT = 60
MOST_SHOWN = 15


def page(assistant: Assistant) -> None:
    """Take a search and filters; draw the paragraphs found, or every document."""
    corpus = assistant.corpus
    sources = in_order(corpus)
    held = count("guidance.documents", len(sources))
    widgets.heading(say("guidance.title"), say("guidance.lead", documents=held, paragraphs=count("guidance.paragraphs", len(corpus.paragraphs))))
    state.restore(*FIELDS)
    query = st.text_input(say("guidance.search"), key=FIELDS[0], placeholder=say("guidance.placeholder"), max_chars=300)
    with st.container(horizontal=True, key="context-guidance"):
        document = st.selectbox(
            say("guidance.document"), [s.id for s in sources], index=None, key=FIELDS[1],
            format_func=lambda id_: corpus.sources[id_].short_name, placeholder=say("guidance.every_document"),
        )  # fmt: skip
        strengths = st.pills(
            say("guidance.strength"), list(Strength), selection_mode="multi", key=FIELDS[2],
            format_func=lambda strength: say(f"strength.{strength}"),
        )  # fmt: skip
    state.keep(*FIELDS)
    wanted = set(strengths) or set(Strength)
    if query.strip():
        results(assistant, query, document, wanted)
    else:
        bring_in(assistant, sources)
        documents([s for s in sources if document in (None, s.id)], assistant, wanted)


def bring_in(assistant: Assistant, sources: list[Source]) -> None:
    """Take a publisher's page or PDF, install it, and say how it compares with our digests."""
    with st.expander(say("importing.title"), expanded=state.last_import() is not None):
        st.html(f"<p>{plain(say('importing.lead'))}</p>")
        chosen = st.selectbox(
            say("importing.document"), [s.id for s in sources if s.id not in assistant.corpus.local], index=None, key="import-document",
            format_func=lambda id_: assistant.corpus.sources[id_].short_name, placeholder=say("importing.choose"),
        )  # fmt: skip
        files = st.file_uploader(say("importing.files"), type=["html", "htm", "pdf", "txt"], accept_multiple_files=True, key="import-files")
        if st.button(say("importing.go"), disabled=not (chosen and files), key="import-go") and chosen:
            with st.spinner(say("importing.working")):
                _changing(lambda: importing.install(assistant, chosen, files))
        made = state.last_import()
        if made:
            st.html(report(made))
            _proposals(assistant, made)


def _proposals(assistant: Assistant, made: Import) -> None:
    """Ask where points of unknown number stand; nothing is placed that nobody confirmed."""
    for given in made.matched.proposals:
        if given.is_clear and given.id not in made.imported.placed:
            st.html(proposal(given, assistant.corpus.paragraphs[given.id].digest))
            if st.button(say("importing.confirm", number=given.number), key=f"place-{given.id}"):
                _changing(lambda given=given: importing.place(assistant, made, {given.id: given.number}))  # type: ignore[misc]


def _changing(change: Callable[[], Import]) -> None:
    """Make a change to what is held and draw everything anew, or say why it was refused."""
    try:
        state.keep_import(change())
    except CorpusError as error:
        widgets.problem(str(error))
        return
    renew()
    st.rerun()


def in_order(corpus: Corpus) -> list[Source]:
    """The documents, who speaks first deciding, then the title."""
    return sorted(corpus.sources.values(), key=lambda s: (s.kind.precedence, s.kind, s.title))


def results(assistant: Assistant, query: str, document: str | None, wanted: set[Strength]) -> None:
    """Draw the paragraphs that a search brings."""
    corpus = assistant.corpus
    found = [p for p in nearest(assistant, query) if document in (None, p.source_id) and p.strength in wanted][:MOST_SHOWN]
    if not found:
        st.html(f'<p class="notice">{plain(say("guidance.nothing"))}</p>')
        return
    head = f"<h2>{plain(count('guidance.found', len(found)))}</h2>"
    st.html(head + "".join(guidance.found(p, corpus.source_of(p)) for p in found))


def nearest(assistant: Assistant, query: str) -> list[Paragraph]:
    """Paragraphs for a search: those that retrieval brings, best first, then any other that holds every word of it."""
    ranked = {passage.paragraph.id: passage.paragraph for passage in lookup(assistant, query, MOST_LOOKED_AT)}
    words = query.casefold().split()
    for held in assistant.corpus.paragraphs.values():
        text = f"{held.section} {held.digest} {held.official or ''}".casefold()
        if all(word in text for word in words):
            ranked.setdefault(held.id, held)
    return list(ranked.values())


def documents(sources: list[Source], assistant: Assistant, wanted: set[Strength]) -> None:
    """Draw every document, by who speaks; one chosen alone stands open."""
    corpus, store = assistant.corpus, Store(assistant.settings.official_home)
    drawn = []
    for kind, theirs in groupby(sources, key=lambda s: s.kind):
        cards = []
        for source in theirs:
            held = [p for p in corpus.by_source[source.id] if p.strength in wanted]
            if held:
                cards.append(guidance.document(source, held, len(sources) == 1, _standing(source, corpus, store)))
        if cards:
            drawn.append(f"<h2>{plain(say(f'kinds.{kind}'))}</h2>{''.join(cards)}")
    st.html("".join(drawn) or f'<p class="notice">{plain(say("guidance.nothing_filtered"))}</p>')


def _standing(source: Source, corpus: Corpus, store: Store) -> str:
    """Whether the publisher's words are installed, and when its page was last looked at; nothing for a document of the user's own."""
    if source.id in corpus.local:
        return ""
    held, checked = corpus.imports.get(source.id), store.checked(source.id)
    return guidance.standing(held.read if held else None, checked.day if checked else None)
