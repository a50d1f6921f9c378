"""Readers of other programs' books: beancount, hledger and ledger journals, GnuCash's XML."""
