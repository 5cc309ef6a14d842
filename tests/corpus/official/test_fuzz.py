"""A moment of what `make fuzz` does for ten minutes."""

import pytest

from tests.corpus.official.fuzz import CHECKS, run


@pytest.mark.parametrize("name", CHECKS)
def test_no_file_crashes_or_hangs_a_reader(name):
    run(name, number=1, examples=25)
