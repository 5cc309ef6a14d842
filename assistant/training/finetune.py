"""Tunes the upper layers of the base model on the precedents.

The lower layers stay as they were: what they make of each text is computed once, which makes an epoch
on two cores a matter of minutes, and keeps a small set of examples from wearing away what they know.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from assistant.encoder_text import encoder_text
from assistant.heads import ISSUES, PUBLISHED_WEIGHT, VERDICTS, shares
from assistant.index import request_of
from assistant.models import Context, Request
from corpus.models import Precedent

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to tune; chosen on held-out folds."""

    frozen_layers: int = 6
    epochs: int = 4
    batch_size: int = 32
    learning_rate: float = 6e-5
    head_learning_rate: float = 1e-3
    issue_loss: float = 15.0
    """Weight of the mean issue loss beside the verdict loss."""
    dropout: float = 0.1
    bare: float = 0.35
    """Share of the readings that hide platform, audience and role: people seldom say them."""
    max_tokens: int = 192
    seed: int = 7


class Tuned(nn.Module):
    """Token ids -> unit vectors, mean pooled; with the heads it was tuned under."""

    def __init__(self, base: Path, recipe: Recipe) -> None:
        """Load the base model of folder `base`."""
        super().__init__()
        self.recipe = recipe
        self.body = AutoModel.from_pretrained(str(base), local_files_only=True, attn_implementation="eager")
        self.width = int(self.body.config.hidden_size)
        self.head = nn.Linear(self.width, len(VERDICTS) + len(ISSUES))

    def lower(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n, tokens, width) after the frozen layers."""
        return self._layers(self.body.embeddings(input_ids=ids), mask, 0, self.recipe.frozen_layers)

    def upper(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n, width) unit vectors from what `lower` gave."""
        hidden = self._layers(hidden, mask, self.recipe.frozen_layers, len(self.body.encoder.layer))
        weights = mask[:, :, None].float()
        return functional.normalize((hidden.float() * weights).sum(1) / weights.sum(1), dim=1)

    def logits(self, vectors: torch.Tensor) -> torch.Tensor:
        """(n, 6 + 33): unit vectors are scaled to unit variance first, or the head learns too slowly."""
        scaled: torch.Tensor = self.head(vectors * self.width**0.5)
        return scaled

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n, width) unit vectors."""
        return self.upper(self.lower(ids, mask), mask)

    def _layers(self, hidden: torch.Tensor, mask: torch.Tensor, start: int, end: int) -> torch.Tensor:
        bias = self.body.encoder.compute_position_bias(hidden)
        hide = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.body.encoder.layer[start:end]:
            hidden = layer(hidden, hide, bias)[0]
        return hidden


def finetune(precedents: Sequence[Precedent], base: Path, recipe: Recipe, say: Say) -> Tuned:
    """The base model tuned on `precedents`: same seed and data, same weights on the same machine."""
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    model = Tuned(base, recipe)
    requests = [request_of(p) for p in precedents]
    told = _lowered(model, [encoder_text(r) for r in requests], base, say)
    bare = _lowered(model, [encoder_text(without_context(r)) for r in requests], base, say)
    verdicts, issues = targets(precedents)
    weights = torch.tensor([PUBLISHED_WEIGHT if p.source_url else 1.0 for p in precedents])
    for parameter in model.body.parameters():
        parameter.requires_grad_(False)
    tuned = [p for layer in model.body.encoder.layer[recipe.frozen_layers :] for p in layer.parameters()]
    for parameter in tuned:
        parameter.requires_grad_(True)
    optimiser = torch.optim.AdamW(
        [
            {"params": tuned, "lr": recipe.learning_rate, "weight_decay": 0.01},
            {"params": model.head.parameters(), "lr": recipe.head_learning_rate},
        ]
    )
    steps = recipe.epochs * len(list(_batches(told, recipe.batch_size)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1.0 - step / steps)
    )
    dropout = nn.Dropout(recipe.dropout)
    for epoch in range(recipe.epochs):
        model.train()
        total = 0.0
        for batch in _batches(told, recipe.batch_size):
            hides = (torch.rand(len(batch)) < recipe.bare).tolist()
            hidden, mask = _padded([bare[i] if hide else told[i] for i, hide in zip(batch, hides, strict=True)])
            with torch.autocast("cpu", torch.bfloat16):
                vectors = model.upper(hidden, mask)
            logits = model.logits(dropout(vectors.float()))
            verdict_loss = -(verdicts[batch] * logits[:, : len(VERDICTS)].log_softmax(1)).sum(1)
            issue_loss = functional.binary_cross_entropy_with_logits(
                logits[:, len(VERDICTS) :], issues[batch], reduction="none"
            ).mean(1)
            loss = ((verdict_loss + recipe.issue_loss * issue_loss) * weights[batch]).sum() / weights[batch].sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(tuned, 1.0)
            optimiser.step()
            schedule.step()
            total += float(verdict_loss.detach().mean()) * len(batch)
        say(f"epoch {epoch + 1} of {recipe.epochs}: verdict loss {total / len(told):.3f}")
    return model.eval()


def without_context(request: Request) -> Request:
    """The request as somebody sends it who says nothing of where it goes, who sees it and who writes."""
    return replace(request, context=Context())


def targets(precedents: Sequence[Precedent]) -> tuple[torch.Tensor, torch.Tensor]:
    """(n, 6) verdict shares, each row summing to 1, and (n, 33) issues, 0 or 1."""
    verdicts = np.zeros((len(precedents), len(VERDICTS)), np.float32)
    for row, precedent in enumerate(precedents):
        for verdict, share in shares(precedent).items():
            verdicts[row, VERDICTS.index(verdict)] = share
    issues = np.array([[issue in p.issues for issue in ISSUES] for p in precedents], np.float32)
    return torch.tensor(verdicts), torch.tensor(issues)


def encode(model: Tuned, texts: Sequence[str], base: Path, batch_size: int = 32) -> np.ndarray:
    """(n, width) float32 unit vectors of `texts` by the model as it is."""
    vectors = np.zeros((len(texts), model.width), np.float32)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch, ids, mask in _tokenised(texts, base, model.recipe.max_tokens, batch_size):
            vectors[batch] = model(ids, mask).float().numpy()
    return vectors


def _lowered(model: Tuned, texts: Sequence[str], base: Path, say: Say) -> list[torch.Tensor]:
    """What the frozen layers make of each text: (tokens, width), bfloat16 to spare memory."""
    model.eval()
    lowered: list[torch.Tensor] = [torch.empty(0)] * len(texts)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch, ids, mask in _tokenised(texts, base, model.recipe.max_tokens, 32):
            hidden = model.lower(ids, mask).to(torch.bfloat16)
            for row, i in enumerate(batch):
                lowered[i] = hidden[row, : int(mask[row].sum())].clone()
    say(f"{len(texts)} texts through {model.recipe.frozen_layers} frozen layers")
    return lowered


def _tokenised(
    texts: Sequence[str], base: Path, max_tokens: int, batch_size: int
) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """(positions, ids, mask) in batches of like length."""
    tokenizer = AutoTokenizer.from_pretrained(str(base), local_files_only=True)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        encoded = tokenizer(
            [texts[i] for i in batch], padding=True, truncation=True, max_length=max_tokens, return_tensors="pt"
        )
        yield batch, encoded["input_ids"], encoded["attention_mask"]


def _batches(lowered: Sequence[torch.Tensor], size: int) -> Iterator[list[int]]:
    """Positions, shuffled, texts of like length together."""
    order = list(range(len(lowered)))
    random.shuffle(order)
    pool = size * 20
    chunks = [sorted(order[at : at + pool], key=lambda i: len(lowered[i])) for at in range(0, len(order), pool)]
    batches = [chunk[at : at + size] for chunk in chunks for at in range(0, len(chunk), size)]
    random.shuffle(batches)
    yield from batches


def _padded(rows: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """(n, longest, width) float32 and its mask."""
    longest = max(len(row) for row in rows)
    hidden = torch.zeros(len(rows), longest, rows[0].shape[1])
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    for at, row in enumerate(rows):
        hidden[at, : len(row)] = row.float()
        mask[at, : len(row)] = 1
    return hidden, mask
