import { expect, it } from "vitest";
import { laterTexts } from "./laterTexts";

const english = async () => ({ en: { open: "Open it" } });

it("a part is in the reader's language; one that the language lacks is in English, and says so", async () => {
  const [translated, lacking, learning, noFile] = [laterTexts("features/doctor", english), laterTexts("features/none", english), laterTexts("learning", english), laterTexts("none", english)];
  let heard = 0;
  lacking.on(() => { heard++; });
  expect([lacking.of("es"), lacking.lacks("es")]).toEqual([null, false]);
  await Promise.all([translated, lacking, learning, noFile].flatMap((texts) => [texts.load("es"), texts.load("zh-CN"), texts.load("en")]));
  expect([translated.of("es")!.open, translated.of("zh-CN")!.open, translated.of("en")!.open]).toEqual(["Examinar", "检查", "Open it"]);
  expect([lacking.of("es")!.open, lacking.of("zh-CN")!.open]).toEqual(["Open it", "Open it"]);
  expect([noFile.of("es")!.open, noFile.of("zh-CN")!.open]).toEqual(["Open it", "Open it"]);
  const lacks = (texts: typeof lacking) => [texts.lacks("es"), texts.lacks("zh-CN"), texts.lacks("en")];
  expect([translated, lacking, learning, noFile].map(lacks)).toEqual([[false, false, false], [true, true, false], [false, false, false], [true, true, false]]);
  expect(heard).toBe(3);
});
