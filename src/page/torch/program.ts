/**
 * A model as a complete PyTorch program, from its definition and its `torch.ts`, with the settings filled in, in idiomatic
 * PyTorch, to be pasted into a notebook. `npm run check -- torch` executes it and compares.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { forSettings, totalId, type Model, type Objective, type Term } from "../../core/model/model";
import { adam, type Optimiser } from "../../core/model/optimiser";
import type { TorchModel, TorchObjective, TorchPoints } from "../../core/model/torch";
import { poolOf } from "../../core/data/pool";
import { HELPERS, torchNetworks, type TorchParameter } from "./networks";
import { pointsOf } from "./programs";
import { float, inTermsOfSettings, mentions, settingName, settingValue, snakeCase } from "./python";

export interface CodeLine {
  readonly text: string;
  /** The loss column that the line computes. */
  readonly column?: string;
}

/** The program in parts, in order. */
export interface TorchProgram {
  /** Data, networks, objectives and optimisers. */
  readonly setup: readonly CodeLine[];
  readonly training: readonly CodeLine[];
  readonly sampling: readonly CodeLine[];
  readonly parameters: readonly TorchParameter[];
  readonly objectives: readonly ProgramObjective[];
}

export interface ProgramObjective {
  /** The name of the function that computes it, and those of `INPUTS` that it takes. */
  readonly name: string;
  readonly takes: readonly string[];
  /** The noise that it draws, in order. */
  readonly draws: readonly string[];
  /** The Python names of its terms, by their loss column. */
  readonly terms: Readonly<Record<string, string>>;
}

const EPOCHS = 10;

/** The inputs of a step; the labelled images are drawn in addition to the batch. */
const INPUTS = ["x", "y", "x_labelled", "y_labelled"] as const;
export const LABELLED = "x_labelled, y_labelled = labelled_batch()";

type H = HyperparameterValues;
type AnyObjective = Objective<unknown, H>;

const plain = (lines: readonly string[]): CodeLine[] => lines.map((text) => ({ text }));

/** Returns the factor of a term in the total: "beta * ". */
function factorOf({ weight }: Term<unknown, H>, model: Model, h: H): string {
  if (!weight) return "";
  const written = weight.torch !== undefined ? forSettings(weight.torch, h) : inTermsOfSettings((other) => weight.value(other, Infinity), h, model.hyperparameters);
  return written === "1" ? "" : `${written.includes(" + ") ? `(${written})` : written} * `;
}

function objectiveFunction(
  model: Model, objective: AnyObjective, { lines, draws }: TorchObjective, taken: ReadonlySet<string>, h: H,
): { readonly code: readonly CodeLine[]; readonly made: ProgramObjective } {
  const unlike = (name: string) => (taken.has(name) || lines.some((line) => mentions(line, name)) ? `${name}_loss` : name);
  const name = unlike(snakeCase(objective.id));
  const terms = objective.terms.map((term) => {
    if (term.torch === undefined) throw new Error(`${model.id}: ${term.id} has no line in PyTorch`);
    return { term, variable: unlike(snakeCase(term.id)), expression: forSettings(term.torch, h) };
  });
  const all = [...lines, ...terms.map(({ expression }) => expression)].join("\n");
  const takes = INPUTS.filter((input) => mentions(all, input));
  const body: CodeLine[] = plain(lines);
  let source = "";
  for (const { term, variable, expression } of terms) {
    if (term.source !== source) body.push({ text: `# ${term.source}`, column: term.id });
    source = term.source;
    body.push({ text: `${variable} = ${expression}`, column: term.id });
  }
  const [only] = terms;
  const total = terms.map(({ term, variable }) => `${factorOf(term, model, h)}${variable}`).join(" + ");
  const whole = terms.length > 1 ? "loss" : only!.variable;
  if (terms.length > 1) body.push({ text: `loss = ${total}`, column: totalId(model, objective) });
  body.push({ text: `return ${whole}, {${terms.map(({ variable }) => `"${variable}": ${variable}`).join(", ")}}` });
  return {
    code: [{ text: `def ${name}(${takes.join(", ")}):` }, ...body.map((line) => ({ ...line, text: `    ${line.text}` })), { text: "" }],
    made: { name, takes, draws, terms: Object.fromEntries(terms.map(({ term, variable }) => [term.id, variable])) },
  };
}

