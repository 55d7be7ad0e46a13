"""The first sentence of an abstract."""

import pytest

from generator.text.sentences import first_sentence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("We do. Then we stop.", "We do."),
        ("See Li et al. (2019), i.e. Fig. 3. Next.", "See Li et al. (2019), i.e. Fig. 3."),
        ("By the U.S. Executive Order, J. Li vs. us. Next.", "By the U.S. Executive Order, J. Li vs. us."),
        ("Is it 3.5 or $x. Y$? Yes.", "Is it 3.5 or $x. Y$?"),
        ("“Quoted.” Then more.", "“Quoted.”"),
        ("本文建立。第二句。", "本文建立。"),
        ("No end here\n\nSecond paragraph.", "No end here"),
        ("", ""),
    ],
)  # fmt: skip
def test_abbreviations_and_formulas_end_no_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first
