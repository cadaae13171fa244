"""Intake: entries out of what other programs write, each line of it accounted for.

Nothing is put into anyone's mouth: a mood is no sign, and a diary that asked for none did not answer "none".
"""
