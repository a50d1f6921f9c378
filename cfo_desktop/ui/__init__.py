"""The window: screens, tables and forms in PySide6, over the verbs of services."""
