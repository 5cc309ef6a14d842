"""The app in a real browser: asks, opens a citation, checks a draft, on the shipped corpus and nothing from elsewhere."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.images import look_at
from tests.assistant.test_images import jpeg
from tests.ui.conftest import APP

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e '.[test]'")

CHROMIUM = next((path for path in ("/usr/bin/chromium", shutil.which("chromium-browser") or "") if Path(path).is_file()), None)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# seconds to the first page: the index is open already, the models are not
PATIENCE = 120

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="module")
def address(shipped, tmp_path_factory):
    """Where the app is served for as long as these tests run; `shipped` has built its index."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("app") / "log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(APP), f"--server.port={port}", "--server.headless=true"],
            cwd=APP.parent.parent, stdout=written, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert "lighthouse" not in log.read_text(), "a draft is never logged"


def wait_for(url, server, log):
    for _ in range(PATIENCE * 2):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the app did not answer within {PATIENCE} s:\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(browser, address, request):
    """The first page at the width of a desk or a phone; whatever the browser asks for elsewhere is refused and noted."""
    context = browser.new_context(viewport={"width": request.param, "height": 850})
    outside = []

    def only_here(route):
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", only_here)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE * 1000)
    opened.goto(address)
    opened.get_by_role("heading", level=1).wait_for()
    assert opened.get_by_role("heading", level=1).inner_text() == "Ask before you post", opened.inner_text("body")
    yield opened
    width = opened.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= request.param, "the page is wider than the screen"
    assert outside == []


def test_ask_open_a_citation_check_a_draft(page):
    page.get_by_placeholder("Can I post").fill("A patient has left us a bad review <b>x</b> :red[y]. Can I reply?")
    page.keyboard.press("Enter")
    card = page.locator("[class*='st-key-card-']")
    card.get_by_role("heading", level=2).wait_for()
    assert page.locator(".asked").inner_text().endswith("A patient has left us a bad review <b>x</b> :red[y]. Can I reply?")

    chip = card.locator("details.chip").first
    assert not chip.locator(".paragraph").is_visible()
    chip.locator("summary").first.focus()
    page.keyboard.press("Enter")
    chip.locator(".paragraph").wait_for()
    assert chip.get_by_role("link", name="Official page").get_attribute("target") == "_blank"
    assert "In our words" in chip.inner_text()
    # drawn a moment after the card, so that a screen reader meets the answer before the line about it
    page.locator("#canipost-live", has_text="Answer complete").wait_for(state="attached")

    page.get_by_role("link", name="Check a draft").click()
    draft = page.get_by_label("Your draft")
    draft.fill("Mrs Harding, the last lighthouse keeper in our village, came in about her chest pain again.")
    page.get_by_role("button", name="Check this draft").click()
    page.locator(".verdict:is(.amber, .red)").wait_for()
    # the marked draft is drawn after the verdict
    page.locator(".draft mark", has_text="Harding").first.wait_for()
    assert "onfiden" in page.locator("[class*='st-key-card-'] .chips").first.text_content()

    draft.fill("Our flu clinic runs every Saturday in October. Ring reception to book.")
    page.get_by_role("button", name="Check again").click()
    page.get_by_text("Since your last check").wait_for()
    page.locator(".changes .resolved").wait_for()

    page.get_by_role("link", name="Ask", exact=True).click()
    page.locator(".asked").wait_for()
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("heading", name="Questions doctors ask").wait_for()

    page.get_by_role("link", name="Check a draft").click()
    page.locator(".verdict").wait_for()
    assert page.get_by_label("Your draft").input_value().startswith("Our flu clinic"), "a draft outlives a look at another page"


def test_hostile_words_are_drawn_as_words(page):
    page.get_by_role("link", name="Check a draft").click()
    hostile = "<img src=x onerror=document.title='taken'> <script>document.title='taken'</script> $x^2$ **b** [l](https://example.org)"
    page.get_by_label("Your draft").fill(f"Mrs Harding wrote {hostile}")
    page.get_by_role("button", name="Check this draft").click()
    page.locator(".draft").wait_for()
    drawn = page.locator(".draft")
    assert hostile in " ".join(drawn.text_content().split())
    assert drawn.locator("img, script, a, strong, .katex").count() == 0
    assert "taken" not in page.title()


