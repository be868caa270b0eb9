/**
 * `npm run check -- mutants --programs 100000 --from 1` changes the programs of the page's models at random places and checks each as the editor
 * does. It prints those that end in another way than as a program that can be trained or with a sentence, and those that take longer than two
 * seconds; `--programs 1 --from NUMBER` repeats one. It exits with 1 if there is one.
 */
import { parseArgs } from "node:util";
import { defaultsOf } from "../src/core/model/hyperparameters";
import { uniforms } from "../src/core/run/philox";
import { models } from "../src/subject/models/registry";
import { checkProgram } from "../src/torchSubset/program/check";
import { linesOf, textOf, torchOf, torchProgram } from "../src/page/torch";

const { values: options } = parseArgs({ options: { programs: { type: "string", default: "1000" }, from: { type: "string", default: "1" } } });
const [programs, from] = [Number(options.programs), Number(options.from)];
const LONGEST_MS = 2000;
/** Changes of one program. */
const MOST = 3;

const sources = models.map((model) => textOf(linesOf(torchProgram(model, torchOf(model), defaultsOf(model.hyperparameters), 1))));
const tokensOf = (source: string): readonly string[] => source.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|\s+|[^\w\s]/g) ?? [];

/** Deletes a token, replaces one by another of the same kind, repeats one, or changes a number. */
function mutate(tokens: readonly string[], [kind, place, other]: readonly number[]): readonly string[] {
  const at = Math.floor(place! * tokens.length);
  const token = tokens[at]!;
  const before = tokens.slice(0, at), after = tokens.slice(at + 1);
  if (kind! < 0.2) return [...before, ...after];
  if (kind! < 0.3) return [...before, token, token, ...after];
  if (kind! < 0.6 && /^\d/.test(token)) return [...before, ["0", "1", "-1", "1e9", "7", "0.5"][Math.floor(other! * 6)]!, ...after];
  const alike = tokens.filter((one) => /^\w/.test(one) === /^\w/.test(token) && /^\s/.test(one) === /^\s/.test(token));
  return [...before, alike[Math.floor(other! * alike.length)]!, ...after];
}

let [trained, refused, failed, longest] = [0, 0, 0, 0];
for (let seed = from; seed < from + programs; seed++) {
  const numbers = uniforms({ seed, purpose: "init", step: 0 }, 2 + 3 * MOST);
  const source = sources[Math.floor(numbers[0]! * sources.length)]!;
  let tokens = tokensOf(source);
  for (let i = 0; i <= Math.floor(numbers[1]! * MOST); i++) tokens = mutate(tokens, [...numbers.slice(2 + 3 * i, 5 + 3 * i)]);
  const begin = process.cpuUsage();
  try {
    if (checkProgram(tokens.join("")).problem === null) trained++;
    else refused++;
  } catch (error) {
    failed++;
    console.error(`${seed}: ${error instanceof Error ? error.stack?.split("\n").slice(0, 4).join("\n") : String(error)}\n`);
  }
  const { user, system } = process.cpuUsage(begin);
  const took = (user + system) / 1000;
  if (took > LONGEST_MS) {
    failed++;
    console.error(`${seed}: ${Math.round(took)} ms\n`);
  }
  longest = Math.max(longest, took);
}
console.log(`${trained} can be trained, ${refused} are refused with a sentence, ${failed} fail; the longest took ${Math.round(longest)} ms.`);
if (failed > 0) process.exitCode = 1;
