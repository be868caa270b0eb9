import { describe, expect, test } from "vitest";
import { int, real, choice } from "../../core/model/hyperparameters";
import { inTermsOfSettings, mentions, settingName, snakeCase } from "./python";

const table = {
  latent: int(1, 64, 2, { symbol: "d" }), hidden: int(16, 512, 400, { symbol: "h" }), lambda: real(0, 1, 0.25, { symbol: "\\lambda" }),
  kind: choice(["a", "b"], "a", { symbol: "k" }),
};
const h = { latent: 2, hidden: 400, lambda: 0.25, kind: "a" };
const written = (value: (h: Record<"latent" | "hidden" | "lambda", number>) => number) =>
  inTermsOfSettings(({ latent, hidden, lambda }) => value({ latent: Number(latent), hidden: Number(hidden), lambda: Number(lambda) }), h, table);

describe("a number written with the names of settings", () => {
  test("is a setting, a multiple of one, or a sum", () => {
    expect(written(({ hidden }) => hidden)).toBe("hidden");
    expect(written(({ hidden }) => 2 * hidden)).toBe("2 * hidden");
    expect(written(({ latent }) => latent + 10)).toBe("latent + 10");
    expect(written(({ lambda }) => 0.1 * lambda)).toBe("0.1 * lambda_");
    expect(written(({ latent, hidden }) => latent + 3 * hidden + 1)).toBe("latent + 3 * hidden + 1");
  });

  test("stays a number otherwise", () => {
    expect(written(() => 784)).toBe("784");
    expect(written(({ hidden }) => Math.sqrt(hidden))).toBe("20");
    expect(written(({ hidden, latent }) => hidden * latent)).toBe("800");
  });
});

test("names are Python's: words with underscores, no keywords", () => {
  expect(snakeCase("feature-reconstruction")).toBe("feature_reconstruction");
  expect(snakeCase("logVar")).toBe("log_var");
  expect(settingName("lambda")).toBe("lambda_");
  expect(settingName("batch")).toBe("batch_size");
});

test("a name is mentioned if it is a word of its own and no attribute", () => {
  expect(mentions("x = 2 * real", "real")).toBe(true);
  expect(mentions("on_real = 1", "real")).toBe(false);
  expect(mentions("q.scale", "scale")).toBe(false);
});
