"""Reads bills, invoices and receipts: data, PDF pages and pictures, given as bytes."""
