"""A moment of what `make fuzz` does for ten minutes."""

import pytest

from tests.corpus.official.fuzz import CHECKS, run


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_file_crashes_or_hangs_a_reader(check):
    run(check, number=1, examples=25)
