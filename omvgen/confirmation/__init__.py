"""Confirmation: what proves, years later, which plan was confirmed."""
