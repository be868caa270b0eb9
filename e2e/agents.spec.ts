/** Where the browser has WebMCP, agents find the scripting handle's methods as tools; in a frame of another page they find none. */
import { chromium } from "@playwright/test";
import { launchOptions } from "./launchOptions";
import { expect, test } from "./room";

interface FoundTool { readonly name: string }
interface Tools {
  getTools(): Promise<readonly FoundTool[]>;
  executeTool(tool: FoundTool, input: object): Promise<unknown>;
}
type WithTools = Document & { readonly modelContext: Tools };

test("an agent opens an experiment, trains it and reads its losses; a frame offers nothing", async ({ baseURL }) => {
  const browser = await chromium.launch(launchOptions("--enable-features=WebMCP"));
  try {
    const page = await browser.newPage();
    await page.goto(baseURL!);
    const names = () => page.evaluate(async () => (await (document as WithTools).modelContext.getTools()).map(({ name }) => name));
    await expect.poll(names).toContain("train");
    const call = (name: string, input: object) => page.evaluate(async ([tool, given]) => {
      const { modelContext } = document as WithTools;
      const found = (await modelContext.getTools()).find((one) => one.name === tool)!;
      return modelContext.executeTool(found, given);
    }, [name, input] as const).then((result) => (typeof result === "string" ? JSON.parse(result) as unknown : result));
    expect(await call("open", { fragment: "model=vae&hidden=16&batch=16&backend=wasm&seed=7" })).toMatchObject({ model: "vae", seed: 7, step: 0 });
    expect(await call("train", { steps: 5 })).toEqual({ step: 5, reason: "reached" });
    expect(await call("losses", {})).toEqual(await page.evaluate(() => window.elboRoom.losses()));
    expect(await call("decode", { z: [1] })).toEqual({ error: expect.stringMatching(/z must be 2 finite numbers/) });

    await page.goto(`${baseURL}mnist-notice.txt`);
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("iframe"), { src: "./" })));
    const frame = page.frames()[1]!;
    await frame.waitForFunction(async () => "elboRoom" in window && (await window.elboRoom.info()).phase !== "opening");
    expect(await frame.evaluate(async () => (await (document as WithTools).modelContext.getTools()).length)).toBe(0);
  } finally {
    await browser.close();
  }
});
