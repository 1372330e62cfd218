"""The bodies and posts that a document regulates, what they consist of, and their staff."""
