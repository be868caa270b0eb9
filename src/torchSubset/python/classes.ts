/** Classes, their instances, and modules. */
import { BoundMethod, Builtin } from "./functions";
import { signature } from "./signature";
import { asInteger, NOTHING, PythonObject, Refusal, type Arguments, type Interpreter, type Value } from "./values";

export class Class extends PythonObject {
  readonly typeName = "type";
  readonly name: string;
  readonly bases: readonly Class[];
  readonly attributes: Map<string, Value>;
  /** The classes in which attributes are looked up, in this order. */
  readonly order: readonly Class[];
  constructor(name: string, bases: readonly Class[], attributes: Map<string, Value>) {
    super();
    this.name = name;
    this.bases = bases;
    this.attributes = attributes;
    this.order = [this, ...new Set(bases.flatMap((base) => base.order))];
  }
  /** Returns the attribute of the first class that has it, from `after` on. */
  find(name: string, after: Class | null = null): Value | undefined {
    const order = after ? this.order.slice(this.order.indexOf(after) + 1) : this.order;
    return order.find((one) => one.attributes.has(name))?.attributes.get(name);
  }
  override getAttribute(name: string): Value | undefined { return name === "__name__" ? this.name : this.find(name); }
  override setAttribute(name: string, value: Value): void { this.attributes.set(name, value); }
  override attributeNames(): Iterable<string> { return this.order.flatMap((one) => [...one.attributes.keys()]); }
  override call(given: Arguments, interpreter: Interpreter): Value {
    const made = new Instance(this);
    const begin = this.find("__init__");
    if (begin instanceof PythonObject) interpreter.call(begin, { ...given, positional: [made, ...given.positional] });
    else if (given.positional.length + given.named.size > 0) throw new Refusal({ kind: "arguments", callee: this.name, wrong: "too-many", name: "0" });
    return made;
  }
  override text(): string { return `<class '${this.name}'>`; }
}

/** Binds a function of a class to an instance; other attributes stay as they are. */
const bound = (self: Value, found: Value | undefined): Value | undefined =>
  (found instanceof PythonObject && found.isMethod ? new BoundMethod(self, found) : found);

export class Instance extends PythonObject {
  readonly class: Class;
  readonly attributes = new Map<string, Value>();
  constructor(of: Class) {
    super();
    this.class = of;
  }
  get typeName(): string { return this.class.name; }
  override getAttribute(name: string): Value | undefined { return name === "__class__" ? this.class : this.attributes.get(name) ?? (this.attributes.has(name) ? null : bound(this, this.class.find(name))); }
  override setAttribute(name: string, value: Value): void { this.attributes.set(name, value); }
  override attributeNames(): Iterable<string> { return [...this.attributes.keys(), ...this.class.attributeNames()]; }
  #special(name: string): PythonObject | null {
    const found = bound(this, this.class.find(name));
    return found instanceof PythonObject ? found : null;
  }
  override call(given: Arguments, interpreter: Interpreter): Value {
    const special = this.#special("__call__");
    if (!special) throw new Refusal({ kind: "not-callable", type: this.typeName });
    return interpreter.call(special, given);
  }
  override length(interpreter: Interpreter): number {
    const special = this.#special("__len__");
    if (!special) throw new Refusal({ kind: "no-length", type: this.typeName });
    return asInteger(interpreter.call(special, NOTHING), "len");
  }
  override getItem(index: Value, interpreter: Interpreter): Value {
    const special = this.#special("__getitem__");
    if (!special) throw new Refusal({ kind: "no-index", type: this.typeName });
    return interpreter.call(special, { ...NOTHING, positional: [index] });
  }
  override iterate(interpreter: Interpreter): Iterable<Value> {
    const special = this.#special("__iter__");
    if (!special) throw new Refusal({ kind: "not-iterable", type: this.typeName });
    const values = interpreter.call(special, NOTHING);
    if (values instanceof Instance) throw new Refusal({ kind: "unsupported", what: "__next__", instead: "return iter(values) from __iter__" });
    return interpreter.iterate(values);
  }
  override truth(interpreter: Interpreter): boolean { return this.#special("__len__") === null || this.length(interpreter) > 0; }
}

/** What `super()` returns: the instance, with the methods of the classes after `after`. */
export class Super extends PythonObject {
  readonly typeName = "super";
  readonly self: Instance;
  readonly after: Class;
  constructor(self: Instance, after: Class) {
    super();
    this.self = self;
    this.after = after;
  }
  override getAttribute(name: string): Value | undefined {
    const found = bound(this.self, this.self.class.find(name, this.after));
    return found === undefined && name === "__init__" ? new Builtin("__init__", signature(), () => null) : found;
  }
}

/** A module that can be imported. */
export class Module extends PythonObject {
  readonly typeName = "module";
  readonly name: string;
  readonly attributes: Map<string, Value>;
  constructor(name: string, attributes: Map<string, Value>) {
    super();
    this.name = name;
    this.attributes = attributes;
  }
  override getAttribute(name: string): Value | undefined { return this.attributes.get(name); }
  override attributeNames(): Iterable<string> { return this.attributes.keys(); }
}
