"""Settings of the compared cases, small enough for a quick test."""

SMALL = {"latent": 4, "hidden": 16, "batch": 8}
GREY = {"pixels": "grey", "likelihood": "bernoulli"}
POINTS = {"data": "ring"}  # x has two dimensions
CONV = {"latent": 4, "batch": 2}  # the numbers of channels are fixed
