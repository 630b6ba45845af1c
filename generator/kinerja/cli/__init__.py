"""The commands: parse, call, print. No rule lives here."""
