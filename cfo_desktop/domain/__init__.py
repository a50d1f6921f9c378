"""Plain immutable values of bookkeeping and the pure rules over them."""
