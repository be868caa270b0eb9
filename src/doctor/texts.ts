/** The texts of an illness's folder. */

type Table<T> = Readonly<Record<string, T>>;

export interface IllnessTexts {
  readonly name: string;
  /** What is to be seen, without a name for it, and a question. */
  readonly question: string;
  /** Answers, none of them marked. */
  readonly options: Table<string>;
  /** What happens in such a run, said after the reader has answered. */
  readonly about: string;
  /** Why a remedy may help, by its setting. */
  readonly remedies: Table<string>;
}
