/** axe finds nothing serious in the dark theme: Play, the Lab, two runs, Learn and a lesson. */
import { seriousFindingsIn, source } from "../axe";
import { expect, test } from "./room";

const tiny = "preset=first-vae&hidden=16&batch=16&backend=wasm";

test("axe finds nothing serious in the dark theme", { tag: "@exhaustive" }, async ({ room }) => {
  const found: string[] = [];
  for (const fragment of [`${tiny}&room=play`, `${tiny}&room=lab`, `${tiny}&room=lab&compare=beta:4`, "room=learn", `${tiny}&lesson=elbo-terms`]) {
    await room.visit(`${fragment}&theme=dark`);
    if (fragment.startsWith(tiny)) await room.trainSteps(30);
    await room.call(`() => { ${source} }`);
    found.push(...(await seriousFindingsIn(room.evaluate)).map((finding) => `${fragment}: ${finding}`));
  }
  expect(found).toEqual([]);
});
