"""The encrypted book on disk: key slots, SQLCipher database, hash chain, anchor, backup."""
