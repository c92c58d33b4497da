"""Who may do what: callers, rights, codes, and limits on guessing."""
