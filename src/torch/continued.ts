/**
 * A model as a PyTorch program that continues a saved run: the same networks, objectives and optimisers, with the page's own images and
 * noise. What it needs besides is the text of `continue.py`. `npm run check:torch` executes it and compares its losses with the page's.
 */
import { batchesPerStep, type Model } from "../core/model";
import type { HyperparameterValues } from "../core/hyperparameters";
import type { TorchModel } from "../core/torch";
import { commandOf } from "./command";
import runtime from "./continue.py?raw";
import type { TorchParameter } from "./networks";
import { LABELLED, partsOf, settingLines, takesLabelled, torchImports, updatesOf } from "./program";
import { literal, mentions, settingName, snakeCase } from "./python";

type H = HyperparameterValues;

/** Noise comes from the page's streams, in objectives and what they call. */
const drawn = (line: string): string => line.replace(/torch\.(randn_like|randn|rand|bernoulli|randint)\(/g, "streams.$1(");

/** Entries between brackets, several in a line of up to 130 characters. */
function wrapped(open: string, entries: readonly string[], close: string): string[] {
  const rows: string[] = [];
  for (const entry of entries) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + entry.length < 128) rows[rows.length - 1] = `${last} ${entry},`;
    else rows.push(`    ${entry},`);
  }
  return [open, ...rows, close];
}

const settingsOf = (h: H, text: string): string[] => Object.entries(h).map(([id, value]) => {
  const used = typeof value === "number" && mentions(text, settingName(id));
  return `${literal(id)}: ${used ? settingName(id) : literal(value)}`;
});

/** "encoder/hidden/kernel": (encoder.hidden[0].weight, None). */
const parameterOf = ({ name, python, image }: TorchParameter): string =>
  `"${name}": (${python.replace(/\.(\d+)/g, "[$1]")}, ${image ? `(${image.join(", ")})` : "None"})`;

/** The images of a batch, by its number, and what the page draws for it. */
function shown(model: Model, h: H, takes: readonly string[], points: boolean, draws: readonly string[], number: string, batch: string): string[] {
  const noise = model.noise(h);
  return [
    ...(takes.includes("x") || takes.includes("y") ? [`shown = order.images(${number})`] : []),
    ...(takes.includes("x") ? [`x = ${points ? "points" : "images"}[shown]`] : []),
    ...(takes.includes("y") ? ["y = targets[shown]"] : []),
    ...(draws.length > 0 ? [`streams.begin(${["step", batch, ...draws.map((name) => `${name}="${noise[name]!.purpose}"`)].join(", ")})`] : []),
  ];
}

/** Other networks' layers keep their state in this objective's turn, as in the page, where PyTorch's would move it. */
function holding(model: Model, h: H, { minimises }: Model["objectives"][number], lines: readonly string[]): readonly string[] {
  const [other] = Object.entries(model.networks(h)).filter(([network, { layers }]) =>
    !minimises.includes(network) && Object.values(layers).some(({ torch }) => torch?.within === "spectral_norm"));
  if (!other) return lines;
  const buffers = `${snakeCase(other[0])}.buffers()`;
  return [
    `held = [buffer.clone() for buffer in ${buffers}]`, ...lines, `for buffer, before in zip(${buffers}, held):`, "    buffer.copy_(before)",
  ];
}

/** Its text. Arguments: the file of the run, a folder with MNIST unless the data are points, how many steps. */
export function continuedProgram(model: Model, torch: TorchModel, h: H): string {
  const { parameters, objectives, written, networks, functions, code, optimisers, update: updating, points } = partsOf(model, torch, h);
  const updates = updatesOf(model, written, objectives, h);
  const perStep = batchesPerStep(model, h);
  const numbers = perStep === 1 ? "step" : `step * ${updates[0]!.repeats!}`;
  const indent = (lines: readonly string[], by: number) => lines.map((line) => " ".repeat(by) + line);
  const steps = updates.flatMap(({ repeats, lines: update }, i) => {
    const { takes, draws } = objectives[i]!;
    const lines = holding(model, h, model.objectives[i]!, update);
    const inputs = (number: string, batch: string) => shown(model, h, takes, points !== undefined, draws, number, batch);
    return repeats === undefined
      ? [...inputs(numbers, "0"), ...lines]
      : [`for update_number in range(${repeats}):`, ...indent([...inputs(`${numbers} + update_number`, "update_number"), ...lines], 4)];
  });
  const body = [
    ...networks.map((line) => line.replace(/nn\.Dropout\(/g, "Dropout(")), ...functions.map(drawn), ...code.map(({ text }) => drawn(text)),
    ...optimisers, ...updating,
    ...wrapped("run.load({", parameters.map(parameterOf),
      `}, [${updates.map(({ optimiser, repeats = "1" }) => `(${optimiser}, ${repeats})`).join(", ")}])`), "",
    "for step in range(run.step, run.step + steps):",
    ...indent([...(takesLabelled(objectives) ? [LABELLED] : []), ...steps], 4),
    '    print(f"step {step + 1}:", ", ".join(f"{name} {value:.8g}" for name, value in terms.items()), flush=True)', "",
  ];
  const data = points
    ? [`label, u, eps = page_points(${literal(h["data"]!)}, ${points.labels}, ${points.width})`, ...points.lines, "points = points.float()", ""]
    : ["images, targets = read_mnist(Path(sys.argv[2]))", ...(torch.continuedData?.() ?? []), ""];
  const random = ["philox = Philox(run.seed)", "streams, order = Streams(philox), Order(philox, batch_size)", ""];
  const text = [...random, ...data, ...body].join("\n");
  return [
    `# Continues a run of ELBO Room: ${model.source.text}, ${model.source.url}`,
    `# ${commandOf(model.id, points !== undefined)}`,
    "import gzip", "import json", "import math", "import sys", "from pathlib import Path", "", "import numpy as np", ...torchImports(`${text}${runtime}`), "",
    runtime,
    "", ...settingLines(h, text), "",
    "run = Run(Path(sys.argv[1]))", `steps = int(sys.argv[${points ? 2 : 3}]) if len(sys.argv) > ${points ? 2 : 3} else 50`,
    ...wrapped(`run.expect(${literal(model.id)}, {`, settingsOf(h, text), "})"),
    ...random, ...data, ...body,
  ].join("\n");
}
