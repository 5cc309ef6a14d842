"""What could leave this machine, as the doctor tells it."""

import pytest

from assistant.cli.doctor import privacy
from assistant.settings import Settings


def told(**settings):
    lines = {}
    privacy(Settings(**settings), lambda name, value, good=True: lines.update({name: (value, good)}))
    return lines


def test_by_default_nothing_leaves():
    lines = told()
    assert lines["leaves this machine"] == ("nothing", True)
    assert all(good for _, good in lines.values())


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        pytest.param("http://127.0.0.1:8000", False, id="loopback"),
        pytest.param("http://[::1]:8000", False, id="loopback-of-ipv6"),
        pytest.param("http://10.0.0.4:8000", True, id="another-machine"),
        pytest.param("http://localhost.example.org:8000", True, id="a-name-that-only-begins-so"),
    ],
)
def test_a_chroma_server_elsewhere_is_told(url, leaves):
    lines = told(chroma_url=url)
    assert ("vectors" in lines["leaves this machine"][0]) is leaves
    assert lines["vectors"][1] is not leaves
