/** The texts of an exercise's folder. `code` in backticks is shown as code. */

/** The texts that the list of exercises shows. */
export interface ExerciseCard {
  readonly title: string;
  /** What the reader writes. */
  readonly about: string;
}

/** The texts that an open exercise shows below its title. */
export interface ExerciseTexts {
  /** Paragraphs that say what the program has, what each function gets and returns, and why the model needs it. */
  readonly task: readonly string[];
  /** They open one by one: where to look; the formula or the idea; nearly the code. */
  readonly hints: readonly [string, string, string];
  /** What a mistake is and what it does to training, by its name in `mistakes.py`: "NAME__MISTAKE". */
  readonly mistakes: Readonly<Record<string, string>>;
  /** What to look at while the right program trains. */
  readonly done: string;
}
