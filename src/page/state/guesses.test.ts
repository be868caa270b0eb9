import { expect, test } from "vitest";
import { guessesOf, guessesText } from "./guesses";
import { format, parse } from "./urlCodec";

const guesses = { kl: [0, 4.5, 12.25], free: "grows" };

test("a link writes guesses as it reads them, and only with its lesson", () => {
  expect(guessesText(guesses)).toBe("kl:0_4.5_12.25,free:grows");
  expect(guessesOf(guessesText(guesses))).toEqual(guesses);
  const link = parse(`model=vae&lesson=elbo-terms&guess=${guessesText(guesses)}`);
  expect(link).toMatchObject({ lesson: "elbo-terms", room: "learn", guesses, notices: [] });
  expect(parse(format(link)).guesses).toEqual(guesses);
  expect(format({ ...link, lesson: null })).not.toContain("guess");
});

test("a study has one guess, by the study's own id", () => {
  const link = parse("model=vae&study=memorising&guess=memorising:nearer");
  expect(link).toMatchObject({ study: "memorising", guesses: { memorising: "nearer" }, notices: [] });
  expect(format(link)).toContain("guess=memorising:nearer");
});

test("invalid guesses are left out with a notice", () => {
  for (const written of ["", "kl", "kl:", "kl:1_", "kl:-1", "kl:1:2", "KL:1", "kl:<b>", Array.from({ length: 30 }, (_, i) => `a:${i}`).join()]) {
    expect(guessesOf(written), written).toBeNull();
  }
  expect(parse("model=vae&lesson=elbo-terms&guess=kl:x_y").notices).toMatchObject([{ kind: "adjusted", key: "guess" }]);
});
