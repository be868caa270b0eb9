#!/usr/bin/env python3
"""Executes the code cells of a notebook in their order, as one program. Argument: the notebook."""
import json
import sys
from unittest import mock

notebook = json.load(open(sys.argv[1]))
plots = mock.MagicMock()
sys.modules.update({"matplotlib": mock.MagicMock(pyplot=plots), "matplotlib.pyplot": plots})
cells = {"__name__": "__main__"}
for cell in notebook["cells"]:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), cells)
assert plots.plot.call_count > 0, "nothing was drawn"
