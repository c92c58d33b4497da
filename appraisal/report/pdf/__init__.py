"""The report as PDF/UA-1 and PDF/A-2a, made by Typst in a short-lived child process."""
