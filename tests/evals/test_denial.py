"""How denial is scored. Sentences are made up."""

from evals.viewpoints.boundaries import read
from evals.viewpoints.denial import HARD, TRIPLES, alike, apart, shares, triple


def test_a_sentence_is_told_from_its_negation_and_not_from_its_paraphrase() -> None:
    one = triple("It is safe / It is not safe / One can trust it")
    assert apart(one)
    assert alike(one)
    assert not alike(("It is safe", "It is not safe", "It is not unsafe"))
    assert shares(["a / not a / b", "a / b / not a"], "x") == {"apart_x": 0.5, "alike_x": 0.5}


def test_every_line_is_a_triple_of_its_own() -> None:
    for path, least in ((TRIPLES, 20), (HARD, 10)):
        lines = {language: halves["dev"] + halves["held"] for language, halves in read(path).items()}
        assert len(lines) == 9
        assert all(len(set(one)) == len(one) >= least and all(map(triple, one)) for one in lines.values())
