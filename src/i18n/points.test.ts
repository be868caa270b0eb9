import { describe, expect, it } from "vitest";
import { findModel } from "../models/registry";
import { textsOfPoints } from "./points";
import { LANGUAGES } from "./testing";

const en = textsOfPoints(LANGUAGES.en, "en");
const zh = textsOfPoints(LANGUAGES["zh-CN"], "zh-CN");

describe("texts of points", () => {
  it("speak of points where those of images speak of images, in values that functions make, too", () => {
    expect(en.models.terms["real"]!.name).toBe("real points");
    expect(en.instruments.units["nats/image"]).toBe("nats per point");
    expect(en.instruments.latent.codes("1,500")).toBe("1,500 test points");
    expect(zh.instruments.units["nats/image"]).toBe("奈特/点");
    expect(zh.models.terms["real"]!.name).toBe("真实点");
  });

  it("leave no image in what is said of a model that takes points", () => {
    for (const { id, objectives } of ["vae", "gan", "wgan-gp"].map((name) => findModel(name)!)) {
      for (const texts of [en, zh]) {
        const said = [texts.models.list[id]!.about, ...objectives.flatMap((one) => [texts.models.objectives[one.id], ...one.terms.map((term) => texts.models.terms[term.id]!.about)])];
        expect(said.join(" ")).not.toMatch(/\b(image|digit)s?\b|图像|数字|[张幅]点|\ban point/);
      }
    }
  });

  it("leave the choice of data as it is", () => {
    expect(en.models.hyperparameters["data"]).toEqual(LANGUAGES.en.models.hyperparameters["data"]);
  });

  it("leave the menus alone, which are of all models", () => {
    expect(en.settings.groups).toEqual(LANGUAGES.en.settings.groups);
    expect(en.models.presets).toEqual(LANGUAGES.en.models.presets);
  });
});