function optimiserOf({ name, beta1, beta2, epsilon }: Optimiser, networks: readonly string[], rate: string): string {
  const usual = adam();
  const weights = networks.length === 1
    ? `${snakeCase(networks[0]!)}.parameters()`
    : `[${networks.map((network) => `*${snakeCase(network)}.parameters()`).join(", ")}]`;
  const options = name === "Adam"
    ? (beta1 === usual.beta1 && beta2 === usual.beta2 ? "" : `, betas=(${float(beta1)}, ${float(beta2)})`)
    : `, alpha=${float(beta2)}`;
  const eps = epsilon === usual.epsilon ? "" : `, eps=${float(epsilon)}`;
  return `torch.optim.${name === "Adam" ? "Adam" : "RMSprop"}(${weights}, lr=${rate}${options}${eps})`;
}

/** Returns the networks that its optimiser updates: those that have trainable parameters. */
const updatedNetworks = (model: Model, { minimises }: AnyObjective, h: H): readonly string[] => {
  const specs = model.networks(h);
  return minimises.filter((network) =>
    Object.values(specs[network]!.layers).some(({ parameters }) => Object.values(parameters).some(({ trainable }) => trainable)));
};

const optimiserName = (model: Model, objective: AnyObjective, h: H): string =>
  (model.objectives.length === 1 ? "optimiser" : `${updatedNetworks(model, objective, h).map(snakeCase).join("_and_")}_optimiser`);

/** The maximum number of characters in a line. */
const MAX_LINE = 130;

/** Returns an optimiser's initial learning rate: "2 * lr". */
function firstRateOf(model: Model, written: Written, { id, rate }: AnyObjective, h: H): string {
  const factor = rate && written[id]!.rate === undefined ? inTermsOfSettings((other) => rate(other, 0), h, model.hyperparameters) : "1";
  return factor === "1" ? "lr" : `${factor} * lr`;
}

