/** The texts of a failure mode's folder. They name no network, input or kind of data that some run with this failure mode lacks. */
import type { Model } from "../../core/model/model";

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
  /** Replaces the explanation for models without a discriminator or critic. */
  readonly aboutOthers?: string;
}

/** Returns the explanation for a run of this model. */
export const aboutFor = ({ about, aboutOthers }: FailureModeTexts, { discriminate }: Pick<Model, "discriminate">): string =>
  (discriminate === undefined ? aboutOthers ?? about : about);
