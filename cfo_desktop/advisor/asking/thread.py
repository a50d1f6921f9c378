"""Questions that lean on the one before: "and in May?", 那五月呢, "what about Lily?"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import fields
from dataclasses import replace

from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking import hints
from cfo_desktop.advisor.asking import kinds
from cfo_desktop.advisor.asking.arguments import Parts
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Stretch

_FILLERS = frozenset(
    (
        *("and", "what", "about", "how", "in", "for", "on", "the", "then", "so", "ok", "okay"),
        *("but", "just", "only", "same", "again", "now", "with", "to", "of", "at", "from", "also"),
        *("or", "instead", "is", "it", "that", "was", "did", "do", "same", "as", "well", "during"),
        *("since", "over", "by", "before", "if", "make", "change", "versus", "vs", "a", "an", "s"),
    )
)
_FILLERS_ZH = re.compile(
    r"(?:那么?|和|还有|又|再|换成|改成|如果|要是|看看?|呢|吗|啊|呀|嘛|吧|的话?|了|是|怎么样|如何|怎样"
    r"|多少|说|一下|下|在|从|跟|比|与|到|\s|[?？,，。!！、])*"
)
# 一 is a blank where numbers were taken out
_YEAR_BEFORE = re.compile(r"\byear\s(?:before|earlier)\b|[前上][一\s]?年")
_BEFORE = re.compile(
    r"\b(?:week|month|quarter|day|time)\s(?:before|earlier)\b|[前上]一(?:个?[月周季]|天)"
)
_ADDED = re.compile(r"^(?:and|what\sabout|how\sabout|also)\b|^(?:那|还有|然后)|呢[?？]?$")


def leans(parts: Parts, tool: Tool | None = None) -> bool:
    """Return whether a question names something and asks nothing of its own.

    After a question for ``tool`` = cash, a place of money is something: "and in the till?".
    """
    named = bool(parts.days or parts.numbers or parts.parties)
    left = arguments.without_named(parts)
    for pattern in (_YEAR_BEFORE, _BEFORE):
        named = named or pattern.search(left) is not None
        left = pattern.sub(" ", left)
    if tool is Tool.CASH:
        left, pot = hints.cut(left)
        named = named or pot is not None
    left, kind = kinds.cut(left)
    if parts.language == "zh_CN":
        return (named or kind is not None) and _FILLERS_ZH.fullmatch(left) is not None
    words = set(re.findall(r"[a-z]+", left))
    return (named or kind is not None) and words <= _FILLERS


def _earlier(text: str, period: Stretch) -> Stretch | None:
    """Return the days that "the year before" means after a question about others."""
    if _YEAR_BEFORE.search(text):
        return arguments.year_before(period)
    return arguments.preceding(period) if _BEFORE.search(text) else None


def adds(parts: Parts) -> bool:
    """Return whether a question goes on from the one before, though about something else."""
    return _ADDED.search(parts.text) is not None


def compared(named: Arguments, tool: Tool | None, before: Arguments) -> Arguments:
    """Return what is compared where a question leaves it to the one before: "more than usual?"."""
    if named.period is not None or named.other is not None:
        return named
    return replace(
        named,
        period=before.period,
        measure=named.measure or (_MEASURES.get(tool) if tool else None),
        kind=named.kind or before.kind,
        party=named.party or before.party,
    )


_MEASURES = {
    Tool.PROFIT: Measure.PROFIT,
    Tool.REVENUE: Measure.REVENUE,
    Tool.EXPENSES: Measure.EXPENSES,
}


def merged(parts: Parts, tool: Tool, before: Arguments, *, today: dt.date) -> Arguments:
    """Return the arguments of the question before with what this one names in their place."""
    named = arguments.read(parts, tool, today=today)
    said = {
        field.name: value
        for field in fields(Arguments)
        if (value := getattr(named, field.name)) not in (None, "")
    }
    earlier = _earlier(parts.text, before.period) if before.period else None
    if earlier is not None:
        said["period"] = earlier
    if "period" in said and "other" not in said:
        said["other"] = None
    return replace(before, **said)
