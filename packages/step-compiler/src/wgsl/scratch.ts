/** Scratch memory behind a plan's arena, for partial results between the shaders of one kernel. */
export class Scratch {
  readonly #start: number;
  #next: number;
  #end: number;

  /** `arena` is the number of elements of the plan. */
  constructor(arena: number) {
    this.#start = Math.ceil(arena / 4) * 4;
    this.#next = this.#start;
    this.#end = arena;
  }

  /** Returns the offset of this many elements; a multiple of 4. */
  allocate(elements: number): number {
    const offset = this.#next;
    this.#next += Math.ceil(elements / 4) * 4;
    this.#end = Math.max(this.#end, this.#next);
    return offset;
  }

  /** Releases everything that was reserved. */
  release(): void {
    this.#next = this.#start;
  }

  /** The number of elements of the arena with the largest scratch memory so far. */
  get end(): number {
    return this.#end;
  }
}
