"""What the books say to a question: one read-only function for each tool."""
