"""The duties: their acts, fields of work, and the part that the bodies named in them play."""
