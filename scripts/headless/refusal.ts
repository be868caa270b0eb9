/** The exit codes of `elbo-room`, and the error whose message is a sentence for its user. */

export const EXIT = {
  done: 0,
  /** A defect of ours. */
  failed: 1,
  /** The command, its link or its files are not right; nothing was trained. */
  refused: 2,
  /** A loss was not finite; the last finite weights were saved. */
  diverged: 3,
  /** A file could not be written. */
  notWritten: 4,
  /** A signal ended the run, which was saved; 130 for SIGINT and 143 for SIGTERM, as shells have it. */
  interrupted: { SIGINT: 130, SIGTERM: 143 },
} as const;

/** The message says what happened and what to do next. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.refused) {
    super(message);
    this.exitCode = exitCode;
  }
}
