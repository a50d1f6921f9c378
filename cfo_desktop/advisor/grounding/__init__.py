"""Decides whether a text that a language model wrote may be shown: only what the facts say."""
