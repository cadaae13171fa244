"""Trust: what must never happen, tried as often as a machine can; a table at the end counts it."""
