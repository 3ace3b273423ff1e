"""Papers with a number and a check page: one machine for certificates, letters and справки (spec: platform §8).

`kinds.register` makes an app's papers known, `issuing` gives, renews and revokes them inside the app's own act, `making` draws
the file afterwards, `checking` answers whoever holds a print.
"""
