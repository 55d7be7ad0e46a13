"""What TeX commands mean in prose: tables only.

Sources: The Comprehensive LaTeX Symbol List; the accent commands that arXiv accepts in metadata.
"""

EMPHASIS = {"emph": "*", "textit": "*", "textsl": "*", "textbf": "**"}
"""Commands with an argument, and the Markdown around it."""

SWITCHES = {
    **dict.fromkeys(("em", "it", "itshape", "sl"), "*"),
    **dict.fromkeys(("bf", "bfseries"), "**"),
    **dict.fromkeys(("sc", "scshape", "tt", "ttfamily", "sf", "sffamily", "rm"), ""),
    **dict.fromkeys(("tiny", "scriptsize", "footnotesize", "small", "normalsize"), ""),
    **dict.fromkeys(("large", "Large", "LARGE", "huge"), ""),
}
"""Commands that rule to the end of their group."""

PLAIN = frozenset(
    "textsc texttt textsf textrm textnormal text textup textmd underline uline ul mbox hbox fbox"
    " ensuremath".split()
)
"""Commands whose argument is all that counts."""

COLOURED = frozenset(("textcolor", "colorbox"))
ADDRESSES = frozenset(("url", "nolinkurl", "path"))
LINKS = frozenset(("href", "hyperlink"))
FOOTNOTES = frozenset(("footnote", "footnotetext", "thanks"))
SCRIPTS = frozenset(("textsuperscript", "textsubscript"))

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
"""Commands for accents, and the combining character."""

ESCAPED = frozenset("%&_#${}")
SPACES = {" ": " ", "\n": " ", ",": " ", ";": " ", ":": " ", "/": "", "-": "", "!": "", "@": ""}

LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "i": "ı", "j": "ȷ",
}  # fmt: skip
"""Commands for letters within words; one space behind them ends the command."""

SYMBOLS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textgreater": ">",
    "textless": "<", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|",
    "textunderscore": "_", "textquotesingle": "'", "textquotedblleft": "“", "textquotedblright": "”",
    "textquoteleft": "‘", "textquoteright": "’", "LaTeX": "LaTeX", "TeX": "TeX", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°",
    "deg": "°", "textdollar": "$", "textmu": "µ", "textperthousand": "‰", "textbullet": "•", "bullet": "•",
    "eg": "e.g.",
    "ie": "i.e.", "etal": "et al.", "S": "§", "dag": "†", "ddag": "‡", "pounds": "£",
    "euro": "€", "texteuro": "€", "times": "×", "div": "÷",
    "pm": "±", "mp": "∓", "cdot": "·", "cdots": "⋯", "ast": "∗", "star": "⋆", "circ": "∘", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "simeq": "≃",
    "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑",
    "prod": "∏", "int": "∫", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩",
    "emptyset": "∅", "forall": "∀", "exists": "∃", "wedge": "∧", "vee": "∨", "neg": "¬", "oplus": "⊕",
    "otimes": "⊗", "perp": "⊥", "ell": "ℓ", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "uparrow": "↑",
    "downarrow": "↓", "mapsto": "↦", "langle": "⟨", "rangle": "⟩", "checkmark": "✓", "dagger": "†",
    "ddagger": "‡", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ",
    "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "noindent": "", "xspace": "", "allowbreak": "", "newline": " ", "quad": " ", "qquad": " ",
}  # fmt: skip
"""Commands for one character, and those that mean nothing in prose."""

SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
