import { expect, test } from "vitest";
import { elementOf, frameOf } from "./embedCode";

test("a frame's address survives escaping in HTML", () => {
  const address = "https://room.example/?a=\"1\"#model=vae&lt=1&copy=2";
  const [, src = ""] = /src="([^"]*)"/.exec(frameOf(address)) ?? [];
  expect(src.replaceAll("&amp;", "&")).toBe(address.replaceAll("\"", "%22"));
  expect(src.replaceAll("&amp;", "")).not.toContain("&");
});

test("an element's attributes survive escaping in HTML", () => {
  const html = elementOf("https://room.example/elbo-room.js", "model=vae&lt=1", { panels: ["map", "chart"], title: "\"a\" & <b>", text: null, locked: [], without: [] });
  expect(html).toBe('<script src="https://room.example/elbo-room.js" defer></script>\n' +
    '<elbo-room link="model=vae&amp;lt=1" panels="map,chart" title="&quot;a&quot; &amp; &lt;b>"></elbo-room>');
});

test("locks and left-out controls are attributes of an element", () => {
  expect(elementOf("https://room.example/elbo-room.js", "model=vae", { panels: ["settings"], title: null, text: null, locked: ["beta", "seed"], without: ["step"] }))
    .toContain('<elbo-room link="model=vae" panels="settings" lock="beta,seed" without="step"></elbo-room>');
});
