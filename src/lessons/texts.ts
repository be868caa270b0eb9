/** The texts of a lesson's folder. */

type Table<T> = Readonly<Record<string, T>>;

export interface RoundTexts {
  /** Three sentences at most, the last one the question. */
  readonly predict: string;
  /** Of a choice, by the ids of its options. */
  readonly options?: Table<string>;
  /** What the reader is to look for in guess and run: a question. */
  readonly compare: string;
}

export interface LessonTexts {
  readonly title: string;
  /** In the list: what it is about, without its outcome. */
  readonly about: string;
  /** By their ids. */
  readonly rounds: Table<RoundTexts>;
  readonly explain: {
    /** Answered in the reader's own words first. */
    readonly question: string;
    /** Our answer: a sentence or two for each loss column that the lesson names. */
    readonly terms: Table<string>;
    /** What follows from it. */
    readonly so: string;
  };
  readonly repair: {
    readonly task: string;
    /** Shown once every condition has held. */
    readonly done: string;
  };
}
