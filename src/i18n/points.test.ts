import { describe, expect, it } from "vitest";
import { findModel } from "../models/registry";
import { textsOfPoints } from "./points";
import { LANGUAGES } from "./testing";

const en = textsOfPoints(LANGUAGES.en, "en");
const zh = textsOfPoints(LANGUAGES["zh-CN"], "zh-CN");

describe("texts of points", () => {
  it("say \"point\" instead of \"image\", also in the results of functions", () => {
    expect(en.models.terms["real"]!.name).toBe("real points");
    expect(en.instruments.units["nats/image"]).toBe("nats per point");
    expect(en.instruments.latent.codes("1,500")).toBe("1,500 test points");
    expect(zh.instruments.units["nats/image"]).toBe("奈特/点");
    expect(zh.models.terms["real"]!.name).toBe("真实点");
  });

  it("never say \"image\" about a model of points", () => {
    for (const { id, objectives } of ["vae", "gan", "wgan-gp"].map((name) => findModel(name)!)) {
      for (const texts of [en, zh]) {
        const sentences = [texts.models.list[id]!.about, ...objectives.flatMap((one) => [texts.models.objectives[one.id], ...one.terms.map((term) => texts.models.terms[term.id]!.about)])];
        expect(sentences.join(" ")).not.toMatch(/\b(image|digit)s?\b|图像|数字|[张幅]点|\ban point/);
      }
    }
  });

  it("leave the choice of data unchanged", () => {
    expect(en.models.hyperparameters["data"]).toEqual(LANGUAGES.en.models.hyperparameters["data"]);
  });

  it("leave the menus unchanged, which list all models", () => {
    expect(en.settings.groups).toEqual(LANGUAGES.en.settings.groups);
    expect(en.models.presets).toEqual(LANGUAGES.en.models.presets);
  });
});
