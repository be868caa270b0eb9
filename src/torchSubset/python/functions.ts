/** Values that can be called: functions of programs and of libraries, and methods. */
import { bind, type Signature } from "./signature";
import { PythonObject, type Arguments, type FunctionValue, type Interpreter, type Scope, type Value } from "./values";

export class PythonFunction extends PythonObject implements FunctionValue {
  readonly typeName = "function";
  override readonly isMethod = true;
  readonly definition: FunctionValue["definition"];
  readonly defaults: ReadonlyMap<string, Value>;
  readonly scope: Scope;
  readonly own: ReadonlySet<string>;
  owner: PythonObject | null = null;
  constructor(definition: FunctionValue["definition"], defaults: ReadonlyMap<string, Value>, scope: Scope, own: ReadonlySet<string>) {
    super();
    this.definition = definition;
    this.defaults = defaults;
    this.scope = scope;
    this.own = own;
  }
  override call(given: Arguments, interpreter: Interpreter): Value { return interpreter.callFunction(this, given); }
}

/** A function of a library, with the parameters of its signature. */
export class Builtin extends PythonObject {
  readonly typeName = "builtin function";
  override readonly isMethod = true;
  readonly name: string;
  readonly signature: Signature;
  readonly #work: (values: readonly Value[], interpreter: Interpreter) => Value;
  constructor(name: string, signature: Signature, work: (values: readonly Value[], interpreter: Interpreter) => Value) {
    super();
    this.name = name;
    this.signature = signature;
    this.#work = work;
  }
  override call(given: Arguments, interpreter: Interpreter): Value { return this.#work(bind(this.name, this.signature, withAliases(given, this.signature)), interpreter); }
}

/** PyTorch also takes these names of NumPy. */
const ALIASES: Readonly<Record<string, string>> = { axis: "dim", keepdims: "keepdim" };

function withAliases(given: Arguments, { parameters }: Signature): Arguments {
  const isAlias = (name: string) => ALIASES[name] !== undefined && !parameters.some((one) => one.name === name) && parameters.some((one) => one.name === ALIASES[name]);
  if (![...given.named.keys()].some(isAlias)) return given;
  return { ...given, named: new Map([...given.named].map(([name, value]) => [isAlias(name) ? ALIASES[name]! : name, value])) };
}

/** A function with its first argument. */
export class BoundMethod extends PythonObject {
  readonly typeName = "method";
  readonly self: Value;
  readonly method: PythonObject;
  constructor(self: Value, method: PythonObject) {
    super();
    this.self = self;
    this.method = method;
  }
  override call({ positional, named }: Arguments, interpreter: Interpreter): Value {
    return interpreter.call(this.method, { positional: [this.self, ...positional], named });
  }
}
