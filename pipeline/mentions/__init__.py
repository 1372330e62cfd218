"""Whom each name in the document means."""
