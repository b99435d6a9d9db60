"""What training made, as the package ships it: int8 weights for `hubbub.models.whole`.

    python -m training.export BASE TRAINED [FOLDER]  # writes weights.npz and tokenizer.json

BASE as for `training.matcher`; TRAINED is its `trained.safetensors`. FOLDER is src/hubbub/models/minilm where none is said. The
same files give the same bytes.
"""

import argparse
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.potion import slim

TARGET = Path(__file__).parents[1] / "src" / "hubbub" / "models" / "minilm"
LAYERS, HEADS, PLACES = 6, 12, 128
LARGEST = 127
UNIT = 2**16  # what the stance head's weights are whole multiples of
EXP_ONE = 32_768  # what exp(0) is in the table
STEPS, END = 256, 16
DENSE = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
NORMS = {"attention": "attention.output.LayerNorm", "narrow": "output.LayerNorm"}
Arrays = dict[str, NDArray[np.generic]]


def rows(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each row in whole numbers, and its scale."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-12) / LARGEST
    return np.rint(weight / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def layer(given: dict[str, NDArray[np.float32]], n: int) -> Arrays:
    """One layer's arrays."""
    found: Arrays = {}
    for name, theirs in DENSE.items():
        weight, scale = rows(given[f"encoder.layer.{n}.{theirs}.weight"])
        found |= {f"{n}.{name}.weight": np.ascontiguousarray(weight.T), f"{n}.{name}.scale": scale}
        found[f"{n}.{name}.bias"] = given[f"encoder.layer.{n}.{theirs}.bias"]
    for name, theirs in NORMS.items():
        found[f"{n}.{name}.gain"] = given[f"encoder.layer.{n}.{theirs}.weight"]
        found[f"{n}.{name}.shift"] = given[f"encoder.layer.{n}.{theirs}.bias"]
    return found


def tables() -> Arrays:
    """exp(-x) in whole numbers, and GELU."""
    powers = [round(EXP_ONE * math.exp(-n / STEPS)) for n in range(STEPS * END)] + [0]
    places = [n / STEPS for n in range(-STEPS * END, STEPS * END + 1)]
    gelu = [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in places]
    return {"exp": np.array(powers, np.float32), "gelu": np.array(gelu, np.float32)}


def arrays(given: dict[str, NDArray[np.float32]]) -> Arrays:
    """All arrays of weights.npz."""
    words, scales = rows(given["embeddings.word_embeddings.weight"])
    found: Arrays = {"words.rows": words, "words.scales": scales, "heads": np.array(HEADS)}
    found["places"] = given["embeddings.position_embeddings.weight"][:PLACES]
    found["kinds"] = given["embeddings.token_type_embeddings.weight"]
    found |= {"words.gain": given["embeddings.LayerNorm.weight"], "words.shift": given["embeddings.LayerNorm.bias"]}
    for n in range(LAYERS):
        found |= layer(given, n)
    found["stance.weight"] = np.rint(given["heads.stance.weight"] * UNIT).astype(np.int64)
    found["stance.bias"] = np.rint(given["heads.stance.bias"] * UNIT).astype(np.int64)
    found["scale"] = np.round(given["scale"].astype(np.float64), 4)
    return found | tables()


def main() -> None:
    """Writes what ships."""
    from safetensors.numpy import load_file

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("trained", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=TARGET)
    asked = parser.parse_args()
    found = arrays({name: one.astype(np.float32) for name, one in load_file(asked.trained).items()})
    asked.folder.mkdir(exist_ok=True)
    np.savez_compressed(asked.folder / "weights.npz", **found)
    (asked.folder / "tokenizer.json").write_text(slim(asked.base / "tokenizer.json"), "utf-8")


if __name__ == "__main__":
    main()
