"""Puts back the joiner (ZWJ, U+200D) that crawls lose, only where Unicode's list of emoji sequences leaves no choice.

The list (emoji-zwj-sequences.txt, "Gendered") has exactly one sequence for each of these people with a sign: base, skin
tone where there is one, ZWJ, sign, U+FE0F. A person, a profession's object and two adjacent emoji stay as they stand.
"""

import re

PLAIN = "\U0001f46f\U0001f93c\U0001f9de\U0001f9df"  # no skin tones
TONED = (
    "\U0001f3c3\U0001f3c4\U0001f3ca\U0001f46e\U0001f470\U0001f471\U0001f473\U0001f477\U0001f481\U0001f482\U0001f486\U0001f487"
    "\U0001f645-\U0001f647\U0001f64b\U0001f64d\U0001f64e\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f926\U0001f935\U0001f937-\U0001f939"
    "\U0001f93d\U0001f93e\U0001f9b8\U0001f9b9\U0001f9cd-\U0001f9cf\U0001f9d4\U0001f9d6-\U0001f9dd"
)
STYLED = "\u26f9\U0001f3cb\U0001f3cc\U0001f575"  # U+FE0F follows the base when no skin tone does
TONE = "[\U0001f3fb-\U0001f3ff]"
LOST = re.compile(f"([{PLAIN}]|[{TONED}]{TONE}?|[{STYLED}](?:\ufe0f|{TONE}))(?=[\u2640\u2642]\ufe0f)")


def rejoin(text: str) -> str:
    """The text with each certain joiner put back."""
    return LOST.sub("\\1\u200d", text)
