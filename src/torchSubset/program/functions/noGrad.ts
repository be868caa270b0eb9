/** `torch.no_grad()`: within it, and in a function that it decorates, operations are not recorded for gradients. */
import { PythonObject, type Arguments, type Interpreter, type Value } from "../../python/values";
import { recorderOf } from "../recorder";

export class NoGrad extends PythonObject {
  readonly typeName = "no_grad";
  readonly #before: boolean[] = [];
  override enter(interpreter: Interpreter): Value {
    const recorder = recorderOf(interpreter);
    this.#before.push(recorder.gradients);
    recorder.gradients = false;
    return null;
  }
  override exit(interpreter: Interpreter): void { recorderOf(interpreter).gradients = this.#before.pop() ?? true; }
  override call({ positional: [decorated = null] }: Arguments): Value { return new WithoutGradients(decorated, this); }
}

class WithoutGradients extends PythonObject {
  readonly typeName = "function";
  override readonly isMethod = true;
  readonly #decorated: Value;
  readonly #within: NoGrad;
  constructor(decorated: Value, within: NoGrad) {
    super();
    this.#decorated = decorated;
    this.#within = within;
  }
  override call(given: Arguments, interpreter: Interpreter): Value {
    this.#within.enter(interpreter);
    try {
      return interpreter.call(this.#decorated, given);
    } finally {
      this.#within.exit(interpreter);
    }
  }
}
