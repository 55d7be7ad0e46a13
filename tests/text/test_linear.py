"""Formulas in one line of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.content import ReadContent
from generator.text.linear import linear


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A 39pJ/b 1.3mm$^2$ Detector in D$^{2}$R", "A 39pJ/b 1.3mm² Detector in D²R"),
        (r"for Every Dimension $n\geq 4$", "for Every Dimension n ≥ 4"),
        (r"the root $\sqrt[3]{x}$", r"the root $\sqrt[3]{x}$"),
        (r"$\newcommand{\x}{y}$", r"$\newcommand{\x}{y}$"),
        ("attribute $S$ requires", "attribute S requires"),
        (r"$\renewcommand{\Re}{\mathbb{R}}$Recent work", "Recent work"),
        (r"\newcommand{\name}[1]{\textbf{#1}} Recent work", "Recent work"),
        (r"as others \citep[p. 3]{one,two} say.", "as others say."),
        (r"$x=-1$ and $10^{-5}$, $1.3\times 10^5$, $2\times$", "x = −1 and 10⁻⁵, 1.3 × 10⁵, 2×"),
        (r"$O(n\log n)$ of $\mathbb{R}^{d+1}$", "O(n log n) of ℝ^(d+1)"),
        (r"$\min_{x\in\mathcal{X}} F(x)$", "min_(x∈X) F(x)"),
        (r"$\left(\frac{a+b}{2}\right)^2 \neq \sqrt{n}$", "((a + b)/2)² ≠ √n"),
        (r"$y_i \in \{-1,+1\}$, $x_1,\dots,x_n$", "y_i ∈ {−1, +1}, x₁, …, x_n"),
        (r"$PA^3$: $\textbf{P}$olicy, $\text{as it is}$", "PA³: Policy, as it is"),
        (r"$φ-$Net and Section$-$Aware $\tilde{O}(d)$", "φ-Net and Section-Aware Õ(d)"),
        (r"$p^{m}\equiv1 \pmod 4$ at $360^\circ$, $1,000$", "p^m ≡ 1 (mod 4) at 360°, 1,000"),
        (r"SGG-R$^{\rm 3}$ of $P(Y\mid X)$", "SGG-R³ of P(Y | X)"),
        ("for $5 or $6, and 100%", "for $5 or $6, and 100%"),
    ],
)
def test_formulas_are_said_in_characters(line: str, said: str) -> None:
    assert linear(line) == said


@pytest.mark.parametrize(
    "line",
    [r"$\unknown{x}$", "$}{$", r"$\frac{1}$", r"$\newcommand{\x}$", "$a^$", r"$\text{a$", r"$\begin{x}1\end{x}$",
     "$" + "{" * 40 + "}" * 40 + "$"],
)  # fmt: skip
def test_what_cannot_be_said_stays_as_it_is(line: str) -> None:
    assert linear(f"Of {line} here.") == f"Of {line} here."


PIECES = st.sampled_from([*"${}^_\\ab1 -,.\n", "\\frac", "\\text{", "\\newcommand", "\\cite{"])


@given(st.lists(PIECES))
def test_whatever_stands_there_comes_out_as_a_line(pieces: list[str]) -> None:
    line = "".join(pieces)
    said = linear(line)
    assert said == line or " ".join(said.split()) == said


def test_a_line_of_a_list_is_all_where_nothing_more_stands_in_the_abstract() -> None:
    assert ReadContent("", abstract=r"We show $n \geq 4$.").lead == ("We show n ≥ 4.", True)
    assert ReadContent("", abstract=r"We show $n \geq 4$. More.").lead == ("We show n ≥ 4.", False)
