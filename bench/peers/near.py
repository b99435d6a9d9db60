"""Near-copies in one NDJSON file of texts, by one peer. Runs in .venv-bench, not in Hubbub's own environment.

usage: near.py KIND POSTS.ndjson ANSWER.json [POTION_FOLDER]      KIND is a name in THRESHOLDS
The answer is a list: for each text the number of the first text of its group.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
PERMUTATIONS = 128
THRESHOLDS = {"datasketch_characters": 0.7, "datasketch_words": 0.5, "rensa_characters": 0.7, "rensa_words": 0.8, "semhash": 0.9}


def characters(text: str) -> set[str]:
    """Character 4-grams of the text, lower case, white space folded."""
    folded = " ".join(text.lower().split())
    return {folded[at : at + 4] for at in range(max(1, len(folded) - 3))}


def shingles(text: str) -> set[str]:
    """Two words at a time."""
    words = text.lower().split()
    return {" ".join(words[at : at + 2]) for at in range(max(1, len(words) - 1))}


def words(text: str) -> set[str]:
    """Words, as rensa's own page cuts them."""
    return set(text.split())


def datasketch(sets: list[set[str]], threshold: float) -> Iterator[tuple[int, int]]:
    """MinHash and its LSH index, as its documentation has it, candidates checked by their signatures."""
    from datasketch import MinHash, MinHashLSH

    index, held = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), []
    for number, tokens in enumerate(sets):
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([token.encode() for token in tokens])
        for other in index.query(signature):
            if signature.jaccard(held[other]) >= threshold:
                yield other, number
        index.insert(number, signature)
        held.append(signature)


def rensa(sets: list[set[str]], threshold: float) -> Iterator[tuple[int, int]]:
    """R-MinHash and its deduplicator; a text is joined to the first kept text it is found to copy."""
    from rensa import RMinHash, RMinHashDeduplicator

    kept = RMinHashDeduplicator(threshold, PERMUTATIONS, True)
    signatures = RMinHash.from_token_sets([sorted(tokens) for tokens in sets], PERMUTATIONS, 42)
    for number, signature in enumerate(signatures):
        if not kept.add(str(number), signature):
            yield from ((int(other), number) for other in kept.get_duplicates(signature))


def semhash(texts: list[str], threshold: float, folder: str) -> Iterator[tuple[int, int]]:
    """Vectors of potion-base-8M, its own default, from this machine."""
    from model2vec import StaticModel
    from semhash import SemHash

    records = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    found = SemHash.from_records(records, columns=["text"], model=StaticModel.from_pretrained(folder))
    for one in found.self_deduplicate(threshold=threshold).filtered:
        yield int(one.duplicate_of["id"]), int(one.record["id"])


def joined(count: int, pairs: Iterator[tuple[int, int]]) -> list[int]:
    """For each text the first of its group."""
    lead = list(range(count))

    def first(one: int) -> int:
        while lead[one] != one:
            lead[one] = lead[lead[one]]
            one = lead[one]
        return one

    for one, other in pairs:
        low, high = sorted((first(one), first(other)))
        lead[high] = low
    return [first(one) for one in range(count)]


def main(kind: str, posts: str, answer: str, folder: str = "") -> None:
    """Writes the groups."""
    with Path(posts).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    tool, _, unit = kind.partition("_")
    if tool == "semhash":
        pairs = semhash(texts, THRESHOLDS[kind], folder)
    else:
        cut = characters if unit == "characters" else shingles if tool == "datasketch" else words
        pairs = (datasketch if tool == "datasketch" else rensa)([cut(text) for text in texts], THRESHOLDS[kind])
    Path(answer).write_text(json.dumps(joined(len(texts), pairs)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
