"""Text to segments: lines, labels and their sequences, the parts of a decision, the tree."""
