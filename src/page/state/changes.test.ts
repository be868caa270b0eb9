import { describe, expect, it } from "vitest";
import { vae } from "../../subject/models/vae/model";
import { changesFrom, startingPoint } from "./changes";

const config = {
  model: "vae", seed: 1, backend: "auto", hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128 },
} as const;

describe("what was changed", () => {
  it("is nothing for the preset itself", () => {
    expect(changesFrom(startingPoint(vae, { name: "first-vae", version: 1 }), config)).toEqual([]);
  });

  it("names each hyperparameter and the seed", () => {
    const changed = { ...config, seed: 7, hyperparameters: { ...config.hyperparameters, beta: 4 } };
    expect(changesFrom(startingPoint(vae, { name: "first-vae", version: 1 }), changed)).toEqual([
      { id: "beta", from: 1, to: 4 },
      { id: "seed", from: 1, to: 7 },
    ]);
  });

  it("compares with the model's defaults if there is no preset", () => {
    const start = startingPoint(vae, null);
    expect(start.kind).toBe("defaults");
    expect(changesFrom(start, { ...config, seed: 9 })).toEqual([]);
  });
});
