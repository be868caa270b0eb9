/** The texts of a study's folder. */

type Table<T> = Readonly<Record<string, T>>;

export interface StudyTexts {
  readonly title: string;
  /** In the list: what it is about, without its outcome. */
  readonly about: string;
  /** Three sentences at most, the last one the question. */
  readonly question: string;
  /** Answers, by their ids. */
  readonly options: Table<string>;
  /** What to do for the figure. */
  readonly task: string;
  /** Of the buttons that train its runs, by the runs' ids. */
  readonly runs: Table<string>;
  /** Why the run on show has nothing to measure, where it has not. */
  readonly needs: string;
  /** What the figure shows, once there is one: what follows from it, and what it cannot say. */
  readonly shows: readonly string[];
  /** What to change next. */
  readonly change: readonly string[];
}
