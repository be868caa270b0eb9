/**
 * A model as a PyTorch program that continues a saved run: the same networks, objectives and optimisers, with the page's own
 * images and noise, and the text of `continue.py`. `npm run check -- continue` executes it and compares its losses with the
 * page's.
 */
import { batchesPerStep, hasTermOfBatch, type Model } from "../../core/model/model";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { TorchModel } from "../../core/model/torch";
import { poolOf } from "../../core/data/pool";
import { skeleton } from "./cases";
import { commandOf, type ContinuedData } from "./command";
import runtime from "./continue.py?raw";
import ownRuntime from "./continueOwn.py?raw";
import type { TorchParameter } from "./networks";
import { LABELLED, partsOf, settingLines, takesLabelled, torchImports, updatesOf } from "./program";
import { pointsOf } from "./programs";
import { literal, mentions, settingName, settingValue, snakeCase } from "./python";

type H = HyperparameterValues;

/** Replaces PyTorch's noise by the page's streams, in objectives and in functions that they call. */
const withPageNoise = (line: string): string => line.replace(/torch\.(randn_like|randn|rand|bernoulli|randint)\(/g, "streams.$1(");

/** Returns the position where the bracket opened at `from` closes; −1 if it does not. */
function closing(text: string, from: number): number {
  for (let at = from, open = 1; at < text.length; at++) {
    if (text[at] === "(") open++;
    if (text[at] === ")" && --open === 0) return at;
  }
  return -1;
}

/** Puts other new tensors on the program's device. */
function onDevice(line: string): string {
  const calls = /torch\.(?:arange|full|linspace|tensor|zeros)\(/g;
  let [done, text] = [0, ""];
  while (calls.exec(line)) {
    const end = closing(line, calls.lastIndex);
    if (end < 0) continue;
    text += `${line.slice(done, end)}, device=device`;
    done = calls.lastIndex = end;
  }
  return text + line.slice(done);
}

/** Makes layers use statistics of the whole batch, of which a process may have a part. */
const overWholeBatch = (line: string): string =>
  line.replace(/nn\.(Dropout)\(|nn\.(BatchNorm)[12]d\(/g, "$1$2(").replace(/picked\.(sum\(0\)|T @ vectors)/g, "processes.sum(picked.$1)");

/** Writes entries between brackets, several in a line of up to 130 characters. */
function wrapped(open: string, entries: readonly string[], close: string): string[] {
  const rows: string[] = [];
  for (const entry of entries) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + entry.length < 128) rows[rows.length - 1] = `${last} ${entry},`;
    else rows.push(`    ${entry},`);
  }
  return [open, ...rows, close];
}

const settingsOf = ({ hyperparameters: table }: Model, h: H, text: string): string[] => Object.entries(h).map(([id, value]) => {
  const used = typeof value === "number" && mentions(text, settingName(id));
  return `${literal(id)}: ${used ? settingName(id) : settingValue(table[id], value)}`;
});

/** Writes a parameter: "encoder/hidden/kernel": (encoder.hidden[0].weight, None, uniform(784**-0.5)). */
const parameterOf = ({ name, python, image, begins }: TorchParameter): string =>
  `"${name}": (${python.replace(/\.(\d+)/g, "[$1]")}, ${image ? `(${image.join(", ")})` : "None"}, ${begins()})`;

/** Writes the lines that load the images of a batch, by its number, and draw its noise. */
function batchLines(model: Model, h: H, takes: readonly string[], points: boolean, draws: readonly string[], number: string, batch: string): string[] {
  const noise = model.noise(h);
  return [
    ...(takes.includes("x") || takes.includes("y") ? [`shown = order.images(${number})`] : []),
    ...(takes.includes("x") ? [`x = ${points ? "points" : "images"}[shown]`] : []),
    ...(takes.includes("y") ? ["y = targets[shown]"] : []),
    ...(draws.length > 0 ? [`streams.begin(${["step", batch, ...draws.map((name) => `${name}="${noise[name]!.purpose}"`)].join(", ")})`] : []),
  ];
}

/** Other networks' layers keep their state during this objective's update, as in the page; PyTorch's would change it. */
function keepingOtherStates(model: Model, h: H, { minimises }: Model["objectives"][number], lines: readonly string[]): readonly string[] {
  const [other] = Object.entries(model.networks(h)).filter(([network, { layers }]) =>
    !minimises.includes(network) && Object.values(layers).some(({ torch }) => torch?.within === "spectral_norm"));
  if (!other) return lines;
  const buffers = `${snakeCase(other[0])}.buffers()`;
  return [
    `held = [buffer.clone() for buffer in ${buffers}]`, ...lines, `for buffer, before in zip(${buffers}, held):`, "    buffer.copy_(before)",
  ];
}

/** A part of the program, and a cell of a notebook. */
interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Returns the first line of the program. */
export const headOf = ({ source }: Model): string => `Continues a run of ELBO Room: ${source.text}, ${source.url}`;
/** Joins lines without blank ones at the ends. */
export const trimmed = (lines: readonly string[]): string => lines.join("\n").trim();

/** Returns the data that the program reads. */
export const dataOf = (h: H, own: boolean): ContinuedData => (pointsOf(h["data"]) ? "points" : own ? "own" : "mnist");

/** Returns the lines that all programs share, and for a reader's images how to read and order them. */
const runtimeOf = (data: ContinuedData): string => (data === "own"
  ? `${runtime.replace('"a folder with MNIST"', `'what the page wrote by "Save as IDX"', metavar="images"`)}\n\n${ownRuntime}`
  : runtime);

/**
 * Returns the program's text. Its arguments are the file of the run, where the images are unless the data are points, and the
 * number of steps; `--help` lists the others. `own`: the run is on images of the reader's own.
 */
export const continuedProgram = (model: Model, torch: TorchModel, h: H, own = false): string => [
  `# ${headOf(model)}\n# ${commandOf(model.id, dataOf(h, own))}`,
  ...sectionsOf(model, torch, h, own).map(({ title, lines }) => `# ${title}\n\n${trimmed(lines)}`),
].join("\n\n") + "\n";

const MODULES = ["argparse", "gzip", "itertools", "json", "math", "os", "subprocess", "sys", "zlib"];

/** Returns the parts in the order of execution. */
export function sectionsOf(model: Model, torch: TorchModel, h: H, own: boolean): readonly Section[] {
  const textsWith = (others: H) => new Map(sectionsWith(model, torch, { ...h, ...others }, own, [], {}).map(({ title, lines }) => [title, skeleton(`\n${trimmed(lines)}`)]));
  const texts = textsWith({});
  const uses = (id: string, titles: readonly string[]) => titles.some((title) => mentions(texts.get(title)!, settingName(id)));
  /** Returns whether these sections have the same text at both ends of the setting's range. */
  const isSame = (id: string, titles: readonly string[]) => {
    const spec = model.hyperparameters[id]!;
    return spec.kind !== "choice" && [spec.min, spec.max].map((end) => textsWith({ [id]: end })).every((other) => titles.every((title) => other.get(title) === texts.get(title)));
  };
  const titles = [...texts.keys()];
  const changeable = Object.keys(model.hyperparameters).filter((id) => texts.get("Settings")!.includes(`\n${settingName(id)} = `) && isSame(id, titles));
  const live = Object.keys(model.hyperparameters).filter((id) => model.hyperparameters[id]!.live);
  const scheduled = Object.fromEntries(live.flatMap((id): [string, string | null][] => {
    if (changeable.includes(id)) return uses(id, ["Data", "Networks"]) ? [] : [[id, settingName(id)]];
    return isSame(id, titles.filter((title) => title !== "Settings")) ? [[id, null]] : [];
  }));
  return sectionsWith(model, torch, h, own, changeable, scheduled);
}

/**
 * Makes the sections. `changeable` are settings that change only their own numbers in the program. `scheduled` maps settings
 * that a run may change at any step to their names in the program; null: training does not use them.
 */
function sectionsWith(
  model: Model, torch: TorchModel, h: H, own: boolean, changeable: readonly string[], scheduled: Readonly<Record<string, string | null>>,
): readonly Section[] {
  const { parameters, objectives, written, networks, functions, code, optimisers, update: updating, points } = partsOf(model, torch, h);
  const updates = updatesOf(model, written, objectives, h, true);
  const perStep = batchesPerStep(model, h);
  const numbers = perStep === 1 ? "step" : `step * ${updates[0]!.repeats!}`;
  const indent = (lines: readonly string[], by: number) => lines.map((line) => " ".repeat(by) + line);
  const steps = updates.flatMap(({ repeats, lines: update }, i) => {
    const { takes, draws } = objectives[i]!;
    const lines = keepingOtherStates(model, h, model.objectives[i]!, update);
    const inputs = (number: string, batch: string) => batchLines(model, h, takes, points !== undefined, draws, number, batch);
    return repeats === undefined
      ? [...inputs(numbers, "0"), ...lines]
      : [`for update_number in range(${repeats}):`, ...indent([...inputs(`${numbers} + update_number`, "update_number"), ...lines], 4)];
  });
  const data = dataOf(h, own);
  const page = runtimeOf(data);
  const read = points
    ? [`label, u, eps = page_points(${literal(h["data"]!)}, ${points.labels}, ${points.width})`, ...points.lines, "points = points.float().to(device)"]
    : [`images, targets = (values.to(device) for values in read_${data}(arguments.mnist, run))`, ...(torch.continuedData?.() ?? []).map(onDevice)];
  const definitions: readonly Section[] = [
    { title: "Data", lines: [
      "philox = Philox(run.seed)", ...read, `streams, order = Streams(philox), Order(philox, batch_size, len(${points ? "points" : "images"})${poolOf(h) === "growing" ? ', "growing"' : ""})`,
    ] },
    { title: "Networks", lines: [...networks.map(overWholeBatch), ...Object.keys(torch.networks(h)).map((network) => `${snakeCase(network)}.to(device)`)] },
    { title: "Objectives", lines: [...functions, ...code.map(({ text }) => text)].map((line) => onDevice(withPageNoise(line))) },
    { title: "Optimisers, and the run's weights", lines: [
      ...optimisers, ...updating.flatMap((line) => (line.includes("optimiser.step()") ? ["    processes.average_gradients(optimiser)", line] : [line])),
      ...wrapped("run.load({", parameters.map(parameterOf),
        `}, [${updates.map(({ optimiser, repeats = "1" }) => `(${optimiser}, ${repeats})`).join(", ")}])`),
    ] },
    { title: "Training", lines: [
      "losses = Losses(arguments.losses)", "for step in range(run.step, run.step + arguments.steps):",
      "    globals().update(scheduled.get(step, {}))",
      ...indent([...(takesLabelled(objectives) ? [LABELLED] : []), ...steps], 4), "    losses.add(step + 1, terms)",
      "losses.save()", "if arguments.save and processes.rank == 0:", "    run.save(arguments.save, run.step + arguments.steps)",
    ] },
  ];
  const text = definitions.flatMap(({ lines }) => lines).join("\n");
  return [
    { title: "What PyTorch needs", lines: [
      ...[...MODULES, ...(data === "own" ? ["hashlib", "zipfile"] : [])].sort().map((name) => `import ${name}`), "from pathlib import Path", "",
      "import numpy as np", ...torchImports(`${text}${page}`),
    ] },
    { title: "What the page draws, reads and saves", lines: page.split("\n") },
    { title: "Settings", lines: [
      ...settingLines(model, h, text), "",
      `arguments = arguments_of(on_images=${points ? "False" : "True"})`, "device = processes.begin(arguments.device)", "run = Run(arguments.run)",
      ...wrapped(`run.expect(${literal(model.id)}, {`, settingsOf(model, h, text), "})"),
      ...wrapped("globals().update(run.change(arguments.set, {", changeable.map((id) => `${literal(id)}: ${literal(settingName(id))}`), "}))"),
      ...wrapped("scheduled = run.scheduled(arguments.steps, {",
        Object.entries(scheduled).map(([id, name]) => `${literal(id)}: ${name === null ? "None" : literal(name)}`), "})"),
      `batch_size = processes.share(batch_size${text.includes("halves(") ? ", halves=True" : ""})`,
      ...(hasTermOfBatch(model, h) ? ['processes.expect_one("A term of the loss is computed from a whole batch")'] : []),
    ] },
    ...definitions,
  ];
}
