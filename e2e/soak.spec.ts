/**
 * Random commands for two minutes, always the same; `npm run soak` draws others for a chosen time. Each round has a new browser
 * context and draws its commands from a seed, which a failure names: SOAK_SEED=… repeats that round.
 */
import fc from "fast-check";
import { ConsoleErrors, Room, test } from "./room";
import { SMALL, unknown } from "./soak/command";
import { commands } from "./soak/commands";

const { SOAK_MINUTES: requested, SOAK_SEED: given } = process.env;
const minutes = Number(requested ?? 2);
const first = Number(given ?? (requested === undefined ? 1 : Math.floor(Date.now() / 1000)));

test.setTimeout((minutes + 3) * 60_000);

test("the page's invariants hold after any sequence of commands", { tag: "@exhaustive" }, async ({ browser }) => {
  const end = Date.now() + minutes * 60_000;
  const property = fc.asyncProperty(fc.commands(commands, { maxCommands: 20, size: "max" }), async (drawn) => {
    const context = await browser.newContext({ serviceWorkers: "allow" });
    const page = await context.newPage();
    const errors = new ConsoleErrors();
    await errors.watch(page);
    errors.expect(/ended by the test/, /ERR_INTERNET_DISCONNECTED|ERR_FAILED/); // the latter if the service worker could not fetch
    const room = new Room(page);
    await room.open(`model=vae&${SMALL}`);
    await fc.asyncModelRun(() => ({ model: unknown(), real: { room, errors } }), drawn);
    await context.close();
  });
  for (let seed = first; Date.now() < end; seed++) {
    const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: 1, endOnFailure: true, seed });
    if (failed) {
      console.log(`SOAK_SEED=${seed} repeats it: ${String(counterexample?.[0])}`);
      throw errorInstance;
    }
    if (given !== undefined) return;
  }
});
