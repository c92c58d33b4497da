"""Parts of one step's page, each named after its page."""
