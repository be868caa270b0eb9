/** A reader's guesses in a link: a lesson's by the ids of its rounds, `kl:0.5_4_6,free:grows`; a study's by the study's id, `memorising:nearer`. */
import type { Guess, Guesses } from "../../core/guesses";

export const NO_GUESSES: Guesses = {};

/** More rounds than a lesson has. */
const MOST = 20;
const ID = /^[a-z][a-z-]{0,30}$/;
const NUMBERS = /^\d+(\.\d+)?(_\d+(\.\d+)?){0,9}$/;

/** Writes guesses as a link contains them. */
export const guessesText = (guesses: Guesses): string =>
  Object.entries(guesses).map(([round, guess]) => `${round}:${typeof guess === "string" ? guess : guess.map((value) => Number(value.toPrecision(4))).join("_")}`).join();

/** Parses guesses of a link; null if the text is invalid. */
export function guessesOf(written: string): Guesses | null {
  const read = written.split(",", MOST + 1).map((part): readonly [string, Guess] | null => {
    const [round = "", guess = "", ...more] = part.split(":");
    if (!ID.test(round) || more.length > 0) return null;
    if (ID.test(guess)) return [round, guess];
    return NUMBERS.test(guess) ? [round, guess.split("_").map(Number)] : null;
  });
  const all = read.filter((one) => one !== null);
  return all.length < read.length || all.length > MOST ? null : Object.fromEntries(all);
}
