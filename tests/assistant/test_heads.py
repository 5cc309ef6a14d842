"""What the heads and the nearest precedents are told of a precedent's verdicts."""

import pytest

from assistant.heads import shares
from corpus.models import Precedent


@pytest.mark.parametrize(
    ("also", "expected"),
    [
        pytest.param((), {"ok": 1.0}, id="one-verdict-has-all"),
        pytest.param(("ok_with_care", "change_first"), {"ok": 0.7, "ok_with_care": 0.15, "change_first": 0.15}, id="others-share-a-part"),
        pytest.param(("ok",), {"ok": 1.0}, id="its-own-verdict-again-is-no-other"),
        pytest.param(("change_first", "change_first"), {"ok": 0.7, "change_first": 0.3}, id="said-twice-counts-once"),
        pytest.param(("ok", "ok_with_care"), {"ok": 0.7, "ok_with_care": 0.3}, id="its-own-verdict-takes-no-part-of-the-others"),
    ],
)
def test_shares(also, expected):
    assert shares(Precedent(id="a", kind="draft", input="words", verdict="ok", also_acceptable=also, why="test")) == pytest.approx(expected)
