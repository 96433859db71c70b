"""Prepared records: checked and typed once, kept as Parquet sorted by area, read by each notebook in part."""
