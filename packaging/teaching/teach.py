"""Teaches the default model to add advice to a fact: trains an adapter, and writes a GGUF with it.

    python packaging/teaching/teach.py train BASE.gguf FACTS OUT [--steps-en N] [--steps-zh N]
    python packaging/teaching/teach.py write BASE.gguf OUT TAUGHT.gguf

BASE.gguf is the default model's file, FACTS the folder that facts.py wrote, OUT a folder for the
adapter, whose languages lie in OUT/en and OUT/zh_CN. Needs torch, transformers, peft and gguf
(`pip install torch transformers peft gguf`) in an environment of its own, with this checkout on
PYTHONPATH: nothing of it is part of what runs or tests the program. Seeds are fixed.

Each sequence is one prompt, exactly as the program makes it (``advisor/words.py``), with several
additions of its state behind it. No addition sees another, and only they are learned; so what a
prompt costs is paid once for all of them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import NamedTuple

import gguf
import numpy as np
import torch
from peft import LoraConfig
from peft import get_peft_model
from safetensors.numpy import load_file
from transformers import AutoModelForCausalLM
from transformers import AutoTokenizer

from cfo_desktop.advisor import words

ADDITIONS = Path(__file__).resolve().parent / "additions"
SEED = 1
THREADS = 1
RANK, SCALE = 16, 32
LAYERS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
RATE = 2e-3
SEQUENCES = 2
"""Prompts before each change of the weights."""
BRANCHES = 8
"""Additions to a prompt."""
REHEARSED = 0.2
"""The share of English prompts while Chinese is taught, so that English is not unlearned."""
_WARM = 10
_PRINTED = 5


class Lesson(NamedTuple):
    """One prompt with several additions: what is read, what may see what, and what is learned."""

    tokens: torch.Tensor
    places: torch.Tensor
    mask: torch.Tensor
    read: torch.Tensor
    """Places whose output is to be ..."""
    learned: torch.Tensor
    """... these tokens."""


class School:
    """Facts and additions of one language, by tool and state."""

    def __init__(self, language: str, facts: Path, tokenizer: Any) -> None:
        """Read what is taught."""
        self._language = language
        self._tokenizer = tokenizer
        self._facts = defaultdict[tuple[str, str], list[str]](list)
        for line in (facts / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            self._facts[row["tool"], row["state"]].append(row["fact"])
        self._additions = additions(language)
        self._left = defaultdict[tuple[str, str], list[str]](list)
        # Each state is taught about as often as there is something to say in it.
        both = sorted(self._facts.keys() & self._additions.keys())
        self._states = [state for state in both for _ in self._additions[state]]

    def lesson(self, chance: random.Random) -> Lesson:
        """Return a random prompt with additions; each comes once before any comes again."""
        state = chance.choice(self._states)
        prompt = words.prompt(chance.choice(self._facts[state]), language=self._language)
        left, told = self._left[state], []
        for _ in range(min(BRANCHES, len(self._additions[state]))):
            if not left:
                left += self._additions[state]
                chance.shuffle(left)
            told.append(left.pop())
        return _lesson(
            self._ids(_written(self._tokenizer, prompt)),
            [self._ids(f"{each}{self._tokenizer.eos_token}") for each in told],
        )

    def _ids(self, text: str) -> list[int]:
        found: list[int] = self._tokenizer(text, add_special_tokens=False).input_ids
        return found


def additions(language: str) -> Mapping[tuple[str, str], list[str]]:
    """Return the additions of a language by tool and state."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in (ADDITIONS / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        tool, state, text = line.split("\t")
        found[tool, state].append(text)
    return found


def _written(tokenizer: Any, prompt: Any) -> str:
    turns = [{"role": turn.role, "content": turn.text} for turn in prompt]
    text: str = tokenizer.apply_chat_template(turns, add_generation_prompt=True, tokenize=False)
    return text


def _lesson(prompt: list[int], branches: list[list[int]]) -> Lesson:
    size = len(prompt) + sum(map(len, branches))
    seen = torch.zeros(size, size, dtype=torch.bool)
    seen[: len(prompt), : len(prompt)] = True
    places, read, start = list(range(len(prompt))), [], len(prompt)
    for branch in branches:
        end = start + len(branch)
        seen[start:end, : len(prompt)] = True
        seen[start:end, start:end] = True
        places += range(len(prompt), len(prompt) + len(branch))
        read += [len(prompt) - 1, *range(start, end - 1)]
        start = end
    seen &= torch.ones(size, size, dtype=torch.bool).tril()
    mask = torch.zeros(size, size, dtype=torch.bfloat16)
    mask.masked_fill_(~seen, torch.finfo(torch.bfloat16).min)
    learned = [token for branch in branches for token in branch]
    return Lesson(
        torch.tensor([prompt + learned]),
        torch.tensor([places]),
        mask[None, None],
        torch.tensor(read),
        torch.tensor(learned),
    )


