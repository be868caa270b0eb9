/**
 * Generates docs/models: a page for every registered model, and tables of all models and presets, from the models' definitions and
 * the English texts. `npm run docs` writes them; a test checks that the files are up to date.
 */
import { defaultsOf, type Hyperparameter, type HyperparameterValues } from "../src/core/model/hyperparameters";
import { forSettings, type Model, type NoiseSpec } from "../src/core/model/model";
import type { Optimiser } from "../src/core/model/optimiser";
import { parametersOf, sizeOf } from "../src/core/model/parameters";
import { equationOf, wholeTex } from "../src/page/equations/equation";
import { en } from "../src/page/i18n/en";
import { findModel, models } from "../src/subject/models/registry";
import { textsOfModel } from "../src/subject/models/texts";
import { presets } from "../src/subject/presets";

type Objective = Model["objectives"][number];

const textsOf = ({ id }: Model) => textsOfModel(en.models, id);
const titleOf = ({ id }: Model) => en.models.list[id]?.name ?? id;
/** The address of a page that `npm start` serves, which the documentation site replaces by its own. */
const PAGE = "http://localhost:5173/";
const grouped = new Intl.NumberFormat("en");

/** A fenced block, because GitHub removes backslashes from $$ blocks. */
const block = (tex: string) => ["```math", tex, "```"];
/** Inline math for tables, in which a bar would end the cell. */
const inline = (tex: string) => `$\`${tex.replaceAll("\\|", "\\Vert ").replaceAll("|", "\\vert ")}\`$`;
const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), `|${"---|".repeat(head.length)}`, ...rows.map(row)];
const ofNetwork = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
const plainNumber = (value: number) =>
  (Math.abs(value) >= 1e-3 || value === 0 ? grouped.format(value) : value.toExponential());
const unitText = { "nats/image": "nats per image", none: "none" } as const;

function choiceText(model: Model, setting: string, option: string): string {
  const { hyperparameters: names, options } = textsOf(model);
  return `${names[setting]?.name ?? setting} = ${options[option] ?? option}`;
}

/** The default settings and each other choice, with a text that names the choice. */
function variants(model: Model): readonly { readonly when: string; readonly h: HyperparameterValues }[] {
  const h = defaultsOf(model.hyperparameters);
  return Object.entries<Hyperparameter>(model.hyperparameters).flatMap(([id, spec]) => {
    const others = spec.kind === "choice" ? spec.options.filter((option) => option !== spec.default) : [];
    return others.map((option) => ({
      when: choiceText(model, id, option), h: { ...h, [id]: option },
    }));
  });
}

function networkRows(model: Model, h: HyperparameterValues): readonly (readonly string[])[] {
  return Object.entries(model.networks(h)).map(([name, network]) => {
    const parameters = parametersOf({ [name]: network });
    const count = (trainable: boolean) => parameters.filter((one) => one.trainable === trainable)
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const state = count(false) > 0 ? ` and ${grouped.format(count(false))} of state` : "";
    return [`\`${name}\``, network.role, network.widths.join(" – "), `${grouped.format(count(true))}${state}`];
  });
}

function networks(model: Model): readonly string[] {
  const usual = networkRows(model, defaultsOf(model.hyperparameters));
  const others = variants(model).flatMap(({ when, h }) => {
    const different = networkRows(model, h).filter((cells, i) => cells.join() !== usual[i]?.join());
    return different.map(([name, , widths, count]) => `With ${when}, ${name} is ${widths}: ${count} parameters.`);
  });
  return [
    "## Networks", "",
    "At the default settings, which the link above opens. Widths are numbers of units from input to output; an image of 28 × 28 pixels counts 784.", "",
    ...table(["network", "role", "widths", "parameters"], usual),
    ...(others.length > 0 ? ["", ...others.flatMap((line) => [line, ""]).slice(0, -1)] : []),
  ];
}

/** The formula at the default settings, then, each after a line that names the choice, the formulas that other choices change. */
function withVariants(model: Model, tex: (h: HyperparameterValues) => string): readonly string[] {
  const usual = tex(defaultsOf(model.hyperparameters));
  const others = new Map<string, string[]>();
  for (const { when, h } of variants(model)) {
    const written = tex(h);
    if (written !== usual) others.set(written, [...others.get(written) ?? [], when]);
  }
  return [...block(usual), "", ...[...others].flatMap(([written, when]) => [`With ${when.join(" or ")}:`, "", ...block(written), ""])];
}

