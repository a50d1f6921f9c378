"""Which function answers for which tool."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping

from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services.asking import affording
from cfo_desktop.services.asking import ahead
from cfo_desktop.services.asking import borrowing
from cfo_desktop.services.asking import cash
from cfo_desktop.services.asking import comparing
from cfo_desktop.services.asking import debts
from cfo_desktop.services.asking import earning
from cfo_desktop.services.asking import nothing
from cfo_desktop.services.asking import noticed
from cfo_desktop.services.asking import spending
from cfo_desktop.services.asking import taxes
from cfo_desktop.services.asking import tops
from cfo_desktop.services.books import Book

ANSWERS: Mapping[Tool, Callable[[Book, Arguments], Answer]] = {
    Tool.PROFIT: earning.profit,
    Tool.AFFORD: affording.afford,
    Tool.FORECAST: ahead.forecast,
    Tool.LOAN: borrowing.loan,
    Tool.UNUSUAL: noticed.unusual,
    Tool.ADVICE: noticed.advice,
    Tool.REVENUE: earning.revenue,
    Tool.EXPENSES: spending.expenses,
    Tool.COMPARE: comparing.compare,
    Tool.CASH: cash.cash,
    Tool.TAX: taxes.tax,
    Tool.RECEIVABLES: debts.receivables,
    Tool.PAYABLES: debts.payables,
    Tool.TOP_CUSTOMERS: tops.top_customers,
    Tool.TOP_SUPPLIERS: tops.top_suppliers,
    Tool.TOP_PRODUCTS: nothing.top_products,
    Tool.STOCK: nothing.stock,
    Tool.NONE: nothing.none,
}
"""Each reads the book and changes nothing."""
