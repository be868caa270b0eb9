/** The table of PyTorch's operations and of what the language of programs has of them. */

import type { RandomCounts } from "../random/programs";

/** The paths from the project's folder. */
export const RESULTS = "docs/data/opDb.json";
export const TABLE = "docs/program-operations.md";
export const LAYERS = "scripts/torch/opDb/layers.json";
export const SAMPLES = "scripts/torch/opDb/samples.json";

export interface OperationResult {
  readonly supported: boolean;
  readonly samples: number;
  readonly passed: number;
  /** The sentences of refusals, with the number of samples that each refuses. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface OperationResults {
  /** The version of torch whose samples were executed. */
  readonly torch: string;
  readonly date: string;
  readonly wrong: number;
  /** The layers that were compared, too. */
  readonly layers: readonly string[];
  /** By PyTorch's name. */
  readonly operations: Readonly<Record<string, OperationResult>>;
}

/** Operations on complex or sparse numbers, of exact linear algebra, special functions of physics, and those of PyTorch's memory: a training step here has no use for them. */
const NEVER = /^(fft|linalg|special|sparse|masked|jiterator)\b|complex|conj|^(real|imag|angle|polar|chalf|bfloat16|half|double|char|byte|short|stft|istft|as_strided|to_sparse|resize|lu|qr|svd|eig|symeig|geqrf|ormqr|cholesky|triangular|hist|H$|mH$)/;

const plan = (name: string, { supported }: OperationResult): string => (supported ? "supported" : NEVER.test(name) ? "never" : "planned");

const thousands = (count: number): string => count.toLocaleString("en");

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** Returns the page of the documentation. */
export function operationsTable({ torch, date, layers, operations }: OperationResults, random: RandomCounts): string {
  const all = Object.entries(operations).sort(([a], [b]) => a.localeCompare(b, "en"));
  const supported = all.filter(([, one]) => one.supported);
  const sum = (count: (one: OperationResult) => number) => supported.reduce((total, [, one]) => total + count(one), 0);
  const rows = all.map(([name, one]) => {
    const refused = Object.entries(one.refused).sort(([, a], [, b]) => b - a);
    const sentences = refused.slice(0, 3).map(([reason, count]) => `${count}: ${cell(reason)}`).join("<br>");
    return `| \`${name}\` | ${plan(name, one)} | ${one.supported ? `${one.passed} of ${one.samples}` : ""} | ${sentences}${refused.length > 3 ? "<br>…" : ""} |`;
  });
  return `# Operations of programs

Written by \`npm run check -- operations\`, which executes PyTorch's own sample inputs of its operations (op_db of torch ${torch}, float32; ${date}) as programs are executed here, and compares results and gradients:
no sample differs by more than 1e-5 of the largest number. ${supported.length} of ${all.length} operations are supported; ${sum((one) => one.passed)} of their ${sum((one) => one.samples)} samples pass, and the others are refused with a sentence.

*Planned*: not yet. *Never*: complex and sparse numbers, linear algebra beyond products, special functions and the like, which the models here do not need.
Operations whose results are random have no samples. The largest number is that of a sample's results, or of its gradients, and at least 0.1; the exact values are computed in double precision.
Where PyTorch's own float32 differs more from them, four times as much is tolerated.

${layers.length} layers were compared, too: ${layers.map((name) => `\`${name}\``).join(", ")}.
${thousands(random.programs)} random programs were compared (\`npm run check -- torch --random\`, torch ${random.torch}, ${random.date}): expressions, functions, loops, layers and losses, with the gradients of all inputs and parameters.
${thousands(random.supported)} of them agree by the same rule, ${random.wrong === 0 ? "none is" : `${random.wrong} are`} wrong, and ${thousands(random.programs - random.supported - random.wrong)} are refused with a sentence.
Optimisers are Adam, RMSprop and SGD. Distributions are Normal, Laplace, Uniform, Bernoulli, Categorical, Independent and MixtureSameFamily ([library](../src/torchSubset/program/library)).

| operation | | samples passed | samples refused |
|---|---|---|---|
${rows.join("\n")}
`;
}