const formula = (model: Model, objective: Objective, h: HyperparameterValues) => wholeTex(equationOf(model, objective, h));

function objectiveSection(model: Model, objective: Objective): readonly string[] {
  const h = defaultsOf(model.hyperparameters);
  const facts = [
    `Moves ${ofNetwork(objective.minimises)}.`,
    ...(objective.optimiser ? [`Its optimiser is ${optimiserText(objective.optimiser)}`] : []),
    ...(objective.rate ? [`Its learning rate is the run's, times ${plainNumber(objective.rate(h, 0))} by default.`] : []),
    ...(objective.repeats ? [`It makes ${objective.repeats(h)} updates in each step by default, each on a batch of its own.`] : []),
    ...(objective.clip ? [`After each update its weights are clipped, to ±${plainNumber(objective.clip(h, 0))} by default.`] : []),
  ];
  return [
    `### ${textsOf(model).objectives[objective.id] ?? objective.id}`, "", ...withVariants(model, (values) => formula(model, objective, values)),
    facts.join(" "), "",
    ...objective.terms.flatMap((term) => {
      const { name = term.id, about } = textsOf(model).terms[term.id] ?? {};
      const weight = term.weight ? `${inline(forSettings(term.weight.tex, h))}, ${plainNumber(term.weight.value(h, 1_000_000))} by default` : "1";
      return [
        `- **${name}** (\`${term.id}\`): ${inline(forSettings(term.tex, h))}\\`,
        ...(about ? [`  ${about}\\`] : []),
        `  Weight: ${weight}. Unit: ${unitText[forSettings(term.unit, h)]}. Source: ${term.source}.`,
      ];
    }),
    "",
  ];
}

/** The effect of a setting, and the choices with which it has one. */
function effectOf(model: Model, id: string, { where }: Hyperparameter): string {
  const about = textsOf(model).hyperparameters[id]?.about ?? "";
  const choices = where?.flatMap(({ setting, is }) => is.map((option) => choiceText(model, setting, option)));
  return choices === undefined ? about : `${about} Only with ${choices.join(" or ")}.`;
}

function rangeOf(spec: Hyperparameter): string {
  if (spec.kind === "choice") return spec.options.map((option) => `\`${option}\``).join(", ");
  const unit = spec.unit ? ` ${en.settings.units[spec.unit]}` : "";
  return `${plainNumber(spec.min)} … ${plainNumber(spec.max)}${unit}${spec.scale === "log" ? ", on a log scale" : ""}`;
}

function hyperparameters(model: Model): readonly string[] {
  const rows = Object.entries<Hyperparameter>(model.hyperparameters).map(([id, spec]) => [
    inline(spec.symbol), `\`${id}\``, textsOf(model).hyperparameters[id]?.name ?? id, rangeOf(spec),
    typeof spec.default === "number" ? plainNumber(spec.default) : `\`${spec.default}\``,
    spec.live ? "while it trains" : "starts the run again", effectOf(model, id, spec),
  ]);
  return [
    "## Hyperparameters", "",
    ...table(["symbol", "key in a link", "name", "range", "default", "a change", "what it does"], rows),
  ];
}

function distribution({ distribution: drawn = { kind: "normal" } }: NoiseSpec): string {
  switch (drawn.kind) {
    case "normal": return "standard normal";
    case "uniform": return "uniform on [0, 1)";
    case "categorical": return "one-hot, each column as likely";
    case "dropout": {
      const kept = 1 - drawn.rate;
      return `dropout mask: ${plainNumber(1 / kept)} with probability ${plainNumber(kept)}, else 0`;
    }
    default: return drawn satisfies never;
  }
}

function noise(model: Model): readonly string[] {
  const rowsOf = (h: HyperparameterValues) => Object.entries(model.noise(h))
    .map(([name, spec]) => [`\`${name}\``, spec.shape.join(" × "), distribution(spec), `\`${spec.purpose}\``]);
  const rows = rowsOf(defaultsOf(model.hyperparameters));
  const others = variants(model).flatMap(({ when, h }) => {
    const more = rowsOf(h).filter((cells) => !rows.some((usual) => usual.join() === cells.join()));
    return more.map(([name, shape, drawn, purpose]) => `With ${when}, also ${name}: ${shape}, ${drawn}, ${purpose}.`);
  });
  return [
    "## Noise", "",
    ...(rows.length === 0 ? ["None: a step is a function of the weights and the images."] : [
      "Drawn again for every batch, as a function of seed, purpose, step and name.", "",
      ...table(["input", "shape", "distribution", "purpose"], rows),
    ]),
    ...others.flatMap((line) => ["", line]),
  ];
}