def train(options: argparse.Namespace) -> None:
    """Train English first, then Chinese with some English; save the adapter after each."""
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    folder, base = str(options.base.parent), options.base.name
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=base)
    model: Any = AutoModelForCausalLM.from_pretrained(folder, gguf_file=base, dtype=torch.bfloat16)
    model = get_peft_model(
        model,
        LoraConfig(r=RANK, lora_alpha=SCALE, target_modules=list(LAYERS), lora_dropout=0.0),
    )
    schools = {name: School(name, options.facts, tokenizer) for name in ("en", "zh_CN")}
    chance = random.Random(SEED)
    for name, steps in (("en", options.steps_en), ("zh_CN", options.steps_zh)):
        other = REHEARSED if name == "zh_CN" and options.steps_en else 0.0
        if not steps:
            continue
        drawn = _drawn(schools, name, other, chance)
        _train(model, drawn, steps, options.out / name)


def _drawn(
    schools: Mapping[str, School], name: str, other: float, chance: random.Random
) -> Iterator[Lesson]:
    while True:
        yield schools["en" if chance.random() < other else name].lesson(chance)


def _train(model: Any, lessons: Iterator[Lesson], steps: int, out: Path) -> None:
    """Take so many steps; what is learned so far is saved on the way."""
    learning = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.0)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda at: min(1.0, (at + 1) / _WARM) * (0.05 + 0.95 * math.cos(at / steps * math.pi / 2)),
    )
    began, lost, tokens = time.monotonic(), 0.0, 0
    for step in range(1, steps + 1):
        for _ in range(SEQUENCES):
            lesson = next(lessons)
            loss = _loss(model, lesson) / SEQUENCES
            loss.backward()
            lost += loss.item()
            tokens += lesson.tokens.numel()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        rates.step()
        if step % _PRINTED == 0:
            spent = time.monotonic() - began
            print(
                f"step {step} of {steps}: loss {lost / _PRINTED:.3f}, {spent:.0f} s,"
                f" {tokens / spent:.0f} tokens a second",
                flush=True,
            )
            lost = 0.0
            model.save_pretrained(out)
    model.save_pretrained(out)


def _loss(model: Any, lesson: Lesson) -> torch.Tensor:
    inner = model.get_base_model()
    hidden = inner.model(
        input_ids=lesson.tokens,
        position_ids=lesson.places,
        attention_mask=lesson.mask,
        use_cache=False,
    ).last_hidden_state[0]
    likely = inner.lm_head(hidden[lesson.read])
    return torch.nn.functional.cross_entropy(likely.float(), lesson.learned)


# --- the model file ---

_NAMED = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def write(options: argparse.Namespace) -> None:
    """Write the base with the adapter added: Q8_0, all else (tokens, template) as in the base."""
    reader = gguf.GGUFReader(options.base)
    heads = {
        "attn_q": int(reader.fields["llama.attention.head_count"].contents()),
        "attn_k": int(reader.fields["llama.attention.head_count_kv"].contents()),
    }
    changes = _changes(options.out, heads)
    writer = gguf.GGUFWriter(options.taught, "llama")
    _describe(writer, reader)
    for tensor in reader.tensors:
        values = gguf.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        change = changes.pop(tensor.name, None)
        if change is not None:
            values = values + change
        if values.ndim == 1:
            writer.add_tensor(tensor.name, values)
            continue
        packed = gguf.quantize(values, gguf.GGMLQuantizationType.Q8_0)
        writer.add_tensor(tensor.name, packed, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    if changes:
        message = f"the base has no {min(changes)}"
        raise ValueError(message)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _describe(writer: gguf.GGUFWriter, reader: gguf.GGUFReader) -> None:
    own = {"general.name", "general.file_type", "general.architecture"}
    for name, held in reader.fields.items():
        if name.startswith("GGUF.") or name in own:
            continue
        kind = held.types[0]
        inner = held.types[-1] if kind is gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(name, held.contents(), kind, sub_type=inner)
    writer.add_name("SmolLM2 135M Instruct, taught to advise shops")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)


def _changes(folder: Path, heads: Mapping[str, int]) -> dict[str, np.ndarray[Any, Any]]:
    """Return {name of a tensor in the base: what the adapter adds to it}."""
    held = load_file(folder / "adapter_model.safetensors")
    found = {}
    for name, down in held.items():
        if ".lora_A." not in name:
            continue
        up = held[name.replace(".lora_A.", ".lora_B.")]
        change = (up @ down) * (SCALE / RANK)
        _, _, path = name.partition("layers.")
        layer, _, rest = path.partition(".")
        short = _NAMED[rest.split(".lora_A.")[0]]
        if short in heads:
            change = _turned(change, heads[short])
        found[f"blk.{layer}.{short}.weight"] = change
    return found


def _turned(values: np.ndarray[Any, Any], heads: int) -> np.ndarray[Any, Any]:
    """Put the rows of queries and keys into the order in which llama.cpp turns them."""
    rows, columns = values.shape
    return (
        values.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)
    )


def main() -> None:
    """Train or write, as asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    verbs = parser.add_subparsers(required=True)
    training = verbs.add_parser("train")
    training.add_argument("base", type=Path)
    training.add_argument("facts", type=Path)
    training.add_argument("out", type=Path)
    training.add_argument("--steps-en", type=int, default=260)
    training.add_argument("--steps-zh", type=int, default=260)
    training.set_defaults(do=train)
    writing = verbs.add_parser("write")
    writing.add_argument("base", type=Path)
    writing.add_argument("out", type=Path)
    writing.add_argument("taught", type=Path)
    writing.set_defaults(do=write)
    options = parser.parse_args()
    options.do(options)


if __name__ == "__main__":
    main()
