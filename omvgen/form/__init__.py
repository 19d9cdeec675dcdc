"""The form: sections and questions as data (TOML), their model and their loader."""
