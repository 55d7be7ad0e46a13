"""The website: the archive, drawn as pages that MkDocs writes. The only folder that knows MkDocs."""
