"""How an owner's tax on sales is reckoned: preset, rate, period, due day, where money is put."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import TaxPage
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.domain.tax import TaxPlan
from cfo_desktop.domain.tax import TaxPreset
from cfo_desktop.domain.tax import TaxWanted
from cfo_desktop.ui.outlook_verbs import TaxTold
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import account_text
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import NumberBox
from cfo_desktop.ui.widgets.percent_edit import PercentEdit

_LAST_DAY = 31


class TaxFields(QWidget):
    """Fields for one plan; Keep and Forget ask for what their names say."""

    keep_asked = Signal(object)
    """The ``TaxWanted``."""
    forget_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._presets: Mapping[str, TaxPreset] = {}
        self._plan: TaxPlan | None = None
        self.preset = self._choice()
        self.percent = PercentEdit(session.localised, name="")
        self.starts = self._choice()
        self.period = self._choice()
        self.due_day = NumberBox()
        self.due_day.setRange(1, _LAST_DAY)
        self.included = self._choice()
        self.purchases = PercentEdit(session.localised, name="")
        self.account = self._choice()
        self.note = parts.label(role="muted", wrap=True)
        """When the chosen kind was checked, and what to confirm; laid out by who shows the form."""
        self.keep_button = parts.button(self.tr("Keep"), self._keep, role="primary")
        self.forget_button = parts.button(self.tr("Reckon no tax"), self.forget_asked.emit)
        self._fill()
        self._build()
        self.preset.activated.connect(lambda _: self._take_preset())
        self.percent.returnPressed.connect(self._keep)

    def _choice(self) -> ChoiceBox:
        made = ChoiceBox()
        made.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        return made

    def _fill(self) -> None:
        self.period.addItem(self.tr("a month"), TaxPeriod.MONTH)
        self.period.addItem(self.tr("a quarter"), TaxPeriod.QUARTER)
        self.included.addItem(self.tr("Prices contain the tax"), True)
        self.included.addItem(self.tr("It comes on top"), False)
        present = Month.of(clock.today())
        self.starts.addItem(self.tr("it corrects today's rate"), None)
        for month in (present, present.plus(1)):
            name = self._session.localised.month(month)
            self.starts.addItem(
                self.tr("it is new from {month} on").format(month=name), month.first_day
            )

    def _build(self) -> None:
        column = parts.column(gap=6)
        for name, field in (
            (self.tr("Kind of tax"), self.preset),
            (self.tr("Rate in per cent"), self.percent),
            (self.tr("If you change the rate"), self.starts),
            (self.tr("One return covers"), self.period),
            (self.tr("Due day of the month after"), self.due_day),
            (self.tr("Prices"), self.included),
            (self.tr("Deducted for purchases, per cent"), self.purchases),
            (self.tr("Money is put aside on"), self.account),
        ):
            field.setAccessibleName(name)
            field.setMinimumHeight(parts.FIELD_HEIGHT)
            column.addWidget(parts.label(name, wrap=True))
            column.addWidget(field)
        column.addLayout(parts.row(self.keep_button, self.forget_button, None))
        column.addStretch(1)
        self.setLayout(column)

    def show_told(self, told: TaxTold) -> None:
        """Show the presets, the accounts and the plan that is kept."""
        page, language = told.page, self._session.language
        self._presets = {each.name: each for each in page.presets}
        self._plan = page.plan
        kept = page.plan.preset if page.plan else self.preset.currentData()
        self.preset.clear()
        for each in self._offered(page):
            self.preset.addItem(each.title[language], each.name)
            self.preset.setItemData(self.preset.count() - 1, each.title[language], 3)
        self.preset.setCurrentIndex(max(self.preset.findData(kept), 0))
        self._offer_accounts(told.accounts)
        self.forget_button.setVisible(page.plan is not None)
        if page.plan is None:
            self._take_preset()
            return
        plan = page.plan
        holds = plan.rate(Month.of(clock.today()))
        self.percent.show_value(holds.percent if holds else None)
        self.starts.setCurrentIndex(0)
        self.purchases.show_value(plan.purchases)
        self._show_rest(plan.period, plan.due_day, included=plan.included)
        self.account.setCurrentIndex(max(self.account.findData(plan.account), 0))
        self._say_note()

    def _offered(self, page: TaxPage) -> list[TaxPreset]:
        """Return the presets whose amounts are in the book's currency, or in none."""
        currency = self._session.currency
        return [each for each in page.presets if each.currency in {"", currency}]

    def _offer_accounts(self, accounts: Mapping[str, Account]) -> None:
        chosen = self.account.currentData()
        self.account.clear()
        self.account.addItem(self.tr("No account"), None)
        for each in accounts.values():
            if each.closed_on is None:
                self.account.addItem(account_text(each, language=self._session.language), each.code)
        self.account.setCurrentIndex(max(self.account.findData(chosen), 0))

    def _take_preset(self) -> None:
        preset = self._presets.get(self.preset.currentData())
        if preset is None:
            return
        begun = [rate for rate in preset.rates if rate.first <= clock.today()]
        self.percent.show_value(begun[-1].percent if begun else None)
        self._show_rest(preset.period, preset.due_day, included=preset.included)
        self._say_note()

    def _show_rest(self, period: TaxPeriod, due_day: int, *, included: bool) -> None:
        self.period.setCurrentIndex(self.period.findData(period))
        self.due_day.setValue(due_day)
        self.included.setCurrentIndex(0 if included else 1)

    def _say_note(self) -> None:
        preset = self._presets.get(self.preset.currentData())
        if preset is None:
            self.note.clear()
            return
        language = self._session.language
        checked = self.tr("Checked on {day}: {source}").format(
            day=self._session.localised.day(preset.checked), source=preset.source[language]
        )
        self.note.setText(f"{checked}\n{preset.note[language]}")

    def _keep(self) -> None:
        try:
            percent = self.percent.value()
            purchases = self.purchases.value()
        except UserError as error:
            self._session.warn(error)
            return
        preset = self._presets.get(self.preset.currentData())
        if preset is None:
            return
        begun = [rate for rate in preset.rates if rate.first <= clock.today()]
        fresh = self._plan is None or self._plan.preset != preset.name
        if fresh and begun and begun[-1].percent == percent:
            percent = None  # the preset's own rates, those to come among them
        self.keep_asked.emit(
            TaxWanted(
                preset=preset.name,
                percent=percent,
                first=self.starts.currentData(),
                period=self.period.currentData(),
                due_day=self.due_day.value(),
                included=bool(self.included.currentData()),
                purchases=purchases or Decimal(0),
                account=self.account.currentData() or "",
            )
        )

    def forget(self) -> None:
        """Show nothing of a book."""
        self._plan = None
        self._presets = {}
        for box in (self.preset, self.account):
            box.clear()
        self.percent.clear()
        self.purchases.clear()
        self.note.clear()
