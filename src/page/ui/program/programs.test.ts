/** Programs between editor, page and worker. */
import { afterEach, expect, test, vi } from "vitest";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { eventually } from "../../../core/testing";
import { onVirtualClock, openPage } from "../../app/testing/testPage";
import { programs } from "./programs";

onVirtualClock();
afterEach(() => void vi.unstubAllGlobals());

test("a program becomes the experiment, which trains at once; the link has it, and undo brings the run before back", async () => {
  const { session, worker, state } = await openPage("preset=first-vae@2&seed=3");
  const trained = session.actions(programs).train(SMALL_VAE);
  await eventually(() => expect(worker.last("open")).toMatchObject({ config: { program: SMALL_VAE, seed: 3, hyperparameters: { beta: 2, hidden: 8, batch: 16 } } }));
  worker.opened();
  await eventually(() => expect(worker.requestsOf("train")).toHaveLength(1));
  expect(session.fragment()).toMatch(/^program=[\w-]+&seed=3/);
  expect([state().preset, state().config.model.startsWith("program-")]).toEqual([null, true]);
  void trained;
  await session.setHyperparameter("beta", 0.5);
  expect([state().config.hyperparameters["beta"], worker.requestsOf("open")]).toMatchObject([0.5, { length: 2 }]); // the run goes on
  void session.openPreset("first-gan");
  await eventually(() => expect(worker.last("open").config).toMatchObject({ model: "gan" }));
  expect(worker.last("open").config.program).toBeUndefined();
});

test("two programs train beside each other, the reference as the second run, and training one of them ends the comparison", async () => {
  const { session, worker, workers, state } = await openPage("preset=first-vae@2&seed=3");
  const reference = SMALL_VAE.replace("beta = 2", "beta = 5");
  void session.actions(programs).train(SMALL_VAE, { stop: 400, beside: reference }).catch(() => undefined);
  await eventually(() => expect(worker.last("open")).toMatchObject({ config: { program: SMALL_VAE, seed: 3 } }));
  worker.opened();
  await eventually(() => expect(workers.at(-1)!.last("open").config).toMatchObject({ program: reference, seed: 3, hyperparameters: { beta: 5, hidden: 8, batch: 16 } }));
  expect(state()).toMatchObject({ stop: 400, comparison: { kind: "model", program: reference } });
  expect(session.fragment()).toMatch(/^program=[\w-]+&seed=3&compare=program:[\w-]+/);
  void session.actions(programs).train(SMALL_VAE).catch(() => undefined);
  await eventually(() => expect(state().comparison).toBeNull());
});

test("a setting that does not fit the program is refused with its reason, and the run stays", async () => {
  const { session, worker, state } = await openPage("preset=first-vae@2");
  void session.actions(programs).train(SMALL_VAE.replace("nn.Linear(2, hidden)", "nn.Linear(2 if hidden < 20 else 3, hidden)"));
  await eventually(() => expect(worker.last("open").config.program).toBeDefined());
  worker.opened();
  await session.setHyperparameter("hidden", 24);
  expect([state().config.hyperparameters["hidden"], state().notices.at(-1)]).toMatchObject([8, { kind: "settings-refused" }]);
});

test("while a setting is dragged, the run gets the values that the program's worker has answered for, and the last one", async () => {
  const { session, worker, executors, state } = await openPage("preset=first-vae@2");
  void session.actions(programs).train(SMALL_VAE).catch(() => undefined);
  await eventually(() => expect(worker.last("open").config.program).toBeDefined());
  worker.opened();
  const asked = () => executors[0]!.sent.flatMap(({ command, params }) => (command === "describe" ? [params!.settings?.["beta"]] : []));
  const before = asked().length;
  const dragged = [0.1, 0.2, 0.3, 0.4].map((beta) => session.setHyperparameter("beta", beta));
  await Promise.all(dragged);
  expect(asked().slice(before)).toEqual([0.1, 0.4]);
  expect(state().config.hyperparameters["beta"]).toBe(0.4);
});

test("a change that is answered for after another experiment has been opened is none of that", async () => {
  const { session, worker, state } = await openPage("preset=first-vae@2");
  void session.actions(programs).train(SMALL_VAE).catch(() => undefined);
  await eventually(() => expect(worker.last("open").config.program).toBeDefined());
  worker.opened();
  const changed = session.setHyperparameter("beta", 0.5);
  void session.openPreset("beta-four");
  await changed;
  expect(state().config).toMatchObject({ model: "vae" });
  expect(state().config.hyperparameters["beta"]).not.toBe(0.5);
});

test("two tabs keep one draft: a tab that shows it follows the other, and one that replaces another text returns it", async () => {
  let stored: string | null = null;
  const listeners: ((event: { readonly key: string }) => void)[] = [];
  const [one, other] = await Promise.all([openPage("preset=first-vae@2"), openPage("preset=first-vae@2")]).then((pages) => pages.map(({ session }) => session.actions(programs)));
  vi.stubGlobal("localStorage", { getItem: () => stored, setItem: (_: string, text: string) => { stored = text; }, removeItem: () => { stored = null; } });
  vi.stubGlobal("addEventListener", (_: string, listener: (event: { readonly key: string }) => void) => void listeners.push(listener));
  const wake = () => listeners.forEach((listener) => listener({ key: "elbo-room.program" }));
  expect([one!.draft(), one!.keepDraft("first"), other!.draft()]).toEqual([null, null, "first"]);
  let shown: string | null = "first";
  other!.followDraft(() => shown, (draft) => { shown = draft; });
  one!.keepDraft("second");
  wake();
  expect([shown, other!.keepDraft("third")]).toEqual(["second", null]);
  expect([one!.keepDraft("fourth"), stored]).toEqual(["third", "fourth"]); // it does not know the third one
  shown = "a program that the run trains";
  wake();
  other!.keepDraft(null); // the fourth one is not its own
  expect([shown, stored]).toEqual(["a program that the run trains", "fourth"]);
  one!.keepDraft(null);
  expect(stored).toBeNull();
});

test("a check that takes long is ended for a later one, and a short one is not", async () => {
  const { session, executors } = await openPage();
  const actions = session.actions(programs);
  const check = (source: string) => actions.check(source).catch(({ code }: { readonly code: string }) => code);
  const first = check("first");
  executors[0]!.reply("checked");
  expect(await first).toBe("checked");
  const [slow, quick] = [check("slow"), check("quick")];
  expect([await slow, executors.length]).toEqual(["superseded", 1]);
  await vi.advanceTimersByTimeAsync(1500);
  const last = check("last");
  expect([await quick, executors[0]!.ended, executors.length]).toEqual(["superseded", 1, 2]);
  executors[1]!.reply("checked again");
  expect(await last).toBe("checked again");
});
