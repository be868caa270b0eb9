/**
 * Numbers that a program computes from the number of the step: functions of it, as long as nothing needs to know one. A program that decides by such a
 * number is followed for one step, and the decision says for which other steps it is the same.
 */
import { binary, compare, unary } from "../python/operators";
import type { BinaryOperator, ComparisonOperator, Span, UnaryOperator } from "../python/syntax";
import type { CountedName } from "../python/execution";
import { Instance } from "../python/classes";
import { Dictionary } from "../python/sequences";
import { PythonObject, typeName, UNCOUNTED, type Interpreter, type Scope, type Value } from "../python/values";

/** What a program decided by the number of the step. */
export interface Decision {
  /** Returns whether it is the same with another number of finished steps. */
  holds(step: number): boolean;
  readonly span: Span;
  /** The number of updates before it. */
  readonly after: number;
}

/** The step for which a program is followed. */
export interface Clock {
  /** The number of finished steps at the first recorded batch. */
  readonly step: number;
  decide(holds: Decision["holds"]): void;
}

const isNumber = (value: Value): boolean => typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";

export class Scheduled extends PythonObject {
  readonly #clock: Clock;
  readonly #at: (step: number) => Value;
  #last: { readonly step: number; readonly value: Value } | null = null;
  constructor(clock: Clock, at: (step: number) => Value) {
    super();
    this.#clock = clock;
    this.#at = at;
  }
  get typeName(): string { return typeName(this.now); }
  get now(): Value { return this.at(this.#clock.step); }
  at(step: number): Value {
    if (this.#last?.step !== step) this.#last = { step, value: this.#at(step) };
    return this.#last.value;
  }
  override mapped(work: (value: Value) => Value): Value { return new Scheduled(this.#clock, (step) => work(this.at(step))); }
  #with(other: Value, isRight: boolean, work: (left: Value, right: Value) => Value): Value | undefined {
    if (!(other instanceof Scheduled) && !isNumber(other)) return undefined;
    return new Scheduled(this.#clock, (step) => {
      const [own, its] = [this.at(step), other instanceof Scheduled ? other.at(step) : other];
      return isRight ? work(its, own) : work(own, its);
    });
  }
  override unary(operator: UnaryOperator, interpreter: Interpreter): Value { return this.mapped((value) => unary(operator, value, interpreter)); }
  override binary(operator: BinaryOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined {
    return this.#with(other, isRight, (left, right) => binary(operator, left, right, interpreter));
  }
  override compare(operator: ComparisonOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined {
    return this.#with(other, isRight, (left, right) => compare(operator, left, right, interpreter));
  }
  override truth(): boolean {
    const isTrue = Number(this.now) !== 0;
    this.#clock.decide((step) => (Number(this.at(step)) !== 0) === isTrue);
    return isTrue;
  }
  override number(): number | bigint | boolean {
    const { now } = this;
    this.#clock.decide((step) => this.at(step) === now);
    return now as number | bigint | boolean; // it is made of numbers only
  }
  /** Its text is not known when a program is read. */
  override text(): string { return "?"; }
  override format(): string { return "?"; }
}

/** A number that grows with the batches: by how much in each step, or in each epoch. */
interface Counter {
  readonly by: number;
  readonly per: "step" | "epoch";
  /** It starts over with each epoch. */
  readonly wraps: boolean;
}

interface Sample { readonly batches: number; readonly value: number }

const integerIn = (value: Value): number | null => {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
};

interface Place { readonly name: string; readonly value: Value; set(value: Value): void }

/** Returns the variables of these scopes, with the attributes and items of the objects and dictionaries among them. */
function placesIn(frames: readonly Scope[]): readonly Place[] {
  return frames.flatMap(({ values }, depth) => [...values].flatMap(([name, value]): Place[] => {
    const of = `${depth}.${name}`;
    if (value instanceof Instance) return [...value.attributes].map(([attribute, inner]) => ({ name: `${of}.${attribute}`, value: inner, set: (next) => value.attributes.set(attribute, next) }));
    if (value instanceof Dictionary) return value.entries(UNCOUNTED).flatMap(([key, inner]) => (typeof key === "string" ? [{ name: `${of}.${key}`, value: inner, set: (next: Value) => value.set(key, next, UNCOUNTED) }] : []));
    return [{ name: of, value, set: (next) => values.set(name, next) }];
  }));
}

/** Watches how the variables of a program change from batch to batch, and finds those that count. */
export class Watch {
  readonly #loops = new Map<string, Sample[]>();
  readonly #variables = new Map<string, Sample[]>();
  /** The integers when the second epoch begins; null: there is none. */
  #again: ReadonlyMap<string, number> | null = null;

  loop({ name, from }: CountedName, batches: number, value: Value): void {
    const place = `for ${from}.${name}`;
    const samples = this.#loops.get(place) ?? [];
    this.#loops.set(place, samples);
    samples.push({ batches, value: Number(value) });
  }

  batch(frames: readonly Scope[], batches: number): void {
    for (const { name, value } of placesIn(frames)) {
      const number = integerIn(value);
      if (number === null) continue;
      if (batches === 0) this.#variables.set(name, []);
      this.#variables.get(name)?.push({ batches, value: number });
    }
  }

  again(frames: readonly Scope[]): void {
    this.#again ??= new Map(placesIn(frames).flatMap(({ name, value }) => {
      const number = integerIn(value);
      return number === null ? [] : [[name, number] as const];
    }));
  }

  /** Returns the counters, by place and name: "for 812.epoch", "0.step". `perStep`: the number of batches of a step. */
  counters(perStep: number): ReadonlyMap<string, Counter> {
    const found = new Map<string, Counter>();
    for (const [place, samples] of this.#loops) {
      const [first, second] = samples;
      if (!first || !second) continue;
      const [rise, run] = [second.value - first.value, second.batches - first.batches];
      const by = rise * perStep / run;
      const isEven = run !== 0 && by !== 0 && samples.every(({ batches, value }) => (value - first.value) * run === rise * (batches - first.batches));
      if (this.#again && samples.length === 2 && first.batches === 0 && isEven) found.set(place, { by: rise, per: "epoch", wraps: false });
      else if (isEven && Number.isInteger(by) && samples.length > 2) found.set(place, { by, per: "step", wraps: this.#again !== null });
    }
    for (const [name, samples] of this.#variables) {
      const values = samples.filter(({ batches }) => batches % perStep === 0).map(({ value }) => value);
      const [first, second] = values;
      if (first === undefined || second === undefined) continue;
      const by = second - first;
      const next = this.#again?.get(name);
      if (values.some((value, i) => value !== first + i * by)) continue;
      if (by !== 0) found.set(name, { by, per: "step", wraps: next === first });
      else if (next !== undefined && next !== first) found.set(name, { by: next - first, per: "epoch", wraps: false });
    }
    return found;
  }
}

/** Makes numbers of counters, as the step of a clock has them. */
export class Counters {
  readonly #counters: ReadonlyMap<string, Counter>;
  readonly #clock: Clock;
  readonly #perEpoch: number;
  constructor(counters: ReadonlyMap<string, Counter>, clock: Clock, perEpoch: number) {
    this.#counters = counters;
    this.#clock = clock;
    this.#perEpoch = perEpoch;
  }
  loop({ name, from }: CountedName, value: Value): Value { return this.#scheduled(`for ${from}.${name}`, value); }
  begin(frames: readonly Scope[]): void {
    for (const { name, value, set } of placesIn(frames)) set(this.#scheduled(name, value));
  }
  #scheduled(name: string, value: Value): Value {
    const counter = this.#counters.get(name);
    const first = integerIn(value);
    if (!counter || first === null) return value;
    return new Scheduled(this.#clock, (step) => {
      const of = counter.per === "epoch" ? Math.floor(step / this.#perEpoch) : counter.wraps ? step % this.#perEpoch : step;
      const number = first + counter.by * of;
      return typeof value === "bigint" ? BigInt(number) : number;
    });
  }
}
