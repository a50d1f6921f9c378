"""Ground floor: errors, paths, settings, clock, ids, texts, log. Standard library only."""
