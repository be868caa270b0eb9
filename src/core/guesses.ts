/** A reader's predictions in lessons and studies. */

/** An option's id, or the curve's values at the question's steps. */
export type Guess = string | readonly number[];

/** Guesses by the ids of rounds or studies. */
export type Guesses = Readonly<Record<string, Guess>>;
