import { expect, it } from "vitest";
import { step } from "../../core/run/ids";
import { eventually } from "../../core/testing";
import { createHandle } from "./handle";
import { offerTools, type ModelContextTool, type Schema } from "./agentTools";
import { setUp as openSession } from "./testing/testPage";

async function setUp() {
  const page = openSession();
  const handle = createHandle(page);
  const tools = new Map<string, ModelContextTool>();
  await offerTools({ registerTool: async (tool) => void tools.set(tool.name, tool) }, handle, page.store);
  const call = (name: string, input: object = {}) => tools.get(name)!.execute(input);
  return { page, handle, tools, call };
}

/** Throws unless this is a schema of an agent's arguments that says what each of them is. */
function expectValid({ type, properties, required, items, minimum, maximum, minItems, maxItems, ...schema }: Schema): void {
  expect(["object", "array", "string", "number", "integer"]).toContain(type);
  if (type === "array") expectValid(items!);
  if (minimum !== undefined && maximum !== undefined) expect(minimum).toBeLessThanOrEqual(maximum);
  if (minItems !== undefined && maxItems !== undefined) expect(minItems).toBeLessThanOrEqual(maxItems);
  for (const name of required ?? []) expect(Object.keys(properties!)).toContain(name);
  Object.values(properties ?? {}).forEach(expectValid);
  if (schema.enum) expect(new Set(schema.enum).size).toBe(schema.enum.length);
}

it("every tool has a valid name and schema, a sentence that describes it, and a method of the handle", async () => {
  const { tools, handle, page } = await setUp();
  const methods = new Set(Object.keys(handle).map((name) => name.toLowerCase()));
  for (const [name, { description, inputSchema }] of tools) {
    expect(name).toMatch(/^[a-z_]{1,128}$/);
    expect(methods).toContain(name.replaceAll("_", ""));
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    expectValid(inputSchema);
    expect(JSON.parse(JSON.stringify(inputSchema))).toEqual(inputSchema);
  }
  page.session.dispose();
});

it("a tool does what the handle does, and returns plain data", async () => {
  const { page, handle, call } = await setUp();
  const opening = call("open", { fragment: "model=vae&batch=100&seed=5" });
  await eventually(() => page.worker.opened());
  expect(await opening).toEqual(JSON.parse(JSON.stringify(await handle.info())));
  expect(await call("info")).toMatchObject({ model: "vae", seed: 5, step: 0 });
  void call("train", { steps: 20 });
  await eventually(() => expect(page.worker.last("train")).toEqual({ until: 20 }));
  const decoding = call("decode", { z: [0.5, -1], class: 3 });
  await eventually(() => expect(page.worker.requestsOf("decode")).toHaveLength(1));
  page.worker.reply("decode", { pixels: new Float32Array(784).fill(0.25), step: step(2) });
  expect(await decoding).toEqual(Array.from({ length: 784 }, () => 0.25));
  page.session.dispose();
});

it("errors come back as sentences", async () => {
  const { page, call } = await setUp();
  expect(await call("open", { fragment: "model=none" })).toEqual({ error: expect.stringMatching(/^This page has no model none\. Among its models are/) });
  expect(await call("train", { steps: "many" })).toEqual({ error: "train: steps must be a whole number above 0." });
  expect(await call("open", {})).toEqual({ error: expect.stringMatching(/write the link as text/) });
  page.session.dispose();
});

it("nothing is reported of a run on the reader's own images", async () => {
  const { page, call } = await setUp();
  page.store.setState({ begun: { ...page.state().begun, own: "any" } });
  for (const name of ["info", "losses", "decode", "run_card", "train"]) expect(await call(name, { z: [0, 0] })).toEqual({ error: expect.stringMatching(/own images/) });
  expect(page.worker?.requestsOf("train") ?? []).toEqual([]);
  page.session.dispose();
});
