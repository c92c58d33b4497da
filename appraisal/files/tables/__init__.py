"""The tables that go in and out as CSV and Excel."""
