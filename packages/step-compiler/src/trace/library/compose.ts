/** Compositions of graph operations that several kernels need. */
import type { Id, MapFunction, Shape } from "../../ir/graph";
import type { Operations } from "../../ir/operations";
import { sideBySide } from "../kernels";

/** An argument of `Compose`: a value, or one number for all elements. */
export type Argument = Id | { readonly number: number };

/** Returns the number as an argument. */
export const of = (number: number): Argument => ({ number });

/** Builds maps whose arguments may be numbers. */
export class Compose {
  constructor(readonly build: Operations) {}

  map(fn: MapFunction, ...args: Argument[]): Id {
    return this.build.map(fn, ...args.map((arg) => (typeof arg === "number" ? arg : this.build.constant(arg.number, []))));
  }

  add(a: Argument, b: Argument): Id { return this.map("add", a, b); }
  sub(a: Argument, b: Argument): Id { return this.map("sub", a, b); }
  mul(a: Argument, b: Argument): Id { return this.map("mul", a, b); }
  div(a: Argument, b: Argument): Id { return this.map("div", a, b); }

  /** Returns 1 where x is 0, otherwise 0. */
  not(x: Argument): Id { return this.map("equal", x, of(0)); }

  /** Returns `yes` where the condition is not 0, otherwise `no`; what is not chosen may be infinite or NaN. */
  where(condition: Id, yes: Argument, no: Argument): Id {
    return this.add(this.map("mask", yes, condition), this.map("mask", no, this.not(condition)));
  }

  /** Returns 0, 1, 2, … along an axis of a shape that has size 1 elsewhere. */
  positions(count: number, rank: number, axis: number): Id {
    const shape = Array.from({ length: rank }, (_, at) => (at === axis ? count : 1));
    return this.build.constant(Float32Array.from({ length: count }, (_, i) => i), shape);
  }

  /** Returns the elements at these places of an axis, in this order. Places that follow each other are copied together. */
  take(x: Id, axis: number, places: readonly number[]): Id {
    const shape = this.build.shapeOf(x);
    const runs: { readonly from: number; count: number }[] = [];
    for (const place of places) {
      const last = runs.at(-1);
      if (last && place === last.from + last.count) last.count++;
      else runs.push({ from: place, count: 1 });
    }
    const pieces = runs.map(({ from, count }) =>
      this.build.slice(x, shape.map((_, at) => (at === axis ? from : 0)), shape.map((size, at) => (at === axis ? count : size))));
    return sideBySide(this.build, pieces, axis);
  }

  /** Gives a reduced value its axes back, with size 1. */
  kept(reduced: Id, shape: Shape, axes: readonly number[]): Id {
    return this.build.reshape(reduced, shape.map((size, axis) => (axes.includes(axis) ? 1 : size)));
  }
}
