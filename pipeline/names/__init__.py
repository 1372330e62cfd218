"""Names of bodies and posts in one string: what begins and ends them, and their types."""
