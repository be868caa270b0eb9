import { afterEach, expect, test, vi } from "vitest";
import { eventually } from "../../../core/testing";
import { noteRefusal } from "../../../core/browser/refusals";
import { onVirtualClock, openPage } from "../../app/testing/testPage";
import { addNotice } from "../../app/run/runEvents";
import { sentenceOf } from "./sentences";
import type { RefusedKind } from "./slice";
import { en } from "./texts.en";
import { es } from "./texts.es";
import { zhCN } from "./texts.zh-CN";

onVirtualClock();
afterEach(() => { vi.unstubAllGlobals(); });

test("a page that stands after other text is said to be changed; what a policy refuses joins, and takes the place of “WASM failed here”", async () => {
  vi.stubGlobal("document", Object.assign(Object.create(globalThis.document ?? {}) as object, { compatMode: "BackCompat" }));
  vi.stubGlobal("location", { origin: "https://room.example" });
  const page = await openPage("#model=vae");
  await eventually(() => expect(page.state().obstacles).toEqual([{ kind: "quirks" }]));
  addNotice(page.store, { kind: "fell-back", from: "wasm", to: "cpu", detail: "" });
  expect(page.state().notices).toHaveLength(1);
  noteRefusal({ effectiveDirective: "script-src", blockedURI: "wasm-eval", sample: "" });
  await eventually(() => expect(page.state().obstacles).toEqual([{ kind: "quirks" }, { kind: "webAssembly", directive: "script-src" }]));
  expect(page.state().notices).toEqual([]);
  addNotice(page.store, { kind: "fell-back", from: "webgpu", to: "wasm", detail: "" });
  expect(page.state().notices).toHaveLength(1);
});

test.each(["workers", "files", "webAssembly", "scripts", "styles", "images", "trustedTypes"] satisfies RefusedKind[])("the sentence on %s names the directive and the file with the policy, in every language", (kind) => {
  for (const texts of [en, es, zhCN]) expect(sentenceOf({ kind, directive: "DIRECTIVE" }, texts)).toMatch(/DIRECTIVE.*content-policy\.txt/);
});
