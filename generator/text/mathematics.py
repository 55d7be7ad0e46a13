"""What TeX commands mean in formulas, and how signs stand beside each other: tables only.

Sources: "The TeXbook", chapter 18 and appendix F; The Comprehensive LaTeX Symbol List.
"""

from generator.text.commands import ACCENTS, SYMBOLS

DEFINING = frozenset("newcommand renewcommand providecommand DeclareMathOperator def".split())

RELATIONS = frozenset("=<>≤≥≠≈∼≃≅≡∝≪≫∈∉∋⊂⊆⊃⊇→←↔⇒⇐⇔↦⟶≻≺⪰⪯≳≲∣∥⊥⊢⊨≜≍")
BINARY = frozenset("+−±∓×÷·∗⋆∘∪∩∧∨⊕⊗⊖⊙∖")
OPENING, CLOSING, PUNCTUATION = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉!"), frozenset(",;")
CHARACTERS = {"-": "−", "'": "′"}
_MORE_SYMBOLS = {
    "lesssim": "≲", "gtrsim": "≳", "cong": "≅", "mid": "∣", "parallel": "∥", "prec": "≺", "succ": "≻",
    "preceq": "⪯", "succeq": "⪰", "leqslant": "≤", "geqslant": "≥", "supset": "⊃", "supseteq": "⊇",
    "ni": "∋", "cap": "∩", "setminus": "∖", "ominus": "⊖", "odot": "⊙", "top": "⊤", "bot": "⊥",
    "vdash": "⊢", "models": "⊨", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "Vert": "‖",
    "lVert": "‖", "rVert": "‖", "vert": "|", "lvert": "|", "rvert": "|", "prime": "′", "hbar": "ℏ",
    "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "longrightarrow": "⟶", "iff": "⇔", "implies": "⇒", "gets": "←",
    "land": "∧", "lor": "∨", "lnot": "¬", "triangleq": "≜", "asymp": "≍", "square": "□", "Box": "□",
    "diamond": "⋄", "triangle": "△", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]",
    "colon": ":", "vdots": "⋮", "ddots": "⋱", "lt": "<", "gt": ">", "varnothing": "∅", "angle": "∠",
    "varsigma": "ς", "varrho": "ϱ", "varpi": "ϖ", "dotsc": "…", "dotsb": "⋯", "imath": "ı", "jmath": "ȷ",
}  # fmt: skip
SIGNS = SYMBOLS | _MORE_SYMBOLS
NAMES = frozenset(
    "arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim"
    " liminf limsup ln log max min Pr sec sin sinh sup tan tanh".split()
)
"""Functions, which TeX sets upright and apart from their arguments."""
ALPHABETS = frozenset(
    "mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathnormal boldsymbol bm pmb operatorname"
    " mathop mathbin mathrel mathord ensuremath".split()
)
TEXTS = frozenset("text textrm textbf textit textsf texttt textsc textnormal textup emph mbox hbox".split())
DROPPED = frozenset(
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr displaystyle textstyle"
    " scriptstyle limits nolimits".split()
)
FRACTIONS = frozenset("frac dfrac tfrac cfrac nicefrac sfrac".split())
_MARKS = {
    "hat": "^", "widehat": "^", "tilde": "~", "widetilde": "~", "bar": "=", "overline": "=", "dot": ".",
    "ddot": '"', "check": "v", "breve": "u", "acute": "'", "grave": "`", "mathring": "r",
}  # fmt: skip
"""Accents of mathematics, and the same ones of text."""
OVER = {name: ACCENTS[text] for name, text in _MARKS.items()} | {"vec": "\u20d7", "underline": "\u0332"}
STRUCK = frozenset(("mathbb", "mathds"))
DOUBLE_STRUCK = str.maketrans("CHNPQRZ", "ℂℍℕℙℚℝℤ")
"""The letters for sets that every font has."""
