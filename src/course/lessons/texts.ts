/** The texts of a lesson's folder. */

type Table<T> = Readonly<Record<string, T>>;

export interface RoundTexts {
  /** At most three sentences; the last one is the question. */
  readonly predict: string;
  /** Options of a choice, by their ids. */
  readonly options?: Table<string>;
  /** A question that directs the comparison of guess and run. */
  readonly compare: string;
}

export interface LessonTexts {
  readonly title: string;
  /** Its subject, without its outcome, for the list. */
  readonly about: string;
  /** By the rounds' ids. */
  readonly rounds: Table<RoundTexts>;
  readonly explain: {
    /** The reader answers it first in their own words. */
    readonly question: string;
    /** Our answer: a sentence or two for each loss column that the lesson names. */
    readonly terms: Table<string>;
    /** The conclusion. */
    readonly so: string;
  };
  readonly repair: {
    readonly task: string;
    /** Shown once every condition has held. */
    readonly done: string;
  };
}