function optimisers(model: Model, written: Written, h: H): string[] {
  return model.objectives.flatMap((objective) => {
    const rate = firstRateOf(model, written, objective, h);
    const optimiser = optimiserOf(objective.optimiser ?? model.optimiser, updatedNetworks(model, objective, h), rate);
    const line = `${optimiserName(model, objective, h)} = ${optimiser}`;
    return line.length <= MAX_LINE ? [line] : [line.replace(/\(.*/, "("), `    ${line.replace(/^.*?\(/, "").slice(0, -1)},`, ")"];
  });
}

/** Returns whether an objective takes labelled images. */
export const takesLabelled = (made: readonly ProgramObjective[]): boolean => made.some(({ takes }) => takes.includes("x_labelled"));

type Written = Readonly<Record<string, TorchObjective>>;

export interface Update {
  /** The number of updates in one step, each on a batch of its own, as Python; undefined for one. */
  readonly repeats: string | undefined;
  readonly optimiser: string;
  readonly lines: readonly string[];
}

/** Writes each objective's update. `isScheduled`: the rate's settings may change at any step, so each update sets the rate. */
export function updatesOf(model: Model, written: Written, made: readonly ProgramObjective[], h: H, isScheduled = false): readonly Update[] {
  return model.objectives.map((objective, i) => {
    const { name, takes } = made[i]!;
    const terms = i === 0 ? "terms" : "more";
    const clipped = objective.clip && inTermsOfSettings((other) => objective.clip!(other, 0), h, model.hyperparameters);
    const clip = clipped === undefined ? [] : objective.minimises.flatMap((network) => [
      "with torch.no_grad():", `    for weights in ${snakeCase(network)}.parameters():`, `        weights.clamp_(-${clipped}, ${clipped})`,
    ]);
    const optimiser = optimiserName(model, objective, h);
    const rate = written[objective.id]!.rate ?? (isScheduled ? firstRateOf(model, written, objective, h) : undefined);
    return {
      repeats: objective.repeats && inTermsOfSettings(objective.repeats, h, model.hyperparameters),
      optimiser,
      lines: [
        `loss, ${terms} = ${name}(${takes.join(", ")})`, ...(rate === undefined ? [] : [`${optimiser}.param_groups[0]["lr"] = ${rate}`]),
        `update(${optimiser}, loss)`, ...clip, ...(i === 0 ? [] : ["terms.update(more)"]),
      ],
    };
  });
}

/** Writes the loop over batches with each objective's update in turn. */
function trainingLoop(
  model: Model, written: Written, made: readonly ProgramObjective[], inputs: string, counts: boolean, h: H,
): string[] {
  const updates = updatesOf(model, written, made, h);
  const [first] = updates;
  const rest = updates.slice(1).flatMap(({ lines }) => lines);
  const indent = (lines: readonly string[], by: number) => lines.map((line) => " ".repeat(by) + line);
  const step = counts ? ["step += 1"] : [];
  const labelled = takesLabelled(made) ? [LABELLED] : [];
  const body = first!.repeats === undefined
    ? [`    for ${inputs} in loader:`, ...indent([...labelled, ...first!.lines, ...rest, ...step], 8)]
    : [
      "    batches = iter(loader)", `    for _ in range(len(loader) // ${first!.repeats}):`,
      `        for _ in range(${first!.repeats}):`, `            ${inputs} = next(batches)`, ...indent(first!.lines, 12), ...indent([...rest, ...step], 8),
    ];
  return [
    ...(counts ? ["step = 0"] : []), "for epoch in range(epochs):", ...body,
    '    print(f"epoch {epoch + 1}:", ", ".join(f"{name} {value:.3f}" for name, value in terms.items()))',
  ];
}

const shuffled = (rows: string): string => `loader = DataLoader(${rows}, batch_size, shuffle=True, drop_last=True)`;

const ALL_AT_ONCE = "# The page draws its first batches from a growing pool of these images; this program draws from all.";

const images = (labelled: boolean, more: readonly string[], h: H): string[] => [
  'mnist = datasets.MNIST("data", train=True, download=True)',
  "images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]",
  ...more,
  ...(poolOf(h) === "growing" ? [ALL_AT_ONCE] : []), shuffled(labelled ? "TensorDataset(images, mnist.targets)" : "images"),
  "",
];

const drawnPoints = ({ labels, width, lines }: TorchPoints): string[] => {
  const uniform = mentions(lines.join("\n"), "u");
  return [
    `label, eps = torch.randint(${labels}, (60000,)), torch.randn(60000, ${width})`, ...(uniform ? ["u = torch.rand(60000)"] : []), ...lines,
  ];
};

/** The end of the program, which saves `pictures`, or `points`, [n,width]. */
const SAVE_PICTURES = 'save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)';
const plotted = (width: 1 | 2): string[] => [
  width === 1 ? "plt.hist(points.flatten().tolist(), 100)" : "plt.scatter(*points.T, s=2)", 'plt.savefig("samples.png")',
];

/** Returns the imports of PyTorch that the text needs. */
export function torchImports(text: string): string[] {
  const uses = (what: string) => text.includes(what);
  return [
    "import torch",
    ...(uses("F.") ? ["import torch.nn.functional as F"] : []),
    "from torch import nn",
    ...(uses("Normal(") ? ["from torch.distributions import Normal"] : []),
    ...(uses("spectral_norm(") ? ["from torch.nn.utils import spectral_norm"] : []),
  ];
}

/** Returns the other imports of a program that starts from scratch. */
function imports(text: string): string[] {
  const uses = (what: string) => text.includes(what);
  const data = ["DataLoader", "TensorDataset"].filter(uses).join(", ");
  return [
    ...(uses("math.") ? ["import math", ""] : []),
    ...(uses("plt.") ? ["import matplotlib.pyplot as plt"] : []),
    ...torchImports(text),
    `from torch.utils.data import ${data}`,
    ...(uses("datasets.") ? ["from torchvision import datasets", "from torchvision.utils import save_image"] : []),
    "",
  ];
}

/** Returns the helpers that networks of these lines need. */
export const helpersOf = (networks: readonly string[]): readonly string[] =>
  Object.entries(HELPERS).flatMap(([name, lines]) => (networks.some((line) => line.includes(`${name}(`)) ? [...lines, ""] : []));

/** Returns the parts of a program, whether it starts or continues a run. */
export function partsOf(model: Model, torch: TorchModel, h: H) {
  const networks = torchNetworks(model, torch.networks(h), h);
  const written = torch.objectives(h);
  const taken = new Set([...Object.keys(model.hyperparameters).map(settingName), ...Object.keys(torch.networks(h)).map(snakeCase)]);
  const objectives = model.objectives.map((objective) => objectiveFunction(model, objective, written[objective.id]!, taken, h));
  const made = objectives.map((objective) => objective.made);
  return {
    parameters: networks.parameters, objectives: made, written,
    labelled: made.some(({ takes }) => takes.includes("y")),
    networks: [...helpersOf(networks.lines), ...(torch.numbers?.() ?? []), ...networks.lines],
    functions: torch.functions?.(h) ?? [],
    code: objectives.flatMap((objective) => objective.code),
    optimisers: [...optimisers(model, written, h), ""],
    update: ["def update(optimiser, loss):", "    optimiser.zero_grad()", "    loss.backward()", "    optimiser.step()", ""],
    points: pointsOf(h["data"]),
  };
}

/** Writes the settings that the text uses: "beta = 1". */
export const settingLines = ({ hyperparameters: table }: Model, h: H, text: string): string[] => Object.entries(h)
  .filter(([id, value]) => typeof value === "number" && mentions(text, settingName(id)))
  .map(([id, value]) => `${settingName(id)} = ${settingValue(table[id], value)}`);

/** Writes the program that trains a model from scratch with these settings and this seed. */
export function torchProgram(model: Model, torch: TorchModel, h: H, seed: number): TorchProgram {
  const { parameters, objectives, written, labelled, networks, functions, code, optimisers, update, points } = partsOf(model, torch, h);
  const counts = [...code.map(({ text }) => text), ...Object.values(written).map(({ rate }) => rate ?? "")].some((text) => mentions(text, "step"));
  const loop = trainingLoop(model, written, objectives, labelled ? "x, y" : "x", counts, h);
  const data = points ? [...drawnPoints(points), shuffled("points"), ""] : images(labelled, torch.data?.(h) ?? [], h);
  const middle = [...plain([...data, ...networks, ...functions]), ...code, ...plain([...optimisers, ...update])];
  const modes = (mode: string) => Object.entries(torch.networks(h))
    .filter(([, { parts }]) => /norm|Dropout/.test(Object.values(parts).flat(2).join())).map(([network]) => `${snakeCase(network)}.${mode}()`);
  const samples = [
    ...modes("eval"), "with torch.no_grad():", ...torch.sample(h).map((line) => `    ${line}`),
    ...(points ? plotted(points.width) : [SAVE_PICTURES]),
  ];
  const text = [...middle.map((line) => line.text), ...loop, ...samples].join("\n");
  const settings = [...settingLines(model, h, text), `epochs = ${EPOCHS}`, `torch.manual_seed(${seed})`, ""];
  const head = [`# ${model.source.text}, ${model.source.url}`, ...imports(text), ...settings];
  return { setup: [...plain(head), ...middle], training: plain([...loop, ""]), sampling: plain(samples), parameters, objectives };
}

/** Returns all lines of a program. */
export const linesOf = ({ setup, training, sampling }: TorchProgram): readonly CodeLine[] => [...setup, ...training, ...sampling];

/** Joins lines to a text. */
export const textOf = (lines: readonly CodeLine[]): string => `${lines.map(({ text }) => text).join("\n")}\n`;
