"""Every sentence that carries a figure, once, for pages, reports and the command line."""
