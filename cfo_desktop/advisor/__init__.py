"""The advisor: a question's tool and arguments, words from a local model, and their verifier."""
