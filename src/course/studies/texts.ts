/** The texts of a study's folder. */

type Table<T> = Readonly<Record<string, T>>;

export interface StudyTexts {
  readonly title: string;
  /** Its subject, without its outcome, for the list. */
  readonly about: string;
  /** At most three sentences; the last one is the question. */
  readonly question: string;
  /** Answers, by their ids. */
  readonly options: Table<string>;
  /** Instructions for the figure. */
  readonly task: string;
  /** The buttons that train its runs, by the runs' ids. */
  readonly runs: Table<string>;
  /** Why the current run cannot be measured, shown if it cannot. */
  readonly needs: string;
  /** Conclusions from the figure and their limits, shown once it has data. */
  readonly shows: readonly string[];
  /** Suggestions for the next change. */
  readonly change: readonly string[];
}
