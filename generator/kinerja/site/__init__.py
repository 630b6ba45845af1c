"""The published site: what each page shows, how it looks, and the adapter to its builder.

Pages are made without knowing a builder (`pages`, `render`, `charts`, templates); only `plugin`,
`config` and `building` know MkDocs.
"""
