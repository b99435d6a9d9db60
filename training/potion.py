"""Makes `src/hubbub/models/potion/` of potion-base-8M (MIT, MinishLab): an int8 copy of its token vectors and a slim tokenizer.

    python training/potion.py FOLDER          # FOLDER holds model.safetensors and tokenizer.json of minishlab/potion-base-8M

Each row r of the float table becomes `rows[r] * scales[r]`, rows in -127..127, scales whole numbers from 1 to 258, so that
every product fits int16. One scale a row loses less than one scale for all: mean cosine with the float row .99996
against .99958, worst .9997 against 0. Nothing is trained here and nothing is random: the same folder gives the same bytes.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TARGET = Path(__file__).parents[1] / "src" / "hubbub" / "models" / "potion"
LARGEST = 127
SCALES = 258  # 127 * 258 fits int16


def table(path: Path) -> NDArray[np.float32]:
    """The only tensor of a safetensors file: header length (8 bytes), JSON header, raw little-endian floats."""
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])["embeddings"]
    first, last = header["data_offsets"]
    return np.frombuffer(raw[8 + size + first : 8 + size + last], "<f4").reshape(header["shape"])


def quantise(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.int16]]:
    """Rows of whole numbers and their scales; a row of zeros keeps scale 1."""
    wide = rows.astype(np.float64)
    peaks = np.abs(wide).max(axis=1)
    unit = peaks.max() / (LARGEST * SCALES)
    scales = np.maximum(np.ceil(peaks / (unit * LARGEST)), 1).clip(max=SCALES)
    return np.rint(wide / (unit * scales[:, None])).clip(-LARGEST, LARGEST).astype(np.int8), scales.astype(np.int16)


def slim(path: Path) -> str:
    """The tokenizer without what we never ask of it: special tokens around a text, decoding, padding."""
    whole = json.loads(path.read_text("utf-8"))
    whole |= {"post_processor": None, "decoder": None, "truncation": None, "padding": None}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def main(folder: Path) -> None:
    """Writes weights.npz and tokenizer.json."""
    rows, scales = quantise(table(folder / "model.safetensors"))
    np.savez(TARGET / "weights.npz", rows=rows, scales=scales)
    (TARGET / "tokenizer.json").write_text(slim(folder / "tokenizer.json"), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
