"""Runs a language model in a child process: four verbs, and nothing of a book."""
