"""How kinds are scored, and what of real sentences is in the repository: hashes. Sentences are made up."""

import re

from evals.viewpoints.boundaries import read
from evals.viewpoints.kinds import HARD, KINDS, OURS, always, judgements, naive, pair, scores


def test_precision_and_recall_of_each_kind_that_is_no_position() -> None:
    pairs = [("testimony", "I was there"), ("testimony", "My boat sank"), ("emotion", "so sad"), ("position", "I was right")]
    assert scores(naive, pairs) == {"right": 0.25, "testimony_p": 0.5, "testimony_r": 0.5, "emotion_r": 0.0}
    assert scores(always, pairs) == {"right": 0.25, "testimony_r": 0.0, "emotion_r": 0.0}


def test_every_line_is_a_sentence_of_a_kind_and_halves_hold_all_kinds() -> None:
    for path, least in ((OURS, 30), (HARD, 12)):
        for halves in read(path).values():
            pairs = [pair(line) for lines in halves.values() for line in lines]
            assert len(set(pairs)) == len(pairs) >= least
            assert all({pair(line)[0] for line in lines} == set(KINDS) for lines in halves.values())
    assert len(read(OURS)) == len(read(HARD)) == 9


def test_of_real_sentences_only_hashes_are_kept() -> None:
    rows = judgements()
    assert len(rows) >= 80
    assert all(re.fullmatch("[0-9a-f]{16}", one[1]) and {*one[2:]} <= set(KINDS) for one in rows)
