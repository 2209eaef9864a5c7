"""What the other questions show: simulation, options, goal seek, sensitivity, differences."""
