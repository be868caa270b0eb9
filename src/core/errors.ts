/** The codes of errors. `src/page/i18n` has a sentence for every code; messages are for the console. */

export type ErrorCode =
  | "data-unreachable" | "data-damaged" | "backend-unavailable" | "backend-lost" | "loss-not-finite"
  | "unknown-model" | "unknown-preset" | "bad-latent" | "bad-snapshot" | "superseded" | "worker-lost" | "no-such-measurement"
  | "bad-setting" | "program-failed" | "judge-damaged" | "no-encoder" | "empty-drawing" | "nothing-visible" | "internal"
  | "own-data-missing" | "own-data-newer" | "own-data-damaged" | "own-data-in-frame" | "own-data-unsuitable"
  | "storage-blocked" | "storage-newer";

/** An error in a message from the worker to the page; instances of classes cannot be sent. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly stack?: string;
}

/** Returns whether images are missing or damaged. */
export const isAboutData = ({ code }: WireError): boolean => code === "data-unreachable" || code === "data-damaged";

/** Returns whether the run's own images are not available here; the reader may choose their files. */
export const lacksOwnImages = ({ code }: WireError): boolean => code === "own-data-missing" || code === "own-data-newer" || code === "own-data-damaged";

/** Returns whether something that was caught says that the browser's storage is full. */
export const isStorageFull = (caught: unknown): boolean => caught instanceof DOMException && caught.name === "QuotaExceededError";

/** Returns whether a reader's program was refused: the interpreter throws such errors, also during training (`python/problem.ts`). */
export const isOfProgram = (caught: unknown): caught is Error => caught instanceof Error && caught.name === "PythonProblem";

export class ElboError extends Error {
  override readonly name = "ElboError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static from(wire: WireError): ElboError {
    const error = new ElboError(wire.code, wire.message);
    if (wire.stack) error.stack = wire.stack;
    return error;
  }

  /** Converts anything caught to an error with a code: its own, that of a refused program, or "internal". */
  static of(caught: unknown): ElboError {
    if (caught instanceof ElboError) return caught;
    if (isOfProgram(caught)) return new ElboError("program-failed", caught.message, { cause: caught });
    const message = caught instanceof Error ? caught.message : String(caught);
    return new ElboError("internal", message, { cause: caught });
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, ...(this.stack === undefined ? {} : { stack: this.stack }) };
  }
}
