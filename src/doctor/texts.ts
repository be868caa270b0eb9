/** The texts of a failure mode's folder. */

type Table<T> = Readonly<Record<string, T>>;

export interface FailureModeTexts {
  readonly name: string;
  /** Describes what is visible without naming it, and asks a question. */
  readonly question: string;
  /** Answers, none of them marked. */
  readonly options: Table<string>;
  /** Explains such runs; shown after the reader has answered. */
  readonly about: string;
  /** Why a fix may help, by its setting. */
  readonly fixes: Table<string>;
}
