/**
 * What can be wrong with a program, and where. The page has a sentence for each kind; `describe` has the English one for the console and for tests.
 */
import type { SyntaxFault } from "./faults";
import type { Span } from "./syntax";

export type ProblemKind =
  /** The text is no Python. `what`: what is wrong, as of `FoundFault`. */
  | { readonly kind: "syntax"; readonly fault: SyntaxFault; readonly what: string }
  /** Python that this page does not support: `what` in Python's own words, as "try" or "yield". `instead`: what to write in its place, as a clause. */
  | { readonly kind: "unsupported"; readonly what: string; readonly instead?: string }
  /** A number that is written in the program is larger than numbers can be here. */
  | { readonly kind: "too-large"; readonly number: string }
  /** `nearest`: the known name that is most similar; null if none is. */
  | { readonly kind: "unknown-name"; readonly name: string; readonly nearest: string | null }
  | { readonly kind: "unknown-attribute"; readonly of: string; readonly name: string; readonly nearest: string | null }
  | { readonly kind: "unknown-module"; readonly name: string; readonly nearest: string | null }
  /** A local name is read before it is set. */
  | { readonly kind: "unset-name"; readonly name: string }
  | { readonly kind: "operator"; readonly operator: string; readonly left: string; readonly right: string | null }
  | { readonly kind: "not-callable" | "not-iterable" | "no-length" | "no-index" | "no-truth"; readonly type: string }
  /** A number or a decision would depend on values that are known in training only. `type`: "Tensor [3]". `decides`: how often a loop is executed. */
  | { readonly kind: "unknown-values"; readonly type: string; readonly decides?: "loop" }
  /** The value of a function is used, which ends without `return`. */
  | { readonly kind: "no-return"; readonly name: string }
  /** None is assigned to a name or attribute that is used as another value: "self.scale". */
  | { readonly kind: "none"; readonly name: string }
  | { readonly kind: "bad-index"; readonly index: string; readonly length: number }
  | { readonly kind: "no-key"; readonly key: string }
  | { readonly kind: "unpacking"; readonly wanted: number; readonly found: number }
  | { readonly kind: "arguments"; readonly callee: string; readonly wrong: "missing" | "unexpected" | "twice" | "too-many"; readonly name: string }
  | { readonly kind: "value"; readonly callee: string; readonly reason: string }
  | { readonly kind: "zero-division" }
  | { readonly kind: "assertion"; readonly message: string | null }
  /** The program itself raises this error, such as "NotImplementedError"; `text`: what Python prints of it. */
  | { readonly kind: "raised"; readonly error: string; readonly text: string }
  | { readonly kind: "not-assignable"; readonly what: string }
  | { readonly kind: "outside"; readonly what: "return" | "break" | "continue" }
  /**
   * The step that the program computes depends on the number of the step in a way that cannot be trained. `how`: from a decision on, it computes
   * `other` losses; a `number` within a term; a value that `earlier` steps changed; `often`: its decisions have too many outcomes.
   */
  | { readonly kind: "schedule"; readonly how: "other" | "number" | "earlier" | "often" }
  /** The program computes something that the page cannot train. `of`: the parameter, term, network or operation; `value`: the number or text that is wrong. */
  | { readonly kind: "untrainable"; readonly why: Untrainable; readonly of: string; readonly value: string }
  /** A function of an exercise calls backward() or an optimiser's step(), as the training does with its result. */
  | { readonly kind: "trains" }
  /** The program takes too much: evaluated expressions, most of them in one loop or not, seconds, nested calls, elements of a sequence, numbers of a tensor, or characters of its text. */
  | { readonly kind: "too-much"; readonly of: "work" | "time" | "loop" | "depth" | "nesting" | "elements" | "numbers" | "length"; readonly limit: number };

export type Untrainable =
  | "nothing" | "own-data" | "all-images" | "other-terms" | "draws" | "no-rule" | "rate" | "factor" | "start" | "part" | "summands" | "not-clamped" | "clamps" | "twice" | "interleaved";

