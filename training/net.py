"""The network that is trained: BERT's layers in plain PyTorch, started from all-MiniLM-L6-v2 (Apache-2.0, Microsoft and UKP),
or, with low-rank corrections, from multilingual-e5-small (MIT): see `tongues.py`.

Written out because the weights need nothing else, and so that `models/whole.py` has something short to be compared with.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS = 384, 12
EPSILON = 1e-12
RATE, HEAD_RATE = 4e-5, 1e-3
FROZEN = "embeddings.word_embeddings.weight"  # half of all weights: few of its rows are ever in a batch
OUTPUTS = {"stance": 3}


class Net(nn.Module):
    """Texts to vectors, whose scaled cosine says "makes the point"; pairs to three logits of stance: neither, against, favour."""

    def __init__(self, given: Mapping[str, Tensor], dropout: float = 0.1) -> None:
        super().__init__()
        self.names = sorted(given)
        self.layers = sum(name.endswith("attention.self.query.weight") for name in given)
        self.weights = nn.ParameterList([nn.Parameter(given[name], name != FROZEN) for name in self.names])
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in OUTPUTS.items()})
        self.scale = nn.Parameter(torch.tensor([14.0, -8.0]))
        self.dropout = nn.Dropout(dropout)

    @classmethod
    def base(cls, folder: Path) -> "Net":
        """From the weights it starts from."""
        return cls({name: one.float() for name, one in load_file(folder / "model.safetensors").items() if wanted(name)})

    @classmethod
    def trained(cls, base: Path, weights: Path) -> "Net":
        """As `training.matcher` saved it, to be asked, not taught. `base` says which tensors there are."""
        net, stored = cls.base(base), load_file(weights)
        with torch.no_grad():
            for name, one in zip(net.names, net.weights, strict=True):
                one.copy_(stored[name])
            net.scale.copy_(stored["scale"])
        return net.eval()

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """(n, tokens) ids, segment numbers and mask to the mean of the last layer's vectors, (n, WIDTH)."""
        at = dict(zip(self.names, self.weights, strict=True))
        places = at["embeddings.position_embeddings.weight"][: ids.shape[1]]
        state = functional.embedding(ids, at[FROZEN]) + places + at["embeddings.token_type_embeddings.weight"][kinds]
        state = self.dropout(normed(at, "embeddings.LayerNorm", state))
        for n in range(self.layers):
            name = f"encoder.layer.{n}"
            state = normed(
                at,
                f"{name}.attention.output.LayerNorm",
                state + self.dropout(self.attended(at, f"{name}.attention", state, mask)),
            )
            wide = functional.gelu(self.linear(at, f"{name}.intermediate.dense", state))
            state = normed(at, f"{name}.output.LayerNorm", state + self.dropout(self.linear(at, f"{name}.output.dense", wide)))
        kept = mask[:, :, None].to(state.dtype)
        return (state * kept).sum(1) / kept.sum(1)

    def attended(self, at: dict[str, Tensor], name: str, state: Tensor, mask: Tensor) -> Tensor:
        """What each token takes from the others."""
        size = (*state.shape[:2], HEADS, WIDTH // HEADS)
        query, key, value = (
            self.linear(at, f"{name}.self.{part}", state).view(size).transpose(1, 2) for part in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        return self.linear(at, f"{name}.output.dense", mixed.transpose(1, 2).reshape(state.shape))

    def linear(self, at: dict[str, Tensor], name: str, state: Tensor) -> Tensor:
        """One dense layer."""
        return functional.linear(state, at[f"{name}.weight"], at[f"{name}.bias"])

    def groups(self) -> list[dict[str, Any]]:
        """What is taught, and how fast: the layers, and what reads them."""
        trunk = [one for one in self.weights if one.requires_grad]
        return [{"params": trunk, "lr": RATE}, {"params": [*self.heads.parameters(), self.scale], "lr": HEAD_RATE}]

    def scaled(self, cosines: Tensor) -> Tensor:
        """Logits of cosines."""
        return self.scale[0] * cosines + self.scale[1]

    def logits(self, head: str, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """(n, OUTPUTS[head])."""
        return self.heads[head](self.dropout(self(ids, kinds, mask)))


def wanted(name: str) -> bool:
    """Leaves out the pooler, which the sentence model does not use, and buffers."""
    return "pooler" not in name and "position_ids" not in name


def normed(at: dict[str, Tensor], name: str, state: Tensor) -> Tensor:
    """Layer normalisation."""
    return functional.layer_norm(state, (WIDTH,), at[f"{name}.weight"], at[f"{name}.bias"], EPSILON)


def pad(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids and segments of pairs as (ids, kinds, mask)."""
    longest = max(len(ids) for ids, _ in pairs)
    ids, kinds = torch.zeros(len(pairs), longest, dtype=torch.long), torch.zeros(len(pairs), longest, dtype=torch.long)
    mask = torch.zeros(len(pairs), longest, dtype=torch.bool)
    for row, (one, kind) in enumerate(pairs):
        ids[row, : len(one)], kinds[row, : len(one)], mask[row, : len(one)] = torch.tensor(one), torch.tensor(kind), True
    return ids, kinds, mask
