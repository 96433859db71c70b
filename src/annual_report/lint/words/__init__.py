"""The plain-word rules: a TOML file each, read by ``annual_report.lint.word_rules``."""
