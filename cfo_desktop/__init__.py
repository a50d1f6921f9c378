"""CFO Desktop: a shop's books, encrypted, on the shop's own computer."""
