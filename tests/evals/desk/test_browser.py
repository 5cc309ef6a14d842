"""The desk in a real browser: three invented annotators, blind until they commit, agreement, settling, export."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from evals.desk import start
from evals.desk.store import Store, settled
from tests.ui.test_browser import CHROMIUM, FLAGS, PATIENCE, sync_api, wait_for

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")
APP = Path(start.__file__).with_name("app.py")
CASES = [
    {"id": "flu", "kind": "draft", "input": "Flu clinic on Saturday <b>x</b> :red[y]", "verdict": "ok", "context": {"platform": "facebook"}},
    # as feedback from users arrives: nobody has judged it yet
    {"id": "name", "kind": "draft", "input": "Saw Mrs Kendal in clinic again with her rash"},
    {"id": "talk", "turns": [{"user": "May I post her photo?"}, {"user": "And if she agreed?"}]},
]
ITEMS = {"flu": CASES[0]["input"], "name": CASES[1]["input"], "talk, turn 1": "May I post her photo?", "talk, turn 2": "And if she agreed?"}
# who gives which verdict to which request, by the key of the verdict
ALIKE = {"name": "5", "talk, turn 1": "4", "talk, turn 2": "2"}
JUDGED = {"Ana": {"flu": "1"} | ALIKE, "Ben": {"flu": "1"} | ALIKE, "Cem": {"flu": "3"} | ALIKE}


@pytest.fixture
def served(shipped, tmp_path):
    """(address, database URL) of a desk over two cases; `shipped` has built the index."""
    cases = tmp_path / "two.jsonl"
    cases.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'labels.db'}"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(APP), "--server.address=127.0.0.1", f"--server.port={port}",
             "--server.headless=true", "--browser.gatherUsageStats=false", "--", url, str(cases)],
            stdout=written, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}", url
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert "Kendal" not in log.read_text(), "a case is never logged"


@pytest.fixture
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


def arrive(browser, address, name):
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(address)
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("button", name="Begin").click()
    page.get_by_text(f"of {len(ITEMS)} judged").wait_for()
    return page


def judge(page, keys):
    """Judge everything with the keyboard, and see the answer only after each case is committed."""
    for done in range(len(ITEMS)):
        page.get_by_text(f"{done} of {len(ITEMS)} judged").wait_for()
        shown = page.locator("blockquote").inner_text()
        item = next(id_ for id_, text in ITEMS.items() if text == shown)
        assert page.get_by_text("The assistant").count() == 0, "the answer is hidden until the commit"
        page.get_by_text("Choose a verdict").wait_for()
        page.get_by_role("button", name="Commit").wait_for()
        page.locator("h1").click()
        page.keyboard.press(keys[item])
        page.get_by_text("Choose a verdict").wait_for(state="detached")
        page.keyboard.press("Control+Enter")
        if item == "talk, turn 1":
            # its answer would give the next away
            continue
        page.get_by_text("Your label is saved").wait_for()
        assert page.get_by_role("heading", name="The assistant").count() == (2 if item.startswith("talk") else 1)
        page.locator("h1").click()
        page.keyboard.press("Enter")
        page.get_by_text("Your label is saved").wait_for(state="detached")
    page.get_by_text("You have judged every case").wait_for()


def test_three_annotators_judge_agree_and_settle(browser, served):
    address, url = served
    # all three are at the desk at once
    pages = {name: arrive(browser, address, name) for name in JUDGED}
    for name, page in pages.items():
        judge(page, JUDGED[name])
    given = {(label.annotator, label.case): label for label in Store(url).all()}
    assert len(given) == 3 * len(ITEMS)
    assert given["Cem", "flu"].verdict.value == "change_first"
    assert all(label.seconds > 0 for label in given.values())

    page = pages["Ana"]
    page.get_by_role("radio", name="Agreement").or_(page.get_by_role("button", name="Agreement")).first.click()
    page.get_by_text("How far you agree").wait_for()
    table = page.get_by_role("table").first
    assert "Krippendorff" in table.inner_text()
    assert "κ Ana and Cem" in table.inner_text()

    page.get_by_role("radio", name="Settle").or_(page.get_by_role("button", name="Settle")).first.click()
    page.get_by_text("1 to settle").wait_for()
    assert {heading.inner_text() for heading in page.locator("h4").all()} == {"Ana", "Ben", "Cem"}
    page.get_by_role("button", name="Fine, with care").click()
    page.locator("[data-testid='stBaseButton-primary']", has_text="Fine, with care").wait_for()
    page.locator("[data-testid='stBaseButton-primary']", has_text="Settle").last.click()
    page.get_by_text("Nothing to settle").wait_for()
    assert settled(Store(url).all())["flu"].verdict.value == "ok_with_care"
