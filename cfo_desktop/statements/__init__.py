"""Readers that turn the bytes of bank and wallet files into statements and faults."""
