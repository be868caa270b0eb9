import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { coordinatePlane } from "../../core/latent/plane";
import { STANDARD_RANGE } from "../../core/latent/range";
import type { Model } from "../../core/model/model";
import { models } from "../../models/registry";
import { PriorOnMap } from "./PriorOnMap";

const drawn = ({ prior }: Model): string =>
  renderToStaticMarkup(createElement(PriorOnMap, { prior, plane: coordinatePlane([0, 1], [0, 0], STANDARD_RANGE), names: null, seen: null }));

it("the map has circles of N(0, I) for each model whose prior is N(0, I) or starts there, and for no other", () => {
  const without = models.filter((model) => !drawn(model).includes("<circle"));
  // A plain autoencoder has no prior, a mixture is drawn as ellipses, and the symbols of a codebook have no circles.
  expect(without.map(({ id }) => id)).toEqual(["ae", "mixture-vae", "vq-vae"]);
  for (const model of models) expect(drawn(model).includes("N(0, I)")).toBe(!without.includes(model));
});