function optimiserText({ name, beta1, beta2, epsilon, corrected }: Optimiser): string {
  const constants = `${inline("\\beta_1")} = ${beta1}, ${inline("\\beta_2")} = ${beta2}, ${inline("\\epsilon")} = ${plainNumber(epsilon)}`;
  return `${name}, ${constants}${corrected ? ", means corrected for their start at zero" : ""}.`;
}

function symbols(model: Model): readonly string[] {
  const used = [defaultsOf(model.hyperparameters), ...variants(model).map(({ h }) => h)].flatMap((h) => forSettings(model.symbols, h));
  return [
    "## Symbols", "",
    ...[...new Map(used.map(({ id, tex }) => [id, tex]))].map(([id, tex]) => `- ${inline(tex)}: ${textsOf(model).symbols[id]?.about ?? ""}`),
  ];
}

/** Returns the page of a model, as Markdown. */
export function modelDoc(model: Model): string {
  const { game } = model;
  const gameLines = game === undefined ? [] :
    ["The game that the objectives below are moves of:", "", ...withVariants(model, (h) => forSettings(game, h))];
  return [
    `# ${titleOf(model)}`, "",
    `<!-- Made by \`npm run docs\` from the definition of \`${model.id}\` in src/subject/models. -->`, "",
    `[${model.source.text}](${model.source.url}). Open it in the page with [\`#model=${model.id}\`](${PAGE}#model=${model.id}).` +
      (model.findsClasses ? " It is conditional, on classes of its own making." : model.conditional ? " It is conditional." : "") + (model.given?.visible ? " It completes images of which a part is hidden." : model.given ? " It makes an image from another one." : ""), "",
    "## Objectives", "",
    ...(model.objectives.length > 1 ? ["In the order in which each step optimises them.", ""] : []),
    ...gameLines, ...model.objectives.flatMap((objective) => objectiveSection(model, objective)),
    ...networks(model), "", ...hyperparameters(model), "", ...noise(model), "", "## Optimiser", "", optimiserText(model.optimiser), "", ...symbols(model), "",
  ].join("\n");
}

const firstSentence = (text: string) => /^.*?[.?](?= |$)/.exec(text)?.[0] ?? text;

function index(): string {
  const rows = models.map((model) => {
    const h = defaultsOf(model.hyperparameters);
    const count = parametersOf(model.networks(h)).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    return [
      `[${titleOf(model)}](${model.id}.md)`, `[\`${model.id}\`](${PAGE}#model=${model.id})`, firstSentence(en.models.list[model.id]?.about ?? ""), `[${model.source.text}](${model.source.url})`,
      ofNetwork(Object.keys(model.networks(h))), grouped.format(count), model.conditional ? "yes" : "no",
    ];
  });
  return [
    "# Models", "",
    "<!-- Made by `npm run docs` from src/subject/models/registry.ts. -->", "",
    "The page of each model has its objectives, with every term's formula, unit and source, its networks and its settings. These pages",
    "are made from the definitions that the page itself runs ([src/subject/models](../../src/subject/models/README.md)). Named experiments: [presets](presets.md).", "",
    ...table(["model", "id", "what it is", "paper", "networks", "parameters by default", "by class"], rows), "",
  ].join("\n");
}

function presetIndex(): string {
  const rows = presets.map(({ name, model }) => {
    const texts = en.models.presets[name];
    return [`[\`${name}\`](${PAGE}#preset=${name})`, `[${titleOf(findModel(model)!)}](${model}.md)`, `**${texts?.title}**: ${firstSentence(texts?.about ?? "")}`, texts?.question ?? ""];
  });
  return [
    "# Presets", "",
    "<!-- Made by `npm run docs` from the models' folders in src/subject/models. -->", "",
    "A preset is a named experiment with a question. Open one in the page with `#preset=NAME`. What each was measured to show, and when: [presets.md](../presets.md).", "",
    ...table(["preset", "model", "what it shows", "what it asks"], rows), "",
  ].join("\n");
}

/** Returns the text of each file by its name. */
export const modelDocs = (): ReadonlyMap<string, string> =>
  new Map([["README.md", index()], ["presets.md", presetIndex()], ...models.map((model) => [`${model.id}.md`, modelDoc(model)] as const)]);
