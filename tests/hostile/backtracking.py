"""Whether the time of a regular expression can grow faster than a text: it is tried, on texts made against it.

What an expression repeats is read off its parsed form. Each text leads to a repetition, goes round in it many times, and ends in
something that does not fit, so that every other way to go round is tried. The engine is the real one; what a text costs is
compared with what twice that text costs, never with a clock.
"""

import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, islice
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

Way = Callable[[re.Pattern[Any], Any], object]
WAYS: dict[str, Way] = {
    "search": lambda expression, text: [None for _ in expression.finditer(text)],
    "match": lambda expression, text: expression.match(text),
    "fullmatch": lambda expression, text: expression.fullmatch(text),
}
"""How an expression is used. One that searches begins anew at every place."""

_FOREIGN = "\u2603"
_CATEGORIES = {
    code.CATEGORY_DIGIT: "1", code.CATEGORY_SPACE: " \n", code.CATEGORY_WORD: "a1",
    code.CATEGORY_NOT_DIGIT: "a ", code.CATEGORY_NOT_SPACE: "a.", code.CATEGORY_NOT_WORD: " .",
}  # fmt: skip
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_MOST_SAMPLES = 6
_FEW = 8
"""A repetition with fewer rounds is no loop."""
_ROUNDS = (8, 12, 16, 20, 24)
"""Where the ways double with each round, so many show it."""
_LENGTHS = (50, 100, 200, 600, 2000)
_DEAR = 25
"""So many times what a plain expression takes for the same text is looked at closely."""
_GROWTH = 2.8
"""Twice the text may take twice the time; where it is four times, the time is quadratic."""


class Attack(NamedTuple):
    """A text of any length: how it begins, what is repeated in it, how it ends."""

    head: str
    round: str
    tail: str

    def text(self, rounds: int) -> str:
        return self.head + self.round * rounds + self.tail


def growing(expression: re.Pattern[Any], way: str) -> Attack | None:
    """A text on which the time of an expression grows faster than its length, or None. It is seen twice before
    it is told: on a machine that does much else anything can look so once."""
    for attack in attacks(expression):
        if all(_grows(expression, WAYS[way], attack) for _ in range(2)):
            return attack
    return None


