/** Links with programs whose models are not made yet: nothing takes the first preset, which `parse` then reads, for the program's run. */
import { expect, test, vi } from "vitest";
import { step } from "../../core/run/ids";
import { pack } from "../../subject/models/packed";
import { SMALL_VAE } from "../../torchSubset/program/smallVae";
import { traitsOf } from "../state/runTraits";
import { parse } from "../state/urlCodec";
import { onVirtualClock, openPage, settled } from "./testing/testPage";

onVirtualClock();

let programs = 0;
/** Returns a link with a program that no test has prepared. */
const freshLink = () => `program=${pack(`${SMALL_VAE}# ${++programs}\n`)}`;

const PROGRAM = expect.stringMatching(/^program-/) as string;

async function prepared(): Promise<void> {
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(1000); // models are made in slices
  await settled();
}

test("an exercise with a program opens the program, although the page shows the first preset", async () => {
  const page = await openPage("preset=first-vae@2");
  page.follow(`#${freshLink()}&exercise=elbo`);
  await prepared();
  expect(page.worker.last("open").config.model).toEqual(PROGRAM);
  page.worker.opened();
  await settled();
  expect(page.state()).toMatchObject({ exercise: "elbo", config: { model: PROGRAM }, preset: null });
});

test("a moment with a program opens it, although the displayed run is the first preset at an earlier step", async () => {
  const page = await openPage("preset=first-vae@2");
  page.store.setState({ step: step(7) });
  void page.session.actions((all) => all).openAt({ fragment: freshLink(), step: 30 });
  await prepared();
  expect(page.workers[0]!.requestsOf("snapshot")).toEqual([]);
  expect(page.workers[0]!.last("open")).toMatchObject({ config: { model: PROGRAM } });
  expect(page.workers[0]!.last("open").snapshot).toBeUndefined();
});

test("a moment with a program is trained ahead as that program", async () => {
  const page = await openPage("preset=first-vae@2");
  void page.session.actions((all) => all).trainAhead([{ fragment: freshLink(), step: 30 }]);
  await prepared();
  expect(page.workers[1]!.last("open").config.model).toEqual(PROGRAM);
});

test("a saved run of a program has neither the first preset's settings nor its name", () => {
  const runs = [1, 2].map((seed) => ({ fragment: `${freshLink()}&seed=${seed}`, model: "program-1", step: 500 }));
  expect(parse(runs[0]!.fragment).config.model).toBe("vae"); // it is not prepared
  expect(traitsOf(runs.slice(0, 1))).toEqual([[]]);
  expect(traitsOf([...runs, { fragment: "preset=first-vae@2", model: "vae", step: 500 }])).toEqual([[{ id: "seed", values: [1] }], [{ id: "seed", values: [2] }], []]);
});
