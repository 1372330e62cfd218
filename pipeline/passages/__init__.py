"""Which headings and lead-ins open a passage, what it holds, and whose it is."""
