import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { coordinatePlane } from "../../../core/latent/plane";
import { STANDARD_RANGE } from "../../../core/latent/range";
import type { Model } from "../../../core/model/model";
import { findModel, models } from "../../../subject/models/registry";
import { PriorOnMap } from "./PriorOnMap";

const drawn = ({ prior }: Model): string =>
  renderToStaticMarkup(createElement(PriorOnMap, { prior, plane: coordinatePlane([0, 1], [0, 0], STANDARD_RANGE), names: null, seen: null }));

// A plain autoencoder has no prior, a mixture is drawn as ellipses, and the symbols of a codebook have no circles.
it.each([
  ["vae", true], ["ae", false], ["mixture-vae", false], ["latent-flow", true], ["vq-vae", false], ["gan", true], ["flow", true], ["pixel-flow", true],
] as const)("the map of %s has circles of N(0, I), as its prior is N(0, I) or starts there: %s", (id, has) => {
  expect(drawn(findModel(id)!).includes("<circle")).toBe(has);
});

it("the map names N(0, I) where it has its circles", () => {
  for (const model of models) expect(drawn(model).includes("N(0, I)"), model.id).toBe(drawn(model).includes("<circle"));
});
