"""Databases: the tables, what stands in them for a document, and how it gets there."""
