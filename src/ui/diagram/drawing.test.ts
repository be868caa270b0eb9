import { describe, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { findModel, models } from "../../models/registry";
import { drawingOf, learnsPrior } from "./drawing";

const drawn = (id: string) => {
  const model = findModel(id)!;
  return drawingOf(model, defaultsOf(model.hyperparameters)).map(({ name, input, condition, outputs }) =>
    `${input.symbol}${condition ? `,${condition}` : ""} → ${name} → ${outputs.map(({ symbol }) => symbol).join(",")}`);
};

describe("the diagram", () => {
  it.each([
    ["vae", ["x → encoder → z", "z → decoder → x̂"]],
    ["cvae", ["x,y → encoder → z", "z,y → decoder → x̂"]],
    ["vae-gan", ["x → encoder → z", "z → decoder → x̃", "x̃ → discriminator → D"]],
    ["gan", ["z → generator → x̃", "x̃ → discriminator → D"]],
    ["cgan", ["z,y → generator → x̃", "x̃,y → discriminator → D"]],
    ["acgan", ["z,y → generator → x̃", "x̃ → discriminator → D,C"]],
    ["ss-vae", ["x → classifier → y", "x,y → encoder → z", "z,y → decoder → x̂"]],
    ["wgan", ["z → generator → x̃", "x̃ → critic → f"]],
    ["flow", ["z → velocityField → x̃"]],
    ["cycle-gan", [
      "z,c → generatorToB → b′", "b′ → generatorToA → a′", "a′ → discriminatorOfA → D", "b′ → discriminatorOfB → D",
    ]],
    ["completion-cvae", ["x,c → encoder → z", "z,c → decoder → x̂"]],
    ["completion-cgan", ["z,c → generator → x̃", "x̃,c → discriminator → D"]],
  ])("of %s", (id, expected) => expect(drawn(id)).toEqual(expected));

  it("has a prior if one is learned", () => {
    const learned = models.filter((model) => learnsPrior(model, defaultsOf(model.hyperparameters))).map(({ id }) => id);
    // `flow` has a single network, which maps noise to data and is drawn as a generator.
    expect(learned).toEqual(models.filter(({ id, prior }) => prior.kind !== "standard-normal" && id !== "flow").map(({ id }) => id));
  });

  it.each(models.map((model) => [model.id, model] as const))("has room for the widths of %s", (_, model) => {
    const networks = drawingOf(model, defaultsOf(model.hyperparameters));
    for (const { widths } of networks) expect(widths.length).toBeLessThanOrEqual(networks.length > 2 ? 13 : 16);
  });
});
