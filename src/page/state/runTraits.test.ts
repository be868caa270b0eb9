import { expect, test } from "vitest";
import { traitsOf } from "./runTraits";
import { parse } from "./urlCodec";

const of = (...fragments: readonly string[]) => traitsOf(fragments.map((fragment) => ({ fragment, model: parse(fragment).config.model, step: 500 })))
  .map((traits) => traits.map(({ id, values }) => `${id} ${values.join("→")}`).join(", "));

test("a single run has the settings that differ from its preset, or from its model's defaults", () => {
  expect(of("preset=first-vae")).toEqual([""]);
  expect(of("preset=first-vae&beta=0.5&seed=3")).toEqual(["beta 0.5, seed 3"]);
  expect(of("model=vae&latent=10&seed=3")).toEqual(["latent 10"]); // a model has no seed of its own
});

test("runs of one preset also have the settings in which they differ from one another, and others do not", () => {
  expect(of("preset=first-vae", "preset=first-vae&beta=0.5", "preset=posterior-collapse", "model=vae&seed=3", "model=vae&seed=4")).toEqual([
    "beta 1", "beta 0.5", "", "seed 3", "seed 4",
  ]);
  expect(of("preset=first-vae&beta=4&seed=3", "preset=first-vae&beta=4&seed=4")).toEqual(["beta 4, seed 3", "beta 4, seed 4"]);
});

test("changes during the run belong to it, up to its last step", () => {
  expect(of("preset=posterior-collapse&then=300:beta=10,400:beta=1,600:beta=2")).toEqual(["beta 40→10→1"]);
  expect(of("preset=first-vae", "preset=first-vae&then=300:beta=10")).toEqual(["beta 1", "beta 1→10"]);
});

test("a setting without effect is left out, and own images have their id", () => {
  expect(of("model=vae&own=hats.0.0123456789abcdef")).toEqual(["data hats.0.0123456789abcdef"]);
  expect(of("preset=no-such&model=vae&beta=0.5")).toEqual(["beta 0.5"]);
});
