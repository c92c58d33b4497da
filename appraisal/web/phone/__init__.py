"""A member's phone: plain pages, one thing asked on each, which need no script.

``routes`` answers requests, ``sheet`` puts a round's questions on pages, ``posted`` reads what was
sent, ``shown`` says what a page shows. What may be seen or done is decided by ``service.workshop``.
"""
