"""The parts of the cash forecast: past flows, rhythms, levels, festivals, band; values only."""
