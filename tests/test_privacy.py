"""Nothing leaves the machine, and no draft is written anywhere."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent
SECRET = "zebrafish marmalade Kendal"
DRAFT = f"Mrs Kendal was in again about her chest pain, {SECRET}"
RUN_APP = """
from streamlit.testing.v1 import AppTest
test = AppTest.from_file('ui/app.py', default_timeout=120).run()
assert not test.exception, test.exception
"""


@pytest.fixture
def watched(tmp_path, shipped):
    """The environment of a process whose every outside connection is refused and noted."""
    attempts = tmp_path / "attempts"
    attempts.touch()
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("LANGSMITH", "LANGCHAIN", "HF_", "ANONYMIZED", "TRANSFORMERS"))
    }
    environment |= {
        "PYTHONPATH": str(HERE / "network"), "CANIPOST_TEST_ATTEMPTS": str(attempts),
        # switched on from outside, and to no effect
        "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "none", "ANONYMIZED_TELEMETRY": "True",
    }  # fmt: skip
    return environment, attempts


def canipost(watched, *arguments, **options):
    environment, _ = watched
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False, **options,
    )  # fmt: skip


def test_the_guard_works(watched):
    environment, attempts = watched
    code = "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError as e: print(e)"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert "refused by the test" in done.stdout
    assert attempts.read_text()


def test_no_connection_is_even_tried(watched, tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps({"id": "x", "kind": "draft", "input": DRAFT, "verdict": "do_not_post", "issues": []}) + "\n")
    assert canipost(watched, "ask", "Can I reply to a review?").returncode in (0, 1)
    checked = canipost(watched, "check", "-", "--json", input=DRAFT)
    assert checked.returncode == 1, checked.stderr
    done = canipost(watched, "eval", "--cases", str(cases), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    environment, attempts = watched
    app = subprocess.run([sys.executable, "-c", RUN_APP], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert app.returncode == 0, app.stderr
    assert attempts.read_text() == ""


def test_the_app_listens_on_loopback_only(watched):
    environment, attempts = watched
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"from assistant.cli.serve import run; run({port}, False)"
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        for _ in range(120):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                    assert answer.read() == b"ok"
                break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail("the app did not start")
        listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        addresses = {fields[1] for fields in listening if fields[3] == "0A" and fields[1].endswith(f":{port:04X}")}
        assert addresses == {f"0100007F:{port:04X}"}
        assert attempts.read_text() == ""
    finally:
        os.killpg(process.pid, 15)
        process.wait(20)


def test_no_draft_on_disk_or_in_logs(watched, shipped):
    done = canipost(watched, "check", "-", input=DRAFT)
    assert SECRET not in done.stderr
    for path in shipped.settings.home.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
