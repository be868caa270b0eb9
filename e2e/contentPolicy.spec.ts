/** The built page's content policy stops these, and every end-to-end test's listener reports each. */
import type {} from "../src/page/app/scriptUrl"; // for trustedTypes
import { expect, test } from "./room";

test("inline script and style, text as HTML or as a script, other hosts and plug-ins are stopped", async ({ room, consoleErrors }) => {
  consoleErrors.expect(/content policy|Content Security|This document requires/);
  const stopped: string[] = [];
  room.page.on("console", (message) => {
    const [, directive] = /^content policy: ([\w-]+)/.exec(message.text()) ?? [];
    if (directive !== undefined) stopped.push(directive);
  });
  await room.visit();
  const found = await room.page.evaluate(async () => {
    const append = (tag: string, attributes: Record<string, string>) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    };
    const nameOf = (work: () => unknown): string => {
      try {
        work();
        return "nothing";
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    return {
      html: nameOf(() => { append("div", {}).innerHTML = "<b>text</b>"; }),
      worker: nameOf(() => new Worker("./serviceWorker.js")),
      policy: nameOf(() => trustedTypes?.createPolicy("another", { createScriptURL: (address) => address })),
      again: nameOf(() => trustedTypes?.createPolicy("elbo-room", { createScriptURL: (address) => address })),
      styled: getComputedStyle(append("p", { style: "color: rgb(1, 2, 3)" })).color,
      fetched: await fetch("https://example.org/").then(() => "something", () => "nothing"),
      image: append("img", { src: "https://example.org/picture.png" }).tagName,
      frame: append("iframe", { src: "https://example.org/" }).tagName,
      plugIn: nameOf(() => append("object", { data: "./favicon.svg" })),
      base: append("base", { href: "https://example.org/" }) && document.baseURI,
    };
  });
  expect(found).toMatchObject({ html: "TypeError", worker: "TypeError", policy: "TypeError", again: "TypeError", plugIn: "TypeError", fetched: "nothing" });
  expect(found.styled).not.toBe("rgb(1, 2, 3)");
  expect(found.base).not.toContain("example.org");
  const directives = ["require-trusted-types-for", "trusted-types", "style-src-attr", "connect-src", "img-src", "frame-src", "base-uri"];
  await expect.poll(() => directives.filter((one) => !stopped.includes(one))).toEqual([]);
});
