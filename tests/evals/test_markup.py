"""What comes alive in Markdown."""

import pytest

from evals.markup import live


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        pytest.param("plain *text* with `code`", [], id="words-and-emphasis"),
        pytest.param("<https://gmc.example/1>", [], id="our-own-link"),
        pytest.param("<https://example.org/x>", ["link"], id="anybody-elses-link"),
        pytest.param("a <b>x</b>", ["html", "html"], id="html-in-a-line"),
        pytest.param("<div>\nx\n</div>", ["html"], id="html-block"),
        pytest.param("- “![x](https://example.org/p.png)”: r", ["picture"], id="picture-in-a-list"),
        pytest.param("\\<b\\> \\[x\\](y)", [], id="escaped"),
        pytest.param("```\n<b>\n```", [], id="html-in-a-fence-is-text"),
    ],
)
def test_live(markdown, kinds):
    assert [found.partition(":")[0] for found in live(markdown, {"https://gmc.example/1"})] == kinds
