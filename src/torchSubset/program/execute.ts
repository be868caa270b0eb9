/** Executes a program with a few batches and records what it does. */
import { Instance } from "../python/classes";
import { BoundMethod, PythonFunction } from "../python/functions";
import { ProgramInterpreter } from "../python/interpreter";
import type { Block } from "../python/syntax";
import type { Scope, Value } from "../python/values";
import type { Node } from "./graph";
import { modulesOfTorch } from "./importable";
import { addLibrary } from "./library";
import { isModule, storedIn } from "./modules";
import { record, type Recorder } from "./recorder";
import { StoredTensor, TensorValue } from "./tensor";

/** The program has been followed far enough: the execution ends, and what was recorded counts. */
export class Enough extends Error {
  override readonly name = "Enough";
}

/** Gives a tensor a name, if it has none among these. */
function called(names: Map<Node, string>, name: string, value: Value): void {
  if (value instanceof TensorValue && !names.has(value.node)) names.set(value.node, name);
}

const isOfLibrary = (scope: Scope): boolean => (scope.around ? isOfLibrary(scope.around) : scope.isLibrary ?? false);

type Hooks = Pick<ConstructorParameters<typeof ProgramInterpreter>[0], "limit" | "onValue" | "onRead" | "onCount">;

/** Executes a program. `watch` is called before its first statement, and an `Enough` ends it. Returns what was recorded. */
export function execute(program: Block, hooks: Hooks, watch: (recorder: Recorder, interpreter: ProgramInterpreter) => void): Recorder {
  const modules = modulesOfTorch();
  const interpreter: ProgramInterpreter = new ProgramInterpreter({
    modules,
    ...hooks,
    onName: (name, value) => { called(recorder.names.variables, name, value); },
    onKey: (key, value) => { called(recorder.names.keys, key.replaceAll(/[^\p{L}\p{N}_]+/gu, "_"), value); },
    onCall(name, value, by) {
      const isOwn = by instanceof PythonFunction && !isOfLibrary(by.scope);
      const isLoss = isModule(by) || by === divergence || functionals.has(by) || (by instanceof BoundMethod && by.self instanceof Instance);
      if (isOwn || isLoss) called(recorder.names.calls, name, value);
    },
  });
  const recorder = record(interpreter);
  addLibrary(interpreter, modules);
  const functionals = new Set(modules.get("torch.nn.functional")!.attributes.values());
  const divergence = modules.get("torch.distributions")!.attributes.get("kl_divergence");
  interpreter.globals.values.set("__name__", "__main__");
  watch(recorder, interpreter);
  try {
    interpreter.run(program);
  } catch (caught) {
    if (!(caught instanceof Enough)) throw caught;
  }
  nameStored([interpreter.globals], recorder.modules);
  recorder.updates.flatMap(({ groups }) => groups.flatMap(({ parameters }) => parameters)).forEach((one, i) => { one.name ||= `parameters.${i + 1}`; });
  return recorder;
}

/** Names parameters and buffers by their variables, or those of their modules: those of the outermost scope first. `known`: what has names. */
export function nameStored(scopes: readonly Scope[], known: Recorder["modules"]): void {
  const nameIn = (name: string, value: Value): void => {
    const freeName = () => {
      let own = name;
      for (let i = 2; known.has(own) && known.get(own) !== value; i++) own = `${name}_${i}`;
      return own;
    };
    if (value instanceof StoredTensor && value.stored.name === "") {
      value.stored.name = freeName();
      known.set(value.stored.name, value);
    }
    if (!isModule(value)) {
      // An object that has modules, such as a trainer.
      if (value instanceof Instance) for (const [attribute, inner] of value.attributes) if (isModule(inner)) nameIn(attribute, inner);
      return;
    }
    const unnamed = storedIn(value).filter(([, { stored }]) => stored.name === "");
    if (unnamed.length === 0) return;
    const own = freeName();
    known.set(own, value);
    for (const [path, { stored }] of unnamed) stored.name = `${own}.${path}`;
  };
  for (const { values } of scopes) for (const [name, value] of values) nameIn(name, value);
}
