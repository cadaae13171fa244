"""What each command does, one module a command.

A command asks the world only through the `Edge` it is given. The words of the domain and their logic live
below; options and help live in `cli`.
"""
