import { expect, it } from "vitest";
import { laterTexts } from "./laterTexts";

const english = async () => ({ en: { open: "Open it" } });

it("a part is in the reader's language; one that the language lacks is in English, and says so", async () => {
  const [translated, lacking, learning] = [laterTexts("features/doctor", english), laterTexts("features/none", english), laterTexts("learning", english)];
  let heard = 0;
  lacking.on(() => { heard++; });
  expect([lacking.of("es"), lacking.lacks("es")]).toEqual([null, false]);
  await Promise.all([translated, lacking, learning].flatMap((texts) => [texts.load("es"), texts.load("zh-CN"), texts.load("en")]));
  expect([translated.of("es")!.open, translated.of("zh-CN")!.open, translated.of("en")!.open]).toEqual(["Examinar", "检查", "Open it"]);
  expect([lacking.of("es")!.open, lacking.of("zh-CN")!.open]).toEqual(["Open it", "Open it"]);
  expect([translated.lacks("es"), lacking.lacks("es"), lacking.lacks("en"), learning.lacks("es"), learning.lacks("zh-CN")]).toEqual([false, true, false, true, false]);
  expect(heard).toBe(3);
});
