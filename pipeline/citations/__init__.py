"""References to other acts: found in one string, placed in the document, and what amending acts order."""
