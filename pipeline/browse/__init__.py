def serve(*a, **k): pass
