"""Puts back the joiner (ZWJ, U+200D) that crawls lose, only where Unicode's list of emoji sequences leaves no choice.

The list (emoji-zwj-sequences.txt) tells what a base and what follows it join to; it does not tell whether they were joined.
That is certain for three kinds only, each of which has one sequence in the list:

* a person with a gender sign, written with U+FE0F ("Gendered"); without the joiner the sign would be a lone symbol;
* an adult with a hair component, which Unicode gives no meaning of its own ("Hair");
* a flag with what is drawn on it: rainbow, transgender symbol, skull ("Other"); a plain white or black flag before just that
  sign is found in no collection whose joiners are kept (`python -m evals.extracted` counts them).

All else could as well be two emoji, side by side on purpose: a heart and a fire are. A person and a profession's object, a
family, an animal and its colour, a direction stay as they stand.
"""

import re

PLAIN = "\U0001f9de\U0001f9df"  # no skin tones
TONED = (
    "\U0001f46f\U0001f93c\U0001f3c3\U0001f3c4\U0001f3ca\U0001f46e\U0001f470\U0001f471\U0001f473\U0001f477\U0001f481\U0001f482\U0001f486\U0001f487"
    "\U0001f645-\U0001f647\U0001f64b\U0001f64d\U0001f64e\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f926\U0001f935\U0001f937-\U0001f939"
    "\U0001f93d\U0001f93e\U0001f9b8\U0001f9b9\U0001f9cd-\U0001f9cf\U0001f9d4\U0001f9d6-\U0001f9dd"
)
STYLED = "\u26f9\U0001f3cb\U0001f3cc\U0001f575"  # U+FE0F follows the base when no skin tone does
TONE = "[\U0001f3fb-\U0001f3ff]"
ADULT = "\U0001f468\U0001f469\U0001f9d1"
GENDERED = f"(?:[{PLAIN}]|[{TONED}]{TONE}?|[{STYLED}](?:\ufe0f|{TONE}))(?=[\u2640\u2642]\ufe0f)"
HAIR = f"[{ADULT}]{TONE}?(?=[\U0001f9b0-\U0001f9b3])"
FLAG = "\U0001f3f3\ufe0f(?=\U0001f308|\u26a7\ufe0f)|\U0001f3f4(?=\u2620\ufe0f)"
LOST = re.compile(f"({GENDERED}|{HAIR}|{FLAG})")


def rejoin(text: str) -> str:
    """The text with each certain joiner put back."""
    return LOST.sub("\\1\u200d", text)
