"""A model in memory, as llama.cpp runs it; used by one thread of the child process only."""

from __future__ import annotations

import codecs
import contextlib
import ctypes
import itertools
import json
import os
import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
from llama_cpp import Llama
from llama_cpp import LlamaGrammar
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from cfo_desktop.advisor.engine import gguf
from cfo_desktop.advisor.engine.prompt import Limits
from cfo_desktop.advisor.engine.prompt import Prompt
from cfo_desktop.base.errors import UserError

_BATCH = 64
"""Tokens of a prompt that are evaluated at once; more is no faster on two cores."""
_SEED = 1
_SYSTEM_AND_USER = 2
Moved = Callable[[], bool]
"""Called while a model works; answers whether to stop."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one text cost: tokens of its prompt, those evaluated anew, and those said."""

    prompt: int
    evaluated: int
    said: int


class Stopped(Exception):
    """The work was ended on the way, as asked."""


class LoadedModel:
    """The four verbs on one model's weights."""

    def __init__(self, path: Path, *, context: int, moved: Moved) -> None:
        """Load ``path`` whole.

        Raises ``UserError``: ``model_without_template``, ``model_template_failed``,
        ``model_damaged``.
        """
        header = gguf.read_header(path)
        if not header.template:
            raise UserError("model_without_template")
        _formatter(header.template)  # or llama_cpp fails by it on the way
        self._moved = moved
        self._context = min(context, header.context or context)
        cores = _cores()
        try:
            self._llama = Llama(
                str(path),
                n_ctx=self._context,
                n_batch=_BATCH,
                n_threads=max(1, cores - 1),
                n_threads_batch=cores,
                use_mmap=False,
                seed=_SEED,
                verbose=False,
            )
        except (ValueError, RuntimeError, AssertionError) as error:
            raise UserError("model_damaged") from error
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._llama.model)
        self._marks = self._control_texts()
        self._formatter = _formatter(
            header.template,
            end=self._text_of(self._llama.token_eos()),
            begin=self._text_of(self._llama.token_bos()),
        )
        # kept: llama.cpp holds a pointer to it
        self._interrupts = llama_cpp.ggml_abort_callback(lambda _: self._moved())
        self._never = llama_cpp.ggml_abort_callback()
        self.counted = Counted(0, 0, 0)

    @property
    def context(self) -> int:
        """How many tokens a prompt and its answer have room for."""
        return self._context

    def generate(self, prompt: Prompt, limits: Limits) -> Iterator[str]:
        """Yield the text piece by piece; raise ``Stopped``, ``UserError("prompt_too_long")``."""
        tokens = self._tokens(prompt)
        room = min(limits.tokens, self._context - len(tokens))
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        drawn = self._llama.generate(
            tokens,
            temp=limits.temperature,
            repeat_penalty=limits.repeat_penalty,
            grammar=_grammar(limits),
        )
        with contextlib.closing(drawn):
            evaluated = len(tokens) - self._held(tokens)
            token = self._first(drawn)
            self.counted = Counted(len(tokens), evaluated, 0)
            for said in range(1, room + 1):
                if llama_cpp.llama_vocab_is_eog(self._vocabulary, token):
                    break
                if piece := decoder.decode(self._llama.detokenize([token])):
                    yield piece
                self.counted = Counted(len(tokens), evaluated, said)
                if self._moved():
                    raise Stopped
                if said < room:
                    token = next(drawn)
        if rest := decoder.decode(b"", final=True):
            yield rest

    def score(self, prompt: Prompt, choices: Sequence[str]) -> list[float]:
        """Return the natural logarithm of each choice's probability as what is said next."""
        tokens = self._tokens(prompt)
        with contextlib.closing(self._llama.generate(tokens, temp=0.0)) as drawn:
            self._first(drawn)
        try:
            first = self._log_probabilities()
            return [self._score_of(choice, first, begin=len(tokens)) for choice in choices]
        finally:
            # one less, so that the last token is evaluated again for whoever comes next
            self._llama.n_tokens = len(tokens) - 1

    def _score_of(self, choice: str, first: Sequence[float], *, begin: int) -> float:
        pieces = self._llama.tokenize(choice.encode(), add_bos=False, special=False)
        self._llama.n_tokens = begin
        score = float(first[pieces[0]]) if pieces else 0.0
        for piece, following in itertools.pairwise(pieces):
            if self._moved():
                raise Stopped
            self._llama.eval([piece])
            score += float(self._log_probabilities()[following])
        return score

    def _log_probabilities(self) -> Sequence[float]:
        size = self._llama.n_vocab()
        logits = llama_cpp.llama_get_logits_ith(self._llama.ctx, -1)
        row = (ctypes.c_float * size).from_address(ctypes.addressof(logits.contents))
        found: Sequence[float] = Llama.logits_to_logprobs(row)
        return found

    def _first(self, drawn: Iterator[int]) -> int:
        """Evaluate the prompt and return the first token said; ``Stopped`` on the way."""
        self._may_stop(self._interrupts)
        try:
            return next(drawn)
        except RuntimeError as error:
            if self._moved():
                raise Stopped from error
            raise
        finally:
            # between two tokens we are asked anyway, and this costs each of them a tenth
            self._may_stop(self._never)

    def _may_stop(self, callback: Callable[[ctypes.c_void_p], bool]) -> None:
        llama_cpp.llama_set_abort_callback(self._llama.ctx, callback, ctypes.c_void_p())

    def _held(self, tokens: Sequence[int]) -> int:
        """Return how many tokens of a prompt were evaluated for an earlier one."""
        return int(Llama.longest_token_prefix(self._llama.eval_tokens, tokens))

    def _tokens(self, prompt: Prompt) -> list[int]:
        text = self._formatted(
            [{"role": turn.role, "content": self._plain(turn.text)} for turn in prompt]
        )
        tokens: list[int] = self._llama.tokenize(text.encode(), add_bos=False, special=True)
        if len(tokens) >= self._context:
            raise UserError("prompt_too_long", limit=self._context)
        return tokens

    def _formatted(self, messages: list[dict[str, str]]) -> str:
        try:
            return self._filled(messages)
        except Exception as error:  # a template without a system turn says so as it likes
            if len(messages) < _SYSTEM_AND_USER:
                raise UserError("model_template_failed") from error
            first, second, *rest = messages
            joined = {**second, "content": f"{first['content']}\n\n{second['content']}"}
            return self._formatted([joined, *rest])

    def _filled(self, messages: list[dict[str, str]]) -> str:
        # models that think aloud first are asked not to
        return str(self._formatter(messages=messages, enable_thinking=False).prompt)

    def _plain(self, text: str) -> str:
        """Return a text that can end no turn and begin none, whatever a payee is called."""
        return self._marks.sub(" ", text)

    def _control_texts(self) -> re.Pattern[str]:
        controls = (
            self._text_of(token)
            for token in range(self._llama.n_vocab())
            if llama_cpp.llama_vocab_is_control(self._vocabulary, token)
        )
        texts = sorted(filter(None, controls), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, texts)) or r"(?!)")

    def _text_of(self, token: int) -> str:
        if token < 0:
            return ""
        text: bytes = llama_cpp.llama_vocab_get_text(self._vocabulary, token)
        return text.decode(errors="replace")


def _formatter(untrusted_template: str, *, begin: str = "", end: str = "") -> Jinja2ChatFormatter:
    """Return what makes a prompt of turns, tried once; ``UserError("model_template_failed")``."""
    try:
        formatter = Jinja2ChatFormatter(untrusted_template, eos_token=end, bos_token=begin)
        formatter(messages=[{"role": "user", "content": ""}])
    except Exception as error:  # whatever a stranger's template does
        raise UserError("model_template_failed") from error
    return formatter


def _grammar(limits: Limits) -> LlamaGrammar | None:
    """Return the grammar of the limits; only ours reach llama.cpp, which a bad one would end."""
    if limits.one_of:
        choices = " | ".join(json.dumps(text, ensure_ascii=False) for text in limits.one_of)
        return LlamaGrammar.from_string(f"root ::= {choices}", verbose=False)
    if limits.schema is not None:
        return LlamaGrammar.from_json_schema(json.dumps(limits.schema), verbose=False)
    return None


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
