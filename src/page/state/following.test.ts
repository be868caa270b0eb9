import { describe, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { findModel } from "../../subject/models/registry";
import { followRequest, partsFor, freshFollowing } from "./following";

const of = (id: string, h = {}) => {
  const model = findModel(id)!;
  return [model, { ...defaultsOf(model.hyperparameters), ...h }] as const;
};

describe("the followed image", () => {
  it("is a test image for models with an input image, and else the image at the reader's position", () => {
    expect(followRequest(freshFollowing, ...of("vae"), [1, 2], 0).subject).toEqual({ kind: "image", index: 0 });
    expect(followRequest(freshFollowing, ...of("gan"), [1, 2], 7).subject).toEqual({ kind: "code", z: [1, 2], class: 7 });
  });

  it("is a test image for parts that need one", () => {
    const here = { ...freshFollowing, kind: "here", image: 5, part: "terms" } as const;
    expect(followRequest(here, ...of("vae"), [1, 2], 0).subject).toEqual({ kind: "image", index: 5 });
  });

  it("has the parts that apply to the model", () => {
    expect(partsFor(...of("vae"))).toEqual(["way", "terms", "posterior"]);
    expect(partsFor(...of("vae", { latent: 3 }))).toEqual(["way", "terms"]);
    expect(partsFor(...of("vae-gan"))).toEqual(["way", "terms", "judged"]);
    expect(partsFor(...of("cycle-gan"))).toEqual(["way", "judged"]);
    expect(followRequest({ ...freshFollowing, part: "judged" }, ...of("vae"), [1, 2], 0).part).toBe("way");
  });
});
