import { expect, test } from "vitest";
import { laterTextsOfPoints } from "../../i18n/points";
import { en } from "./texts.en";
import { zhCN } from "./texts.zh-CN";

test("texts for points leave no image in what is said of a step", () => {
  for (const texts of [laterTextsOfPoints(en, "en"), laterTextsOfPoints(zhCN, "zh-CN")]) {
    const sentences = JSON.stringify(texts, (_, value: unknown) => (typeof value === "function" ? (value as (...all: string[]) => string)("3", "4") : value)).replaceAll(/"\w+":/g, "");
    expect(sentences).not.toMatch(/\b(image|digit)s?\b|图像|[张幅]点|\ban point/);
    expect(sentences).toMatch(/Training point 3 of the batch|批次中的第 3 个点/);
  }
});
