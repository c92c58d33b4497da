"""In and out of files: guarded YAML, CSV and Excel tables; every fault with its place.

Nothing is imported here, so that the child process that reads Excel starts quickly.
"""
