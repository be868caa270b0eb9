/**
 * Steps of a compiled plan. The weights are in its arena; readers get a copy, which is made at most once for each step.
 */
import { lossColumns, type Model } from "../../../core/model/model";
import type { StepSettings } from "../../step/step";
import type { StepArrays } from "../../step/stepData";
import { namedTensors, partOf, releaseState, type TrainState } from "../../step/trainState";
import { release, retain, type NetworkSpecs, type Tensors } from "../../step/weights";
import type { Executable } from "./executable";
import type { Stepper } from "./stepper";

export class CompiledStepper implements Stepper {
  readonly #specs: NetworkSpecs;
  readonly #columns: number;
  readonly #executable: Executable;
  readonly #averaged: ReadonlySet<string>;
  #weights: Tensors | null = null;
  /** The losses of each step, [columns]. */
  readonly #losses: Promise<Float32Array>[] = [];

  /** Continues from `state` and takes ownership of it and of the executable. */
  constructor(model: Model, specs: NetworkSpecs, executable: Executable, state: TrainState) {
    this.#specs = specs;
    this.#columns = lossColumns(model).length;
    this.#executable = executable;
    this.#averaged = new Set(Object.keys(state.average));
    this.restore(state);
  }

  get weights(): Tensors {
    return this.#weights ??= { ...this.#copies("weights", (name) => !this.#averaged.has(name)), ...this.#copies("average") };
  }

  needs(name: string): boolean {
    return this.#executable.needs(name);
  }

  gathers(name: string): boolean {
    return this.#executable.gathers(name);
  }

  get usesHelperThreads(): boolean {
    return this.#executable.threads > 1;
  }

  begin(data: StepArrays, { scalars }: StepSettings): void {
    for (const [name, value] of Object.entries<Float32Array | number>({ ...data, ...scalars })) {
      if (this.#executable.needs(name)) this.#executable.write(name, value);
    }
    this.#executable.begin();
  }

  finish(): void {
    this.#forget();
    this.#executable.run();
    this.#losses.push(this.#executable.readOutput("losses"));
  }

  async losses(): Promise<Float32Array> {
    const rows = await Promise.all(this.#losses.splice(0));
    const all = new Float32Array(rows.length * this.#columns);
    rows.forEach((row, i) => all.set(row, i * this.#columns));
    return all;
  }

  lastLosses(): Promise<Float32Array> {
    return this.#losses.pop()!;
  }

  captureState(): TrainState {
    const weights = this.#averaged.size > 0 ? this.#copies("weights") : retain(this.weights);
    return { weights, m: this.#copies("m"), v: this.#copies("v"), average: this.#copies("average") };
  }

  restore(state: TrainState): void {
    this.#forget();
    for (const [name, tensor] of namedTensors(state)) this.#executable.writeTensor(name, tensor);
    releaseState(state);
  }

  dispose(): void {
    this.#forget();
    this.#executable.dispose();
  }

  #copies(part: keyof TrainState, wanted: (name: string) => boolean = () => true): Tensors {
    const shapes = partOf(this.#specs, part, (name, shape) => [`${part}/${name}`, shape] as const);
    const names = Object.keys(shapes).filter(wanted);
    const copies = this.#executable.read(Object.fromEntries(names.map((name) => shapes[name]!)));
    return Object.fromEntries(names.map((name) => [name, copies[`${part}/${name}`]!]));
  }

  #forget(): void {
    if (this.#weights) release(this.#weights);
    this.#weights = null;
  }
}
