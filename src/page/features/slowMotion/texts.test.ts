import { expect, test } from "vitest";
import { textsOfPoints } from "../../i18n/points";
import { OF_IMAGES, sentences } from "../../i18n/testing";
import { en } from "./texts.en";
import { zhCN } from "./texts.zh-CN";

test("texts for points leave no image in what is said of a step", () => {
  for (const texts of [en, zhCN]) {
    expect(sentences(texts).filter((text) => OF_IMAGES.test(text))).not.toEqual([]);
    expect(sentences(textsOfPoints(texts)).filter((text) => OF_IMAGES.test(text))).toEqual([]);
    expect(textsOfPoints(texts).image("3")).toMatch(/^(Training point 3 of the batch|批次中的第 3 个点)$/);
  }
});
