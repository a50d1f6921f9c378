"""Exact figures computed from values the services hand over; no book, no clock, no Qt."""
