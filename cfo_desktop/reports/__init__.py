"""What the owner carries out of the door: the monthly PDF and the plain exports."""
