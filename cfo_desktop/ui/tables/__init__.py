"""Item models and views of the tables, one module a table."""
