import { expect, test } from "vitest";
import { elementOf, formatWithout, frameOf, LINK_PARTS, partOf } from "./linkChoices";
import { parse } from "./urlCodec";

const FRAGMENT =
  "preset=first-cgan@1&seed=4&lr=0.001&then=300:lr=0.0005&class=7&view=between&range=8&highlight=4,9&between=noise1,noise5&log=1&backend=wasm&stop=500";

test("parts of a link are what it says of them, and can be left out", () => {
  const link = parse(FRAGMENT);
  expect(LINK_PARTS.map((part) => partOf(link, part))).toEqual([
    "class=7", "view=between&range=8&highlight=4,9&between=noise1,noise5", "log=1", "then=300:lr=0.0005",
  ]);
  expect(formatWithout(link, [])).toBe(FRAGMENT);
  expect(formatWithout(link, ["changes", "looking"])).toBe("preset=first-cgan@1&seed=4&lr=0.001&class=7&log=1&backend=wasm&stop=500");
  expect(formatWithout(link, LINK_PARTS)).toBe("preset=first-cgan@1&seed=4&lr=0.001&backend=wasm&stop=500");
  expect(partOf(parse("model=vae"), "position")).toBe("");
});

test("a frame's address survives the page it is put into", () => {
  const address = "https://room.example/?a=\"1\"#model=vae&lt=1&copy=2";
  const [, src = ""] = /src="([^"]*)"/.exec(frameOf(address)) ?? [];
  expect(src.replaceAll("&amp;", "&")).toBe(address.replaceAll("\"", "%22"));
  expect(src.replaceAll("&amp;", "")).not.toContain("&");
});

test("an element's attributes survive the page they are put into", () => {
  const html = elementOf("https://room.example/elbo-room.js", "model=vae&lt=1", { panels: ["map", "chart"], title: "\"a\" & <b>", text: null });
  expect(html).toBe('<script src="https://room.example/elbo-room.js" defer></script>\n' +
    '<elbo-room link="model=vae&amp;lt=1" panels="map,chart" title="&quot;a&quot; &amp; &lt;b>"></elbo-room>');
});
