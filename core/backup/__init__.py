"""Copies of everything the site cannot make again, and their return (spec: reliability §11).

`core.backup.making.make_backup` writes a copy, `core.backup.restoring.restore` lays it out in an empty place and checks it.
"""
