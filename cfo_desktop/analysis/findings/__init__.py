"""What the books say unasked: one module a family of findings, put together by ``finder``."""
