/** The functions and modules of PyTorch that are written in Python, with those of `functions` and `modules.ts`. */
import type { ProgramInterpreter } from "../python/interpreter";
import { parse } from "../python/parse";
import type { Block } from "../python/syntax";
import { Class, Module } from "../python/classes";
import { Builtin, PythonFunction } from "../python/functions";
import { signature } from "../python/signature";
import { asInteger, asText, PythonObject, Refusal, type Interpreter, type Value } from "../python/values";
import { libraryHelpers } from "./functions/tables";
import { hasBothSigns, isGrey } from "./ranges";
import { recorderOf } from "./recorder";
import { axisOf } from "./shapes";
import { tensor } from "./table";
import { sliced } from "./nodes";
import { amongOthers } from "./views";
import { methodNames, tensorFrom, TensorValue } from "./tensor";
import distributions from "./library/distributions.py?raw";
import linalg from "./library/linalg.py?raw";
import functional from "./library/functional.py?raw";
import layers from "./library/modules.py?raw";
import schedulers from "./library/schedulers.py?raw";
import argparse from "./library/argparse.py?raw";
import bars from "./library/tqdm.py?raw";
import tensors from "./library/tensors.py?raw";
import ofTorch from "./library/torch.py?raw";

/** What only the library itself can import. */
const HELPERS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...libraryHelpers,
  ["is_tensor", new Builtin("is_tensor", signature("x"), ([x]) => x instanceof TensorValue)],
  ["refuse", new Builtin("refuse", signature("callee", "reason"), ([callee, reason]) => {
    throw new Refusal({ kind: "value", callee: asText(callee!, "refuse"), reason: asText(reason!, "refuse") });
  })],
  ["unsupported", new Builtin("unsupported", signature("what", ["instead", null]), ([what, instead]) => {
    throw new Refusal({ kind: "unsupported", what: asText(what!, "unsupported"), ...(instead !== null && { instead: asText(instead!, "unsupported") }) });
  })],
  ["is_grey", new Builtin("is_grey", signature("x"), ([x]) => isGrey(tensorFrom("is_grey", x!)))],
  ["has_both_signs", new Builtin("has_both_signs", signature("x"), ([x]) => hasBothSigns(tensorFrom("has_both_signs", x!)))],
  ["among_others", new Builtin("among_others", signature("x"), ([x]) => tensor(amongOthers(tensorFrom("among_others", x!))))],
  ["part", new Builtin("part", signature("x", "dim", "start", "length"), ([x, ...numbers], interpreter) => part(x!, [...numbers, 1n], interpreter))],
  ["strided", new Builtin("strided", signature("x", "dim", "start", "length", "step"), ([x, ...numbers], interpreter) => part(x!, numbers, interpreter))],
]);

/** Returns a part of a dimension. */
function part(x: Value, numbers: readonly Value[], interpreter: Interpreter): Value {
  const node = tensorFrom("narrow", x);
  const [dim, start, length, step] = numbers.map((one) => asInteger(one, "narrow")) as [number, number, number, number];
  const axis = axisOf("narrow", dim, node.shape.length);
  const of = node.shape[axis]!;
  if (length < 0 || start < 0 || (length > 0 && start + (length - 1) * step >= of)) {
    throw new Refusal({ kind: "value", callee: "narrow", reason: `The dimension has ${of} elements. (start (${start}) + length (${length}) exceeds dimension size (${of}).)` });
  }
  return tensor(sliced(node, axis, start, length, step, interpreter));
}

const blocks = new Map<string, Block>();

/** Parses a source, once. */
function parsed(source: string): Block {
  const block = blocks.get(source) ?? parse(source);
  blocks.set(source, block);
  return block;
}

/** The modules of PyTorch that have more functions in Python, in the order in which these need each other. */
const SOURCES: readonly (readonly [module: string, source: string])[] = [["torch", tensors], ["torch", ofTorch], ["torch.nn.functional", functional], ["torch.nn", layers], ["torch.linalg", linalg], ["torch.distributions", distributions], ["torch.optim.lr_scheduler", schedulers], ["argparse", argparse], ["tqdm", bars], ["tqdm.auto", bars], ["tqdm.notebook", bars]];

/** Gives an interpreter's modules the functions that are written in Python. */
export function addLibrary(interpreter: ProgramInterpreter, modules: Map<string, Module>): void {
  modules.set("program", new Module("program", new Map(HELPERS)));
  const { methods } = recorderOf(interpreter);
  for (const [name, source] of SOURCES) {
    const module = modules.get(name)!;
    const names = interpreter.importSource(`${name} in Python`, source, parsed);
    for (const [key, value] of names) {
      const isOwn = value instanceof PythonFunction || value instanceof Class || (source === tensors && value instanceof Builtin);
      if (!isOwn || !(value instanceof PythonObject) || key.startsWith("_") || HELPERS.has(key) || module.attributes.has(key)) continue;
      module.attributes.set(key, value);
      if (source !== tensors || value instanceof Class) continue;
      methods.set(key, value);
      methodNames.add(key);
    }
  }
  modules.delete("program");
}
