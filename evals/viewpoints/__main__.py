"""All of them, one after the other: python -m evals.viewpoints"""

from evals.viewpoints import (
    boundaries,
    denial,
    discovery,
    example,
    families,
    focused,
    judged,
    kinds,
    languages,
    matching,
    members,
    minorities,
    opposites,
    polis,
    stance,
    subjects,
    unseen,
    written,
)

for one in (
    boundaries,
    denial,
    kinds,
    languages,
    matching,
    judged,
    opposites,
    stance,
    discovery,
    polis,
    minorities,
    families,
    focused,
    members,
    subjects,
    example,
    unseen,
    written,
):
    one.main(["--only", "ours"] if one is discovery else [])  # the peers need an environment of their own
