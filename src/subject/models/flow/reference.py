"""Flow matching on points: Lipman et al. 2023, eq. 23."""
from cases import SMALL
from flow_parts import Flow

CASES = [{**SMALL, "latent": 2, "hidden": hidden, "data": "ring", "flowSteps": 3} for hidden in (16, 24)]

# Three whole steps with the model's optimiser.
OPTIMISED = {**CASES[0], "lr": 1e-3}


def reference(p, h):
    flow = Flow(p, 2, h["hidden"])
    return [("flow-matching-loss", ["velocityField"], lambda at: flow.matching(at, at.x))]
