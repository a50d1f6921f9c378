"""Turns words with places into the fields of a bill, each with its evidence."""