/** Longer texts of a program are cut in a problem: letters. */
const LONGEST = 400;

/** Cuts a text, but not within a pair of surrogates. */
const cut = (text: string): string => `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, "")}…`;

/** Returns the problem with texts that fit into a message: a program may write its own, of any length. */
export const withShortTexts = (problem: ProblemKind): ProblemKind =>
  Object.assign({}, problem, Object.fromEntries(Object.entries(problem).flatMap(([key, text]) => (typeof text === "string" && text.length > LONGEST ? [[key, cut(text)]] : []))));

/** A program was refused. `span`: the smallest expression or statement that is wrong. */
export class PythonProblem extends Error {
  override readonly name = "PythonProblem";
  readonly problem: ProblemKind;
  readonly span: Span;

  constructor(problem: ProblemKind, span: Span) {
    const short = withShortTexts(problem);
    super(describe(short));
    this.problem = short;
    this.span = { from: span.from, to: span.to }; // a node has more, which no message to a worker could carry
  }
}

const didYouMean = (nearest: string | null) => (nearest === null ? "." : `. Is it "${nearest}"?`);

function syntaxText({ fault, what }: Extract<ProblemKind, { kind: "syntax" }>): string {
  switch (fault) {
    case "unknown": return "Syntax error: this is not Python.";
    case "unclosed": return `Syntax error: the bracket ${what} is never closed.`;
    case "unopened": return `Syntax error: the bracket ${what} closes nothing.`;
    case "mismatched": return `Syntax error: ${what.replace(" ", " is closed by ")}.`;
    case "string": return "Syntax error: the text has no second quote.";
    case "indent-expected": return "Syntax error: an indented line must follow the colon.";
    case "indent-unexpected": return "Syntax error: the line is indented, and no colon is before it.";
    case "indent-uneven": return "Syntax error: the line is indented unlike all lines around it.";
    case "tabs": return "Syntax error: some lines are indented with tabs, others with spaces.";
    case "colon": return "Syntax error: a colon is missing at the end of the line.";
    case "equals": return "Syntax error: a condition compares with ==, and = assigns.";
    case "keyword": return `Syntax error: "${what}" is a keyword and cannot be a name.`;
    case "name": return `Syntax error: "${what}" cannot be a name.`;
    case "print": return "Syntax error: print is a function in Python 3. Write print(…).";
    case "quote": return `Syntax error: ${what} is a typographic quote. Python's are " and '.`;
    case "sign": return `Syntax error: it does not have ${what.replace(" ", ". Write ")}.`;
    case "space": return `Syntax error: ${what} is a space or line break of another kind. Write an ordinary one.`;
    case "invisible": return `Syntax error: there is an invisible character, ${what}. Delete it.`;
    case "copied": return `Syntax error: ${what} was copied with the program. Delete it.`;
    default: return fault satisfies never;
  }
}

function untrainableText({ why, of, value }: Extract<ProblemKind, { kind: "untrainable" }>): string {
  switch (why) {
    case "nothing": return "The program trains nothing: no optimiser makes a step with a batch of a DataLoader.";
    case "own-data": return "It makes its own data, and this page trains programs on MNIST's images.";
    case "all-images": return "Train on batches from a DataLoader, not on all images at once.";
    case "other-terms": return "These settings change which terms the loss has, so a running program cannot take them over.";
    case "draws": return "The encoder's output must not depend on draws.";
    case "no-rule": return `${of} has no supported gradient yet, so the program cannot be trained.`;
    case "rate": return `A learning rate of ${value} trains nothing: it must be above 0.`;
    case "factor": return `The factor of ${of} is ${value}, which is no finite number.`;
    case "start": return `The first values of ${of} have a distribution that is not supported: ${value}.`;
    case "part": return `An optimiser has only a part of ${of}: ${value} is missing.`;
    case "summands": return `The loss has more than ${value} summands: compute some of them together, as in torch.sum(terms).`;
    case "not-clamped": return `After an update all of its parameters are clamped, or none: ${of} is not.`;
    case "clamps": return "Parameters can be changed after an update by p.clamp_(-bound, bound) only.";
    case "twice": return `${of} is updated twice in each step, with different losses: add the losses, or give each parameter to one optimiser.`;
    case "interleaved": return `${of} is updated before and after another optimiser's step. Let its updates follow each other: train the other network if (i + 1) % n == 0, not if i % n == 0.`;
    default: return why satisfies never;
  }
}

