/** Scratch memory behind a plan's arena, for partial results between the shaders of one kernel. */
export class Scratch {
  readonly #start: number;
  #next: number;
  #end: number;

  /** `arena`: the elements of the plan. */
  constructor(arena: number) {
    this.#start = Math.ceil(arena / 4) * 4;
    this.#next = this.#start;
    this.#end = arena;
  }

  /** Where that many elements have room; a multiple of 4. */
  take(elements: number): number {
    const offset = this.#next;
    this.#next += Math.ceil(elements / 4) * 4;
    this.#end = Math.max(this.#end, this.#next);
    return offset;
  }

  /** What was taken is not needed any more. */
  release(): void {
    this.#next = this.#start;
  }

  /** Elements of the arena with all that was ever taken. */
  get end(): number {
    return this.#end;
  }
}
