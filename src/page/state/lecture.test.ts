import { describe, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { lossColumns } from "../../core/model/model";
import { findModel } from "../../subject/models/registry";
import { findPreset, presets } from "../../subject/presets";
import { askedPanel, followedCurves, lectureSettings, latentViewOf, steeredSettings } from "./lecture";

/** Returns the state in lecture mode with a preset, or with a model's defaults. */
function opened(name: string) {
  const preset = findPreset(name) ?? null;
  const model = findModel(preset?.model ?? name)!;
  const hyperparameters = { ...defaultsOf(model.hyperparameters), ...preset?.hyperparameters };
  const config = { model: model.id, seed: 1, backend: "auto", hyperparameters } as const;
  const z = Array.from({ length: Number(hyperparameters["latent"]) }, () => 0);
  const state = { preset: preset && { name, version: preset.version }, config, z, present: true, room: "lab" as const, instrument: null };
  return { model, state };
}

describe("lecture mode", () => {
  it("enlarges the subject of the question", () => {
    const shown = (name: string) => latentViewOf(opened(name).model, opened(name).state);
    expect(["first-vae", "twenty-dimensions", "holes", "disentangle", "first-cgan", "half-a-digit", "gan"].map(shown))
      .toEqual(["map", "pictures", "pictures", "traverse", "pictures", "fill-in", "pictures"]);
  });

  it("shows the chosen instrument; outside of lecture mode, the map is the default", () => {
    const { model, state } = opened("twenty-dimensions");
    expect(latentViewOf(model, { ...state, instrument: "between" })).toBe("between");
    expect(latentViewOf(model, { ...state, present: false })).toBe("map");
  });

  it("Play shows the model's default, whatever was chosen elsewhere; lecture mode is the same from every room", () => {
    const { model, state } = opened("twenty-dimensions");
    const inPlay = { ...state, room: "play" as const, instrument: "between" as const };
    expect(latentViewOf(model, { ...inPlay, present: false })).toBe("map");
    expect(latentViewOf(model, inPlay)).toBe("between");
  });

  it("shows the settings of the question, and gives keys to live settings only", () => {
    const { model, state } = opened("blurry-or-sharp");
    expect(lectureSettings(model, state)).toEqual(["sigma", "likelihood", "beta", "lr"]);
    expect(steeredSettings(model, state)).toEqual(["beta", "lr"]);
    const acgan = opened("auxiliary-classifier");
    expect(steeredSettings(acgan.model, acgan.state)).toEqual(["fakeClass", "lr"]);
  });

  it("knows the panel that the question is about, or the instrument that was chosen", () => {
    const asked = (name: string) => askedPanel(opened(name).model, opened(name).state);
    expect(["first-vae", "posterior-collapse", "half-a-digit", "disentangle", "twenty-dimensions", "first-cgan", "dropped-modes", "first-gan", "wasserstein", "convolutional-vae"].map(asked))
      .toEqual(["latent", "latent", "latent", "latent", "pictures", "pictures", "pictures", "losses", "losses", "losses"]);
    const { model, state } = opened("twenty-dimensions");
    expect(askedPanel(model, { ...state, instrument: "map" })).toBe("latent");
  });

  it("begins with the curve of the question, if there is one", () => {
    for (const { name } of presets) {
      const { model, state } = opened(name);
      const ids = lossColumns(model).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([...followedCurves(state) ?? []]));
    }
    expect(followedCurves(opened("wasserstein").state)).toEqual(["critic-total"]);
    expect(followedCurves(opened("first-vae").state)).toBeNull();
  });

  it.each(presets.map(({ name }) => name))("%s: settings that the model has, one of them with keys", (name) => {
    const { model, state } = opened(name);
    expect(lectureSettings(model, state).length).toBeLessThanOrEqual(4);
    expect(steeredSettings(model, state).length).toBeGreaterThan(0);
  });
});
