"""Which records are one payment, and by what evidence: values in, pairs out."""
