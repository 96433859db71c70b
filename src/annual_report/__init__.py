"""Reproducible annual reports: records to notebooks, to a ledger of statistics, to a web book and a PDF."""
