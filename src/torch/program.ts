/**
 * A model as a whole PyTorch program, from its definition and its `torch.ts`, with the settings filled in: what an author of PyTorch
 * would write, to be pasted into a notebook. `npm run check:torch` executes it and compares.
 */
import type { HyperparameterValues } from "../core/hyperparameters";
import { forSettings, totalId, type Model, type Objective, type Term } from "../core/model";
import { adam, type Optimiser } from "../core/optimiser";
import type { TorchModel, TorchObjective } from "../core/torch";
import { STARTS, torchNetworks, type TorchParameter } from "./networks";
import { inSettings, literal, mentions, settingName, snakeCase } from "./python";

export interface CodeLine {
  readonly text: string;
  /** The loss column whose number it computes. */
  readonly column?: string;
}

/** The program in its parts, in order. */
export interface TorchProgram {
  /** Data, networks, objectives and optimisers. */
  readonly setup: readonly CodeLine[];
  readonly training: readonly CodeLine[];
  readonly sampling: readonly CodeLine[];
  readonly parameters: readonly TorchParameter[];
  readonly objectives: readonly ProgramObjective[];
}

export interface ProgramObjective {
  /** The function that computes it, of these of x and y. */
  readonly name: string;
  readonly takes: readonly string[];
  /** Noise that it draws, in order. */
  readonly draws: readonly string[];
  /** Its terms by their loss column: names in Python. */
  readonly terms: Readonly<Record<string, string>>;
}

const EPOCHS = 10;

type H = HyperparameterValues;
type AnyObjective = Objective<unknown, H>;

const plain = (lines: readonly string[]): CodeLine[] => lines.map((text) => ({ text }));

/** How the total weighs a term: "beta * ". */
function factorOf({ weight }: Term<unknown, H>, model: Model, h: H): string {
  if (!weight) return "";
  const written = weight.torch !== undefined ? forSettings(weight.torch, h) : inSettings((other) => weight.value(other, Infinity), h, model.hyperparameters);
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
  const takes = ["x", "y"].filter((input) => mentions(all, input));
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
    ? (beta1 === usual.beta1 && beta2 === usual.beta2 ? "" : `, betas=(${beta1}, ${beta2})`)
    : `, alpha=${beta2}`;
  const eps = epsilon === usual.epsilon ? "" : `, eps=${epsilon}`;
  return `torch.optim.${name === "Adam" ? "Adam" : "RMSprop"}(${weights}, lr=${rate}${options}${eps})`;
}

const optimiserName = (model: Model, { minimises }: AnyObjective): string =>
  (model.objectives.length === 1 ? "optimiser" : `${minimises.map(snakeCase).join("_and_")}_optimiser`);

function optimisers(model: Model, h: H): string[] {
  return model.objectives.map((objective) => {
    const { rate } = objective;
    const factor = rate ? inSettings((other) => rate(other, 0), h, model.hyperparameters) : "1";
    return `${optimiserName(model, objective)} = ${optimiserOf(objective.optimiser ?? model.optimiser, objective.minimises, factor === "1" ? "lr" : `${factor} * lr`)}`;
  });
}

/** The loop over batches: each objective's update in its turn. */
function trainingLoop(model: Model, made: readonly ProgramObjective[], inputs: string, counts: boolean, h: H): string[] {
  const updates = model.objectives.map((objective, i) => {
    const { name, takes } = made[i]!;
    const terms = i === 0 ? "terms" : "more";
    const clipped = objective.clip && inSettings((other) => objective.clip!(other, 0), h, model.hyperparameters);
    const clip = clipped === undefined ? [] : objective.minimises.flatMap((network) => [
      "with torch.no_grad():", `    for weights in ${snakeCase(network)}.parameters():`, `        weights.clamp_(-${clipped}, ${clipped})`,
    ]);
    return {
      repeats: objective.repeats && inSettings(objective.repeats, h, model.hyperparameters),
      lines: [
        `loss, ${terms} = ${name}(${takes.join(", ")})`, `update(${optimiserName(model, objective)}, loss)`, ...clip,
        ...(i === 0 ? [] : ["terms.update(more)"]),
      ],
    };
  });
  const [first] = updates;
  const rest = updates.slice(1).flatMap(({ lines }) => lines);
  const indent = (lines: readonly string[], by: number) => lines.map((line) => " ".repeat(by) + line);
  const step = counts ? ["step += 1"] : [];
  const body = first!.repeats === undefined
    ? [`    for ${inputs} in loader:`, ...indent([...first!.lines, ...rest, ...step], 8)]
    : [
      "    batches = iter(loader)", `    for _ in range(len(loader) // ${first!.repeats}):`,
      `        for _ in range(${first!.repeats}):`, `            ${inputs} = next(batches)`, ...indent(first!.lines, 12), ...indent([...rest, ...step], 8),
    ];
  return [
    ...(counts ? ["step = 0"] : []), "for epoch in range(epochs):", ...body,
    '    print(f"epoch {epoch + 1}:", ", ".join(f"{name} {value:.3f}" for name, value in terms.items()))',
  ];
}

