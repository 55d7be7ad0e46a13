"""Lines of templates are joined where only elements meet: no word comes nearer to another, and errors keep
their lines."""

import re
from pathlib import Path

import jinja2
import pytest

from generator.site.environment import TEMPLATES, Joined, fragments

FILES = sorted(TEMPLATES.rglob("*.html"))
APART = frozenset(
    "article body caption details div dl dt dd figcaption figure footer form h1 h2 h3 head header html li line link"
    " main meta nav ol option p pre script section summary svg table tbody td text th thead title tr ul".split()
)
"""Elements that stand on lines of their own, or are not seen, wherever they end."""


def joined(source: str, file: Path) -> str:
    return Joined(jinja2.Environment()).preprocess(source, file.name, str(file))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(TEMPLATES).as_posix())
def test_only_what_stands_apart_is_joined(file: Path) -> None:
    source = joined(file.read_text(), file)
    for match in re.finditer(r"<(!?/?[a-z0-9]+)[^<>]*>\{#\n+#\}", source):
        assert match[1].strip("/!") in APART | {"doctype"}, match[0]


def test_an_error_names_the_line_in_the_file() -> None:
    file = TEMPLATES / "fragments/paper.html"
    broken = file.read_text().replace("{%- endmacro %}", "{%- endmacroo %}")
    with pytest.raises(jinja2.TemplateSyntaxError) as raised:
        fragments([str(TEMPLATES)]).parse(broken, file.name, str(file))
    assert raised.value.lineno > 50
    assert broken.splitlines()[raised.value.lineno - 1] == "{%- endmacroo %}"


def test_templates_of_owners_stay_as_they_are(tmp_path: Path) -> None:
    source = "<p>\n<em>Made by</em>\n<strong>us</strong>\n<pre>\n<b>1</b>\n<i>2</i>\n</pre>\n"
    assert joined(source, tmp_path / "base.html") == source
    assert joined(source, TEMPLATES / "base.html") != source
