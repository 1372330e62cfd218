"""Two lists of duties side by side: what both sides do, with what difference, and what only one does."""
