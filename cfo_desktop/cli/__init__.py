"""The command line: one verb a call, for people in two languages and as JSON for scripts."""
