"""The verbs of the program: one module a room, one function a verb, one transaction each."""