def _grows(expression: re.Pattern[Any], way: Way, attack: Attack) -> bool:
    lengths = [max(1, length // len(attack.round)) for length in _LENGTHS]
    for rounds in sorted({*_ROUNDS, *lengths}):
        dear = _DEAR * _plainly(len(attack.text(rounds)))
        if _spent(expression, way, attack, rounds) > dear and _least(expression, way, attack, rounds) > dear:
            if rounds <= _ROUNDS[-1]:
                is_growing = _ratio(expression, way, attack, rounds // 2) > 2 * _GROWTH
            else:
                is_growing = all(_ratio(expression, way, attack, rounds * some) > _GROWTH for some in (1, 2))
            if is_growing:
                return True
    return False


def _ratio(expression: re.Pattern[Any], way: Way, attack: Attack, rounds: int) -> float:
    """How many times as much twice as many rounds take."""
    return _least(expression, way, attack, 2 * rounds) / _least(expression, way, attack, rounds)


def _spent(expression: re.Pattern[Any], way: Way, attack: Attack, rounds: int) -> int:
    text: Any = attack.text(rounds)
    if isinstance(expression.pattern, bytes):
        text = text.encode("latin-1", "replace")
    begun = time.process_time_ns()
    way(expression, text)
    return time.process_time_ns() - begun


def _least(expression: re.Pattern[Any], way: Way, attack: Attack, rounds: int) -> int:
    """Without what else the machine had to do meanwhile, unless it takes so long that this does not matter."""
    first = _spent(expression, way, attack, rounds)
    if first > 40 * _DEAR * _plainly(len(attack.text(rounds))):
        return first
    return min(first, *(_spent(expression, way, attack, rounds) for _ in range(4)))


@cache
def _plainly(length: int) -> int:
    """What an expression without any choice takes for a text, each place of which it looks at."""
    return min(
        _spent(re.compile("[^b]b"), WAYS["search"], Attack("", "a", ""), length) + 2000 for _ in range(9)
    )


def attacks(expression: re.Pattern[Any]) -> Iterator[Attack]:
    """Texts against every repetition of an expression."""
    flags = expression.flags & ~re.UNICODE if isinstance(expression.pattern, bytes) else expression.flags
    parsed = parser.parse(expression.pattern, flags)
    loops = list(_loops(parsed, ""))
    tails = ["", _FOREIGN, "\n", *islice(dict.fromkeys(_refused(parsed)), 3)]
    seen = set()
    for head, rounds in loops:
        for one in rounds:
            for attack in chain(
                (Attack(head, one, tail) for tail in tails), (Attack("", head + one, tail) for tail in tails),
                (Attack("", head, tail) for tail in tails), (Attack(head, one + other, _FOREIGN) for other in " \na"),
            ):  # fmt: skip
                if attack.round and attack not in seen:
                    seen.add(attack)
                    yield attack


def _loops(nodes: Any, head: str) -> Iterator[tuple[str, list[str]]]:
    """Each repetition: a text that leads to it, and texts of one round."""
    for operator, argument in nodes:
        if operator in _REPEATS:
            _, most, inner = argument
            if most > _FEW:
                yield head, _samples(inner)
        for inner in _inside(operator, argument):
            yield from _loops(inner, head)
        head += next(iter(_of(operator, argument)), "")


def _inside(operator: Any, argument: Any) -> list[Any]:
    """What a node of the parsed form consists of."""
    if operator in _REPEATS:
        return [argument[2]]
    if operator is code.BRANCH:
        return list(argument[1])
    if operator is code.SUBPATTERN:
        return [argument[3]]
    if operator is code.ATOMIC_GROUP:
        return [argument]
    if operator in (code.ASSERT, code.ASSERT_NOT):
        return [argument[1]]
    return [one for one in argument[1:] if one] if operator is code.GROUPREF_EXISTS else []


def _samples(nodes: Any) -> list[str]:
    """Some of the texts that match, short ones."""
    texts = [""]
    for operator, argument in nodes:
        ends = _of(operator, argument)
        # The first of each, and each of one with the first of the others.
        texts = [texts[0] + end for end in ends] + [text + ends[0] for text in texts[1:]]
        texts = list(dict.fromkeys(texts))[:_MOST_SAMPLES]
    return texts


def _of(operator: Any, argument: Any) -> list[str]:
    if operator is code.LITERAL:
        return [chr(argument)]
    if operator is code.NOT_LITERAL:
        return ["a" if argument != ord("a") else "b", " "]
    if operator is code.ANY:
        return ["a", " ", "1"]
    if operator is code.IN:
        return _members(argument)
    if operator in _REPEATS:
        least, _, inner = argument
        return [text * max(least, 1) for text in _samples(inner)] if least else ["", *_samples(inner)]
    if operator in (code.ASSERT, code.ASSERT_NOT, code.AT, code.GROUPREF):
        return [""]
    texts = [text for inner in _inside(operator, argument) for text in _samples(inner)]
    return texts[: 2 * _MOST_SAMPLES] or [""]


def _members(items: Any) -> list[str]:
    """Characters of a set: the ends of its ranges, or some common ones that it does not exclude."""
    texts = list(dict.fromkeys(_listed(items)))
    if items and items[0][0] is code.NEGATE:
        common = "a 1-.<>[](){}\"'\\/$&\n_:,"
        is_in = re.compile(f"[{''.join(map(re.escape, texts))}]" if texts else "(?!)")
        return [one for one in common if not is_in.match(one)][:_MOST_SAMPLES] or [_FOREIGN]
    return texts[: 2 * _MOST_SAMPLES] or [_FOREIGN]


def _listed(items: Any) -> Iterator[str]:
    for operator, argument in items:
        if operator is code.LITERAL:
            yield chr(argument)
        elif operator is code.RANGE:
            yield from (chr(argument[0]), chr(argument[1]))
        elif operator is code.CATEGORY:
            yield from _CATEGORIES[argument]


def _refused(nodes: Any) -> Iterator[str]:
    """Characters that some repetition stops at."""
    for operator, argument in nodes:
        if operator is code.NOT_LITERAL:
            yield chr(argument)
        elif operator is code.IN and argument[0][0] is code.NEGATE:
            yield from _listed(argument)
        for inner in _inside(operator, argument):
            yield from _refused(inner)