def settled(page):
    """Nothing is being drawn: what is clicked now is what stays."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def downloaded(page, name, path):
    """Press the button of that name, once, and keep what comes."""
    settled(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name=name).click()
    saved.value.save_as(path)


AMBER = (
    "Shingles jabs are open to book now. Saw a retired lollipop lady from Otley this morning with shingles right across her eye. "
    "Please get your jab when you are called."
)


def test_paste_flags_accept_edits_recheck_green_save_a_record(page, tmp_path):
    page.get_by_role("link", name="Check a draft").click()
    draft = page.get_by_label("Your draft")
    draft.fill(AMBER)
    page.get_by_role("button", name="Check this draft").click()
    page.locator(".verdict.amber").wait_for()
    page.locator(".draft mark").first.wait_for()
    page.get_by_role("heading", name="Who could be recognised").wait_for()
    assert page.locator(".grades .here").count() == 1

    page.get_by_role("button", name="Suggest a rewrite").focus()
    page.keyboard.press("Enter")
    page.locator(".edit").first.wait_for()
    settled(page)
    boxes = page.get_by_role("checkbox")
    boxes.first.wait_for(state="attached")
    assert boxes.count() == page.locator(".edit").count()
    # an edit is left and taken again by the keyboard alone
    boxes.first.focus()
    page.keyboard.press("Space")
    page.get_by_text("has not been checked yet").wait_for()
    boxes.first.focus()
    page.keyboard.press("Space")
    page.get_by_text("has not been checked yet").wait_for(state="detached")

    page.get_by_role("button", name="Put this in the box").click()
    page.locator(".verdict.green").wait_for()
    assert "lollipop" not in draft.input_value()
    page.get_by_text("Since your last check").wait_for()

    settled(page)
    page.get_by_text("Keep an advice record").click()
    page.get_by_text("The file will hold the words").wait_for()
    downloaded(page, "Download as Markdown", tmp_path / "record.md")
    assert "Advice record" in (tmp_path / "record.md").read_text(encoding="utf-8")
    downloaded(page, "Download as PDF", tmp_path / "record.pdf")
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF-")


def asked(page):
    """A conversation of two messages, answered."""
    page.get_by_placeholder("Can I post").fill("Can I put a photo of Mrs Harding's leg ulcer on the practice Facebook?")
    page.keyboard.press("Enter")
    page.locator("[class*='st-key-card-']").get_by_role("heading", level=2).wait_for()
    settled(page)
    page.locator("[data-testid=stChatInput] textarea").fill("and if she agreed?")
    page.keyboard.press("Enter")
    page.locator(".asked").nth(1).wait_for()
    settled(page)


def test_a_conversation_is_kept_as_a_record_without_its_words(page, tmp_path):
    asked(page)
    page.get_by_text("Keep an advice record").focus()
    page.get_by_text("Keep an advice record").click()
    page.get_by_text("The file will hold the words").wait_for()
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("The file will hold none").wait_for()
    downloaded(page, "Download as Markdown", tmp_path / "record.md")
    told = (tmp_path / "record.md").read_text(encoding="utf-8")
    assert told.count("SHA-256") == 2
    assert "Message 2 of 2" in told
    assert "Harding" not in told


def test_a_picture_is_told_apart_from_its_file(page, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(jpeg())
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_text("A picture that goes with it").click()
    page.locator(".st-key-picture input[type=file]").set_input_files(tmp_path / "photo.jpg")
    page.get_by_text("location: 54.49000, -0.62000").wait_for()
    assert page.get_by_text("faces").is_visible()
    downloaded(page, "Download the picture without all this", tmp_path / "clean.jpg")
    assert look_at((tmp_path / "clean.jpg").read_bytes()).hidden == ()


CHAT = (
    "12/03/24, 9:14 pm - Sam: Saw the landlord of the Fox again, his chlamydia is back at 71\n12/03/24, 9:15 pm - Jo *b* $x$ [l](y): 😂😂\n"
    "12/03/24, 9:16 pm - Jo *b* $x$ [l](y): Can anyone swap Thursday?\n12/03/24, 9:17 pm - Sam: Yes I can\n"
)


def test_a_conversation_from_a_file_then_a_like_by_keyboard_alone(page, tmp_path):
    (tmp_path / "chat.txt").write_text(CHAT, encoding="utf-8")
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_text("Or take the words from a file").click()
    page.locator(".st-key-draft-file input[type=file]").set_input_files(tmp_path / "chat.txt")
    page.get_by_role("heading", name="Which of these is you?").wait_for()
    settled(page)
    mine = page.get_by_role("button", name="Jo")
    assert "Jo *b* $x$ [l](y) (2" in mine.inner_text(), "a name is drawn as it stands"
    mine.focus()
    page.keyboard.press("Enter")
    page.locator(".verdict:is(.amber, .red)").wait_for()
    page.get_by_text("agreeing counts as saying it").wait_for()
    settled(page)

    chosen = page.get_by_role("radio").first
    chosen.focus()
    page.keyboard.press("ArrowRight")
    other = page.get_by_label("The other person’s words")
    other.wait_for()
    other.fill("Huge thanks to the team at Elm Street for the flu clinic on Saturday. You were brilliant.")
    page.keyboard.press("Tab")
    settled(page)
    page.get_by_role("button", name="Check this", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator(".verdict.green").wait_for()
    assert "Fine to like" in page.locator(".headline").inner_text()


def reachable(page):
    """What is on the page to be pressed or filled, and is met neither by Tab from its top nor by the arrow keys inside a bar that Tab enters once."""
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    count = page.evaluate("""() => {
      const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 0;
      const wanted = [...document.querySelectorAll("a[href], button, input, textarea, select, summary")]
        .filter((e) => seen(e) && !e.disabled && e.tabIndex >= 0 && !(e.type === "radio" && !e.checked));
      document.querySelectorAll("[data-wanted]").forEach((e) => e.removeAttribute("data-wanted"));
      wanted.forEach((e) => e.setAttribute("data-wanted", ""));
      return wanted.length;
    }""")
    # how many more of its bar are still to be met; a toolbar is entered once and walked by arrow keys (WAI-ARIA, toolbar pattern)
    met = """() => {
      const here = document.activeElement;
      here?.removeAttribute("data-wanted");
      return here?.closest("[role=toolbar], [data-testid=stButtonGroup]")?.querySelectorAll("[data-wanted]").length ?? 0;
    }"""
    for _ in range(count + 40):
        page.keyboard.press("Tab")
        for _ in range(page.evaluate(met)):
            page.keyboard.press("ArrowRight")
            page.evaluate(met)
    return page.evaluate("[...document.querySelectorAll('[data-wanted]')].map((e) => e.outerHTML.slice(0, 160))")


def test_every_control_of_the_other_pages_is_met_by_the_tab_key(page):
    asked(page)
    left = {"ask": reachable(page)}
    # by its own heading: that of the page before is still there for a moment
    for name, heading in (("Guidance", "The guidance held here"), ("Evals", "How good are the answers?")):
        page.get_by_role("link", name=name).click()
        page.get_by_role("heading", level=1, name=heading).wait_for()
        settled(page)
        left[name] = reachable(page)
    assert left == {"ask": [], "Guidance": [], "Evals": []}


def test_every_control_is_met_by_the_tab_key(page):
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_label("Your draft").fill(AMBER)
    page.get_by_role("button", name="Check this draft").click()
    page.locator(".verdict").wait_for()
    settled(page)
    assert reachable(page) == []


def test_axe_finds_nothing_serious(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: pip install -e '.[test]'")
    faults = []

    def look(where):
        found = axe.Axe().run(page).response["violations"]
        faults.extend(f"{where}: {v['id']} ({v['impact']}) {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical"))

    look("ask")
    asked(page)
    page.get_by_text("Keep an advice record").click()
    page.get_by_role("button", name="Download as PDF").wait_for()
    look("ask, answered")
    page.get_by_role("link", name="Evals").click()
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    look("evals")
    page.get_by_role("link", name="Guidance").click()
    page.get_by_role("heading", level=1, name="The guidance held here").wait_for()
    look("guidance")
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_label("Your draft").fill(AMBER)
    look("check, empty")
    page.get_by_role("button", name="Check this draft").click()
    page.locator(".verdict").wait_for()
    page.get_by_role("button", name="Suggest a rewrite").click()
    page.locator(".edit").first.wait_for()
    look("check, with a rewrite")
    page.get_by_label("Your draft").fill(CHAT)
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("heading", name="Which of these is you?").wait_for()
    settled(page)
    look("check, a conversation")
    page.get_by_role("button", name="Jo").click()
    page.locator(".message").first.wait_for()
    settled(page)
    look("check, a conversation read")
    page.get_by_text("Share something").click()
    page.get_by_label("The other person’s words").wait_for()
    look("check, a share")
    assert faults == []
