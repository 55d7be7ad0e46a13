"""Numbers of hand-written tables that are drawn as bars."""

from generator.site.bars import with_bars
from generator.site.handwritten import sanitised


def test_numbers_are_drawn_on_one_scale_in_each_table() -> None:
    row = '<tr><td class="bar"><span class="bar">{}</span></td><td>{}</td></tr>'
    one, other = (
        f"<table>{row.format(value, value)}{row.format(most, most)}</table>"
        for value, most in ((1, 4), (2.5, 2.5))
    )
    drawn = with_bars(sanitised(one + other))
    assert [width.split('"')[0] for width in drawn.split('rect width="')[1:]] == [
        "25%",
        "100%",
        "100%",
        "100%",
    ]
    assert drawn.count("<td>4</td>") == 1, "the number itself stays"


def test_what_is_no_number_or_in_no_table_stays_as_it_is() -> None:
    for text in ("1e999", "-1", "NaN", "1.2.3", '1"/><b>', "", "0" * 400):
        html = sanitised(f'<table><tr><td><span class="bar">{text}</span></td></tr></table>')
        assert with_bars(html) == html
    assert with_bars('<span class="bar">1</span>') == '<span class="bar">1</span>'
    assert 'width="0%"' in with_bars('<table><tr><td><span class="bar">0</span></td></tr></table>')
