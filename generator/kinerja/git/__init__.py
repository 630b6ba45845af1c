"""Git, asked and told: the only folder that starts it."""
