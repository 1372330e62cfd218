"""The doors to spaCy and underthesea; the document does not need them."""
