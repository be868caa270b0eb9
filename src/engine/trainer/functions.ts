/**
 * Compiles functions of a run's weights that pictures evaluate repeatedly, which makes them several times as fast. Only on WASM,
 * where pictures and steps share the processor. A function is compiled after a few uses, so that a run's first pictures need not
 * wait for it; if that fails it stays eager.
 */
import type { FunctionOfWeights, Functions, Inputs, FrozenModel } from "../step/frozenModel";
import type { Arithmetic, Executable } from "./stepper/executable";

/** Uses of a function after which it is compiled. */
const MIN_USES = 3;
/** Compiled programs at most, each with its own weights and inputs. Later functions stay eager. */
const MAX_PROGRAMS = 8;
/** Bytes of one program. Larger ones, such as convolutions of hundreds of images, stay eager and free their memory. */
const MAX_BYTES = 64e6;

interface Program {
  uses: number;
  /** Null until it is compiled, and if that failed. */
  executable: Executable | null;
  /** The tensor data (`dataId`) that was last written for each weight, by name. */
  readonly written: Map<string, object>;
}

export class CompiledFunctions implements Functions {
  readonly #arithmetic: Arithmetic;
  readonly #programs = new Map<string, Program>();
  #disposed = false;

  constructor(arithmetic: Arithmetic) {
    this.#arithmetic = arithmetic;
  }

  compute(name: string, frozen: FrozenModel, inputs: Inputs, of: FunctionOfWeights): Promise<Float32Array> | null {
    const rows = Object.values(inputs)[0]!.shape[0];
    const program = this.#program(`${name} ${rows}`);
    if (!program) return null;
    const { executable } = program;
    if (!executable) {
      program.uses++;
      if (program.uses === MIN_USES) void this.#compile(program, frozen, inputs, of);
      return null;
    }
    for (const [input, tensor] of Object.entries(inputs)) if (executable.needs(input)) executable.writeTensor(input, tensor);
    writeWeights(frozen, program.written, executable);
    executable.run();
    return executable.readOutput("result");
  }

  dispose(): void {
    this.#disposed = true;
    for (const { executable } of this.#programs.values()) executable?.dispose();
    this.#programs.clear();
  }

  #program(key: string): Program | null {
    const known = this.#programs.get(key);
    if (known || this.#disposed || this.#programs.size >= MAX_PROGRAMS) return known ?? null;
    const program = { uses: 0, executable: null, written: new Map<string, object>() };
    this.#programs.set(key, program);
    return program;
  }

  /** Compiles for inputs of these shapes. Never rejects. */
  async #compile(program: Program, { model, specs, h }: FrozenModel, inputs: Inputs, of: FunctionOfWeights): Promise<void> {
    const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape] as const));
    try {
      const [{ traceFunction, plan }, { wasmExecutable }] = await Promise.all([import("./stepper/planned"), import("./stepper/wasm")]);
      const made = plan(traceFunction({ model, specs, h }, shapes, of));
      if (this.#disposed || Float32Array.BYTES_PER_ELEMENT * made.arena > MAX_BYTES) return;
      const executable = await wasmExecutable(made, this.#arithmetic);
      if (this.#disposed) executable.dispose();
      else program.executable = executable;
    } catch {
      // It stays eager.
    }
  }
}

/** Writes only the weights that have changed, since several pictures use those of one step. */
function writeWeights({ weights }: FrozenModel, written: Map<string, object>, executable: Executable): void {
  for (const [name, tensor] of Object.entries(weights)) {
    const input = `weights/${name}`;
    if (!executable.needs(input) || written.get(input) === tensor.dataId) continue;
    executable.writeTensor(input, tensor);
    written.set(input, tensor.dataId);
  }
}
