"""From a typed question to one tool and its arguments."""
