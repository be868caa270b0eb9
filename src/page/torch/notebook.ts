/**
 * The program that continues a run as a Jupyter notebook, nbformat 4.5: a cell for each of its parts, and a plot of the losses
 * at the end.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { TorchModel } from "../../core/model/torch";
import { FOLDERS } from "./command";
import { dataOf, headOf, sectionsOf, trimmed } from "./continued";

interface Cell {
  readonly kind: "markdown" | "code";
  readonly text: string;
}

const LOSSES = [
  "import matplotlib.pyplot as plt", "", "(_, *names), *rows = losses.rows", "for place, name in enumerate(names, 1):",
  "    plt.plot([row[0] for row in rows], [row[place] for row in rows], label=name)", 'plt.xlabel("step")', "plt.legend()",
].join("\n");

/** Returns the notebook's text. `own`: the run is on images of the reader's own. */
export function continuedNotebook(model: Model, torch: TorchModel, h: HyperparameterValues, own = false): string {
  const given = [`${model.id}-continue.py`, "RUN.safetensors", ...FOLDERS[dataOf(h, own)], "50"];
  const cells: readonly Cell[] = [
    { kind: "markdown", text: `# ${headOf(model)}\n\nChange the arguments: the run's file, where its images are, unless the data are points, and how many steps to make.` },
    { kind: "code", text: `import sys\n\nsys.argv = ${JSON.stringify(given).replaceAll(",", ", ")}` },
    ...sectionsOf(model, torch, h, own).flatMap(({ title, lines }): Cell[] => [{ kind: "markdown", text: `## ${title}` }, { kind: "code", text: trimmed(lines) }]),
    { kind: "markdown", text: "## Losses" }, { kind: "code", text: LOSSES },
  ];
  return `${JSON.stringify({
    cells: cells.map(({ kind, text }, i) => ({
      cell_type: kind, id: `cell-${i + 1}`, metadata: {}, source: text.split(/(?<=\n)/),
      ...(kind === "code" && { execution_count: null, outputs: [] }),
    })),
    metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" }, language_info: { name: "python" } },
    nbformat: 4, nbformat_minor: 5,
  }, null, 1)}\n`;
}
