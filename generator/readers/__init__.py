"""The faces of a digest: one module a format, from bytes to a Reading."""
