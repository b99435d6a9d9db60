"""T4's scoring of a peer's labels. Texts are made up."""

import numpy as np
from evals.sets import Debate, Labelled
from evals.viewpoints import discovery, rivals

SAID = ["late"] * 40 + ["cold"] * 6 + ["dear"] * 2  # more than 15 %, 5 to 15 %, less
TEXTS = [f"The pier is {one}, said {n}" for n, one in enumerate(SAID)]
DEBATE = Debate("pier|1", TEXTS, [[one] for one in SAID], {one: f"The pier is {one}" for one in set(SAID)})
LABELLED = Labelled("pier", TEXTS, SAID)
RIGHT = np.array([0] * 40 + [1] * 6 + [2] * 2)
NONE = np.full(len(SAID), -1)


def test_labels_are_scored_as_our_own_groups_are() -> None:
    found = discovery.judged({"dev": [DEBATE]}, [LABELLED], [(RIGHT, 2.0), (RIGHT, 3.0)])
    ours = discovery.debates([DEBATE], [(RIGHT, rivals.members(RIGHT))], 2.0)
    assert found["argkp_dev"] == ours
    assert (ours["all"], ours["groups"], ours["unassigned"], found["pier"]["cpu_seconds"]) == (1, 3, 0, 3.0)
    assert found["pier"]["nmi"] == 1


def test_who_groups_nothing_covers_nothing() -> None:
    found = discovery.judged({"dev": [DEBATE]}, [LABELLED], [(NONE, 1.0), (NONE, 1.0)])
    assert (found["argkp_dev"]["all"], found["argkp_dev"]["unassigned"], found["pier"]["unassigned"]) == (0, 1, 1)
