"""Settings of the cases that are compared: small enough for a quick test."""

SMALL = {"latent": 4, "hidden": 16, "batch": 8}
GREY = {"pixels": "grey", "likelihood": "bernoulli"}
POINTS = {"data": "ring"}  # x has two numbers
CONV = {"latent": 4, "batch": 2}  # their channels are fixed
