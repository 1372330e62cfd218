"""What holds for one string, whatever document it stands in: letters, places, patterns."""
