/** The README's table of operations, made from the kernels that the compiler knows and from those of TensorFlow.js' CPU backend. */
import "@tensorflow/tfjs-backend-cpu";
import * as core from "@tensorflow/tfjs-core";
import { KERNELS } from "./src/trace/kernels";
import { LIBRARY } from "./src/trace/library";

/** Kernels that no step of static shapes can have, by the reason. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  "the result's shape depends on values": [
    "NonMaxSuppressionV3", "NonMaxSuppressionV4", "NonMaxSuppressionV5", "RaggedGather", "RaggedRange", "RaggedTensorToTensor", "SparseFillEmptyRows", "SparseReshape",
    "SparseSegmentMean", "SparseSegmentSum", "Unique",
  ],
  "strings": ["StaticRegexReplace", "StringNGrams", "StringSplit", "StringToHashBucketFast"],
  "complex numbers": ["Complex", "ComplexAbs", "FFT", "IFFT", "Imag", "Real"],
  "it draws at random: make random numbers an input": ["Multinomial"],
  "it paints the page": ["Draw"],
};

const code = (names: readonly string[]) => [...names].sort((a, b) => a.localeCompare(b, "en")).map((name) => `\`${name}\``).join(", ");

/** Returns the kernels in three groups. Throws if a kernel that is never supported is. */
export function operations() {
  const supported = Object.keys({ ...KERNELS, ...LIBRARY });
  const never = Object.values(NEVER).flat();
  const both = supported.find((name) => never.includes(name));
  if (both !== undefined) throw new Error(`${both} is supported`);
  const named = new Set<unknown>(Object.values(core)); // without kernels that another program registers for the same backend
  const others = core.getKernelsForBackend("cpu").map(({ kernelName }) => kernelName)
    .filter((name) => named.has(name) && !supported.includes(name) && !never.includes(name));
  return { supported, planned: others, never };
}

const [BEGIN, END] = ["<!-- operations: written by `npm run docs` -->", "<!-- end of operations -->"];

/** Returns the README with the present table. */
export function withOperations(readme: string): string {
  const { supported, planned, never } = operations();
  const reasons = Object.entries(NEVER).map(([why, names]) => `${code(names)} (${why})`).join("; ");
  const table = [
    "| kernels of TensorFlow.js | |", "|---|---|",
    `| supported, ${supported.length} | ${code(supported)} |`, `| planned, ${planned.length} | ${code(planned)} |`, `| never, ${never.length} | ${reasons} |`,
  ].join("\n");
  const [before, rest] = readme.split(BEGIN) as [string, string];
  return `${before}${BEGIN}\n${table}\n${END}${rest.split(END)[1]!}`;
}
