"""Who owes whom: the forms of words that say it, in both languages, and nothing else.

A clause is written as a string of the lexicon's letters, one a token, and must be one of the
forms below from its first letter to its last. So passive voice, inversion and negation cannot be
taken for their opposites: a form that is not listed is refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.domain.asking import Sense

OF_DEBTS = frozenset("oOdlupYcqkBajJ")
"""Letters that say something of owing, paying or being paid."""
_EITHER = None


class Relation(NamedTuple):
    """What a clause says of a party and the shop; ``None`` for an open matter of either side."""

    sense: Sense | None
    carried: bool = False
    """Whether the clause leaves out whom it is about: the one of the clause before."""


def _forms(text: str) -> re.Pattern[str]:
    """Compile forms: Q may owe the shop, V may be owed by it, N is money."""
    spelt = "|".join(f"(?:{each})" for each in text.split())
    named = {"Q": "[PKX]", "V": "[PSX]", "N": "[M$]"}
    return re.compile("".join(named.get(each, each) for each in spelt))


_ENGLISH = (
    (
        Sense.OWED_TO_US,
        _forms(
            """
            QoU?N? QoNtU UbO(N?((y|f)Q)?|N) UO(N?)((y|f)Q)? Nb?OtU(yQ)? Nb?OyQ(tU)? OyQ(tU)?(b?N)
            Nb?dfQ Nb?ufQ Nb?ldfQ? NfQb(d|u|l) Qblw?N? QbliN QhN(d|u|l) QhuU?N? QuU?N? Qh(l|u)N
            QNb(d|u|l) QmpU?N? QmpNtU QhnYU?N? Um?cN?(fQ)? UbcN(fQ)? cN(fQ)? cfQ cQ(iN)?
            Um?cQ(iN)? U?m?HQtpU?N? U?m?HQ[iv]?[lud]?N U?m?HQtpNtU NQoU?(b[dlu])? Qj(tU)?b?N
            jQ(tU)?bN UhNt?cfQ cNQoU?
            """
        ),
    ),
    (
        Sense.WE_OWE,
        _forms(
            """
            UoV?N? UoNtV VbON(yU)? VON(yU)? Nb?OtV(yU)? Nb?OyU(tV)? Nb?dtV Nb?utV NtVb[dul]
            Ublw?N?(tV)? UmpV?N UmpV UmpNtV pVN? pN(tV)? UhuV?N(tV)? UhuV UhnYV?N(tV)? UhnYV
            NUoV?(b[dlu])? Uj(tV)?b?N UhN[udl]tV UhNtpt?V? UmpNwV Um?pNwV
            """
        ),
    ),
    (_EITHER, _forms("QJb?N QhNiJ?")),
    (Sense.IN, _forms("QYUN QYNtU QYN UqNfQ NbYyQ NbqfQ NqfQ QBi?N")),
    (Sense.OUT, _forms("UYVN UYNtV NbYtV NYtV")),
)
_CHINESE = (
    (
        Sense.OWED_TO_US,
        _forms(
            """
            QoU?N? UyQoN? Qj(b?N)? Qb?jN QlU?j?N? QbNl QbNd?u? QNd?u QNd QuU?N? QduU?N? QdN
            QmpU?N? QaUN? QaNtU QaN QmxNptU QmxNpU? QxNmpU? U?m?fQcj?N? U?m?cQj?N? U?m?cfQj?N?
            NcfQ U?m?HQm?pU?j?N? U?m?HQxNpU? NbQoU NQoU? UbNk UbQNk QNk UkQN kQN UkfQN fQkN
            U?m?fQcN QbNmpU UcQN cN QbNmcN? UbNcQ? QbNk fQbNk
            """
        ),
    ),
    (
        Sense.WE_OWE,
        _forms(
            """
            UoVN? UoN VyUoN? UbNd?u UuVN? UuN UlVj?N? UlN UbNl UmpVN? UmpN mpVN? mpN H?pVN? pN
            UmtVpN mtVpN tVpN U?mtVpN U?m?xNpV U?m?xNpt?V UmpNtV mpNtV aVN UaVN? UaN NbUoV NUoV
            NmpV NaV UbNa(V)? Uj(b?N) UbNmpV UbNmp mpVj?N tVaN UmpbN mpbN UbNut?V UbNupV
            """
        ),
    ),
    (Sense.IN, _forms("QYUN QYN QBN UfQqN UqQN QtUYN fQqN")),
    (Sense.OUT, _forms("UYVN UtVYN UxNYV YVN")),
)
_FORMS = {"en": _ENGLISH, "zh_CN": _CHINESE}
_ELLIPSIS = {
    "PM": frozenset(Sense),
    "PbM": frozenset(Sense),
    **dict.fromkeys(("M", "bM", "d", "bd", "l", "bl", "u", "bu", "du", "bdu"), frozenset(Sense)),
    **dict.fromkeys(("oUM", "oM", "oU"), frozenset({Sense.OWED_TO_US})),
    "MyP": frozenset({Sense.OWED_TO_US}),
    "MfP": frozenset({Sense.OWED_TO_US, Sense.IN}),
    "MtP": frozenset({Sense.WE_OWE, Sense.OUT}),
}
"""{a clause without a verb: which relations of the clause before it can go on in it}."""


_TOGETHER = frozenset(["一共", "总共", "共", "共计", "合计", "累计"])
"""A verb before an amount (共2400元), an adverb before a verb (一共欠)."""


def form(tokens: tuple[Token, ...], language: str) -> str:
    """Write a clause as a string of letters, without what its grammar does not turn on."""
    follow = (*(each.letter for each in tokens[1:]), "")[: len(tokens)]
    text = "".join(
        each.letter
        for each, after in zip(tokens, follow, strict=True)
        if each.text not in _TOGETHER or after in {"M", "$", ""}
    )
    text = re.sub(r"[.~W]", "", text)
    text = re.sub("Z(?=j|$)", "U", text).replace("Z", "")
    text = re.sub(r"[KS](?=P)", "", text)
    text = text.replace("PX", "P")
    if language == "en":
        text = re.sub(r"[iftyv]?D", "", text)
        text = re.sub(r"[iwvft]?C", "", text)
        text = re.sub(r"iJ", "", text)
        text = re.sub(r"v(?=[MP$])", "", text)
        text = re.sub(r"(?<=[cd])i(?=[M$])|^i(?=[M$])", "", text)
        text = re.sub(r"T(?=[vM])|(?<=i)T$", "", text)
        return text.removesuffix("i")
    text = re.sub("H+", "H", text)
    return re.sub(r"D|C|(?<=o)b(?=[M$])", "", text)


def relation(tokens: tuple[Token, ...], language: str, before: Relation | None) -> Relation | None:
    """Return what a clause says of owing and paying; ``None`` for a form that is not known."""
    text = form(tokens, language)
    for sense, pattern in _FORMS[language]:
        if pattern.fullmatch(text):
            return Relation(sense)
    goes_on = _ELLIPSIS.get(text)
    if goes_on and before is not None and (before.sense is None or before.sense in goes_on):
        return Relation(before.sense, carried="P" not in text)
    return None
