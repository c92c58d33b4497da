"""Options appraisal for a children's social care service: the method, the record and the report."""

__version__ = "0.1.0"
