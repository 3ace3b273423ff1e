"""Columns of the tables that leave the School."""
