"""Folders into a database: which files, which workers, which cluster."""