/** Returns the English sentence for a problem. */
export function describe(problem: ProblemKind): string {
  switch (problem.kind) {
    case "syntax": return syntaxText(problem);
    case "unsupported": return `"${problem.what}" is not supported here${problem.instead === undefined ? "" : `: ${problem.instead}`}.`;
    case "too-large": return `${problem.number} is too large.`;
    case "unknown-name": return `There is no name "${problem.name}"${didYouMean(problem.nearest)}`;
    case "unknown-attribute": return `${problem.of} has no "${problem.name}"${didYouMean(problem.nearest)}`;
    case "unknown-module": return `There is no module "${problem.name}" here${didYouMean(problem.nearest)}`;
    case "unset-name": return `"${problem.name}" is used before it has a value.`;
    case "operator": return problem.right === null ? `"${problem.operator}" cannot be applied to ${problem.left}.` : `"${problem.operator}" cannot combine ${problem.left} and ${problem.right}.`;
    case "not-callable": return `${problem.type} cannot be called.`;
    case "not-iterable": return `${problem.type} has no elements to go through.`;
    case "no-length": return `${problem.type} has no length.`;
    case "no-index": return `${problem.type} has no elements to index.`;
    case "no-truth": return `${problem.type} is neither true nor false.`;
    case "unknown-values": return `The values of ${problem.type} are not known before training.${problem.decides ? " They cannot become a number or decide how often a loop is executed." : ""}`;
    case "none": return `${problem.name} is None from here on, and is used as another value.`;
    case "no-return": return `${problem.name} returns nothing: its return is missing.`;
    case "bad-index": return `The index ${problem.index} is outside of a length of ${problem.length}.`;
    case "no-key": return `There is no key ${problem.key}.`;
    case "unpacking": return `${problem.wanted} names cannot take ${problem.found} values.`;
    case "arguments": return {
      missing: `${problem.callee}() needs "${problem.name}".`, unexpected: `${problem.callee}() has no "${problem.name}".`,
      twice: `${problem.callee}() gets "${problem.name}" twice.`, "too-many": `${problem.callee}() takes at most ${problem.name} values.`,
    }[problem.wrong];
    case "value": return `${problem.callee}: ${problem.reason}`;
    case "zero-division": return "This divides by zero.";
    case "assertion": return problem.message ?? "This is not true.";
    case "raised": return problem.text;
    case "not-assignable": return `A value cannot be assigned to ${problem.what}.`;
    case "outside": return `"${problem.what}" can only be used inside a ${problem.what === "return" ? "function" : "loop"}.`;
    case "schedule": return {
      other: "This depends on the step and changes which losses the program computes. Only factors of terms, learning rates and bounds of weights may depend on the step.",
      number: "This number depends on the step. Only factors of terms, learning rates and bounds of weights may. Multiply a whole term by it.",
      earlier: "This depends on values that earlier steps changed. Compute it from the number of the step.",
      often: "This decision changes too often from step to step. Use the number of the step in arithmetic, in comparisons, and in min or max.",
    }[problem.how];
    case "untrainable": return untrainableText(problem);
    case "trains": return "This function must not call backward() or step(): the training loop calls them. Inside a function, torch.autograd.grad gives a gradient.";
    case "too-much": return `The program needs more than ${problem.limit} ${{ work: "evaluations", time: "seconds", loop: "evaluations, most of them in this loop", depth: "calls within calls", nesting: "expressions or blocks within each other", elements: "elements in a sequence", numbers: "numbers in a tensor", length: "characters, the most that links and saved runs carry" }[problem.of]}.`;
    default: return problem satisfies never;
  }
}
