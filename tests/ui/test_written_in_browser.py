"""A written answer in a real browser: the standard one is there at once, nothing unchecked is ever on screen, and a model that hangs changes nothing."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time

import pytest

from tests.assistant.writing.scripted import Server, hangs
from tests.ui.conftest import APP
from tests.ui.test_browser import CHROMIUM, FLAGS, PATIENCE, settled, sync_api, wait_for

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")

ASKED = "A patient has left us a bad review. Can I reply?"
# stands in what the model writes first, and in nothing that passes
UNCHECKED = "zebrafish"
# seconds that the model is given; a busy machine checks slowly
TIMEOUT = 40
UNDER_WAY = "is wording this for your case"
SAID = {"green": "Answer calmly and in general words.", "other": "Not as it stands: change the words before you reply."}
# keeps whether the word was ever on the page, for as long as a frame
WATCH = f"""
window.seen = [];
new MutationObserver(() => {{
  if ((document.body?.innerText ?? "").includes("{UNCHECKED}")) window.seen.push(Date.now());
}}).observe(document, {{subtree: true, childList: true, characterData: true}});
"""


def reply_to(prompt, headline):
    """A reply that passes every check: the first sentence of the first passage, word for word."""
    passage = re.search(r"^\[g1\] \(\w+\) (.+)$", prompt, re.MULTILINE)[1]
    sentence = re.split(r"(?<=[.!?])\s", passage)[0]
    return json.dumps({"headline": headline, "points": [{"sentence": sentence, "ids": ["g1"], "quote": ""}], "instead": "", "question": ""})


def prompt_of(body):
    return next(message["content"] for message in body["messages"] if message["role"] == "user")


def said_of(prompt):
    return SAID["green" if re.search(r"VERDICT \(decided\): Fine", prompt) else "other"]


class Typist:
    """Types a reply piece by piece; the last piece waits at `gate`."""

    def __init__(self, text_of, gate=None):
        self.text_of, self.gate, self.began = text_of, gate, threading.Event()

    def __call__(self, handler, body):
        text = self.text_of(prompt_of(body))
        handler.begin()
        pieces = [text[at : at + 12] for at in range(0, len(text), 12)]
        for piece in pieces[:-1]:
            handler.event(piece)
            time.sleep(0.01)
        self.began.set()
        if self.gate is not None:
            self.gate.wait(PATIENCE)
        handler.event(pieces[-1])
        handler.event("", "stop")
        handler.wfile.write(b"data: [DONE]\n\n")


def unchecked(prompt):
    """Well-formed and wrong: it allows what the verdict may not, holds a link, and cites what was never given."""
    return json.dumps({
        "headline": f"{UNCHECKED}: go ahead, see https://example.org", "instead": UNCHECKED, "question": f"{UNCHECKED}?",
        "points": [{"sentence": f"The {UNCHECKED} rule allows it.", "ids": ["g99"], "quote": UNCHECKED}],
    })  # fmt: skip


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    """(address, server): the app with a scripted model on loopback; `shipped` has built its index."""
    log = tmp_path_factory.mktemp("app") / "log"
    with socket.socket() as free, Server(hangs) as server, log.open("w") as written:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings = {"CANIPOST_WRITER": "openai:scripted", "CANIPOST_WRITER_URL": server.url, "CANIPOST_WRITER_TIMEOUT": str(TIMEOUT), "CANIPOST_WRITER_RETRIES": "0"}
        running = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(APP), f"--server.port={port}", "--server.headless=true"],
            cwd=APP.parent.parent, stdout=written, stderr=subprocess.STDOUT, env=os.environ | settings,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", running, log)
            yield f"http://127.0.0.1:{port}", server
        finally:
            running.terminate()
            running.wait(timeout=20)
    assert UNCHECKED not in log.read_text(), "what a model writes is not logged"


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(browser, app, request):
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    context.add_init_script(WATCH)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE * 1000)
    opened.goto(app[0])
    opened.get_by_role("heading", level=1).wait_for()
    yield opened
    width = opened.evaluate("document.documentElement.scrollWidth")
    seen = opened.evaluate("window.seen.length")
    context.close()
    assert width <= request.param, "the page is wider than the screen"
    assert seen == 0, "an unchecked word was on screen"


def ask(page):
    """Ask, wait for the standard answer with the line that says a model is at work, and return (verdict, headline)."""
    settled(page)  # what is typed while the page is drawn is lost
    page.get_by_placeholder("Can I post").fill(ASKED)
    page.keyboard.press("Enter")
    page.locator(".verdict").wait_for()
    page.get_by_text(UNDER_WAY).wait_for()
    return page.locator(".verdict h2").inner_text(), page.locator(".headline").inner_text()


def test_the_standard_answer_at_once_then_the_written_one_and_nothing_unchecked_between(page, app, tmp_path):
    gate = threading.Event()
    first, second = Typist(unchecked), Typist(lambda prompt: reply_to(prompt, said_of(prompt)), gate)
    app[1].script[:] = [first, second]
    verdict, embedded = ask(page)
    assert embedded
    assert embedded not in SAID.values()
    assert page.get_by_text(UNDER_WAY).bounding_box()["y"] < page.locator(".headline").bounding_box()["y"], "the line is read before the answer that will change"
    # the first reply is whole and refused, the second all but whole: still the standard answer, word for word
    assert second.began.wait(PATIENCE)
    assert page.locator(".headline").inner_text() == embedded
    page.screenshot(path=tmp_path / "waiting.png")
    gate.set()
    page.locator(".headline", has_text=re.compile("|".join(map(re.escape, SAID.values())))).wait_for()
    page.get_by_text("Worded by openai:scripted").wait_for()
    settled(page)
    assert page.locator(".verdict h2").inner_text() == verdict
    assert page.get_by_text(UNDER_WAY).count() == 0
    page.screenshot(path=tmp_path / "written.png")


def test_a_model_that_hangs_leaves_the_standard_answer(page, app, tmp_path):
    app[1].script[:] = [hangs]
    standard = ask(page)
    page.get_by_text(f"did not word this answer (no whole reply within {TIMEOUT} seconds)").wait_for()
    settled(page)
    assert (page.locator(".verdict h2").inner_text(), page.locator(".headline").inner_text()) == standard
    page.screenshot(path=tmp_path / "hanging.png")
    assert page.get_by_text(UNDER_WAY).count() == 0
