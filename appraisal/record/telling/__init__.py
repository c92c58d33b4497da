"""An event told in plain words: one wording for the page, the command line and messages."""
