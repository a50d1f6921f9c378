"""What the window shows: one module a screen."""