const data = (labelled: boolean, more: readonly string[]): string[] => [
  'mnist = datasets.MNIST("data", train=True, download=True)',
  "images = mnist.data.view(-1, 784) / 255  # [60000, 784] in [0, 1]",
  ...more,
  ...(labelled
    ? ["loader = DataLoader(TensorDataset(images, mnist.targets), batch_size, shuffle=True, drop_last=True)"]
    : ["loader = DataLoader(images, batch_size, shuffle=True, drop_last=True)"]),
  "",
];

/** `from … import …` lines that the text needs. */
function imports(text: string): string[] {
  const uses = (what: string) => text.includes(what);
  const data = ["DataLoader", "TensorDataset"].filter(uses).join(", ");
  return [
    ...(uses("math.") ? ["import math", ""] : []),
    "import torch",
    ...(uses("F.") ? ["import torch.nn.functional as F"] : []),
    "from torch import nn",
    ...(uses("Normal(") ? ["from torch.distributions import Normal"] : []),
    ...(uses("spectral_norm(") ? ["from torch.nn.utils import spectral_norm"] : []),
    `from torch.utils.data import ${data}`,
    "from torchvision import datasets",
    "from torchvision.utils import save_image",
    "",
  ];
}

export function torchProgram(model: Model, torch: TorchModel, h: H, seed: number): TorchProgram {
  const networks = torchNetworks(model, torch.networks(h), h);
  const written = torch.objectives(h);
  const taken = new Set([...Object.keys(model.hyperparameters).map(settingName), ...Object.keys(torch.networks(h)).map(snakeCase)]);
  const objectives = model.objectives.map((objective) => objectiveFunction(model, objective, written[objective.id]!, taken, h));
  const made = objectives.map((objective) => objective.made);
  const labelled = made.some(({ takes }) => takes.includes("y"));
  const functions = torch.functions?.(h) ?? [];
  const code = objectives.flatMap((objective) => objective.code);
  const loop = trainingLoop(model, made, labelled ? "x, y" : "x", code.some(({ text }) => mentions(text, "step")), h);
  const starts = Object.entries(STARTS).flatMap(([name, lines]) => (networks.lines.some((line) => line.includes(`${name}(`)) ? [...lines, ""] : []));
  const update = ["def update(optimiser, loss):", "    optimiser.zero_grad()", "    loss.backward()", "    optimiser.step()", ""];
  const middle = [
    ...plain([...data(labelled, torch.data?.(h) ?? []), ...starts, ...networks.lines, ...functions]), ...code, ...plain([...optimisers(model, h), "", ...update]),
  ];
  const modes = (mode: string) => Object.entries(torch.networks(h))
    .filter(([, { parts }]) => /norm|Dropout/.test(Object.values(parts).flat(2).join())).map(([network]) => `${snakeCase(network)}.${mode}()`);
  const samples = [
    ...modes("eval"), "with torch.no_grad():", ...torch.sample(h).map((line) => `    ${line}`),
    'save_image(pictures.view(-1, 1, 28, 28), "samples.png", nrow=10)',
  ];
  const text = [...middle.map((line) => line.text), ...loop, ...samples].join("\n");
  const used = Object.entries(h).filter(([id, value]) => typeof value === "number" && mentions(text, settingName(id)));
  const settings = [
    ...used.map(([id, value]) => `${settingName(id)} = ${literal(value)}`), `epochs = ${EPOCHS}`, `torch.manual_seed(${seed})`, "",
  ];
  const head = [`# ${model.source.text}, ${model.source.url}`, ...imports(text), ...settings];
  return {
    setup: [...plain(head), ...middle], training: plain([...loop, ""]), sampling: plain(samples),
    parameters: networks.parameters, objectives: made,
  };
}

export const linesOf = ({ setup, training, sampling }: TorchProgram): readonly CodeLine[] => [...setup, ...training, ...sampling];

export const textOf = (lines: readonly CodeLine[]): string => `${lines.map(({ text }) => text).join("\n")}\n`;
