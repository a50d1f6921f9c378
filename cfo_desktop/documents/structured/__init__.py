"""Readers of documents that are data: e-invoices as XML, inside PDF and as OFD."""
