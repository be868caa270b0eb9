/** Whatever a link contains, the page opens, says what it changed, and can be used. */
import { expect, test, type Room } from "./room";

const tiny = "hidden=16&batch=16&backend=wasm";

/** Fragments, each with the text that the notice must mention. */
type Broken = readonly (readonly [fragment: string, mentions: string])[];

/** These links are opened in a page that shows another one, as the same code reads them. The scripting handle refuses the first ones. */
const afterwards: Broken = [
  [`model=transformer&${tiny}`, "transformer"],
  [`preset=nonsense@1&${tiny}`, "nonsense"],
  [`model=vae&<img src=x onerror="window.hacked=1">=1&${tiny}`, "<img src"], // the key ends at the first =
  [`preset=first-vae@4711&${tiny}`, "4711"],
  [`model=vae&latnet=3&${tiny}`, "latnet"],
  [`model=vae&beta=NaN&${tiny}`, "NaN"],
  [`model=vae&lr=1e999&${tiny}`, "1e999"],
  [`model=vae&latent=-54321&${tiny}`, "-54321"],
  ["model=vae&batch=32.75&backend=wasm&hidden=16", "32.75"],
  [`model=vae&z=1.25,2.5,3.75&${tiny}`, "1.25,2.5,3.75"],
  [`model=vae&z=1.25,xyzzy&${tiny}`, "xyzzy"],
  [`model=cgan&class=1234&latent=4&${tiny}`, "1234"],
  [`model=vae&seed=0xfeed&${tiny}`, "0xfeed"],
  [`model=vae&stop=-9876&${tiny}`, "-9876"],
  [`model=vae&__proto__=1&constructor=2&${tiny}`, "__proto__"],
  [`model=vae&beta=<img src=x onerror="window.hacked=1">&${tiny}`, "<img src=x"],
  [`model=vae&${Array.from({ length: 300 }, (_, n) => `nosuchkey${n}=1`).join("&")}&${tiny}`, "nosuchkey0"],
  ["model=vae&backend=quantum&hidden=16&batch=16", "quantum"],
];

async function expectUsable(room: Room, ...mentions: readonly string[]): Promise<void> {
  for (const it of mentions) await expect(room.page.getByText(it).filter({ visible: true }).first()).toBeVisible();
  expect(await room.page.evaluate(() => "hacked" in window || "1" in {}), mentions[0]).toBe(false);
  const overflow = await room.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, mentions[0]).toBeLessThanOrEqual(0);
  await room.trainSteps(2);
  expect((await room.info()).step, mentions[0]).toBe(2);
}

test("links with a bad language or bad characters; links changed by hand in the address bar, one of 100,000 characters, open without a reload", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`model=vae&lang=klingon&beta=%E0%A4%A&${tiny}`);
  await expectUsable(room, "klingon", "for beta =");
  const change = (next: string) => room.page.evaluate((it) => { location.hash = it; }, next);
  const seed = async () => (await room.info()).seed;
  await change(`model=vae&seed=4&${tiny}`);
  await expect.poll(seed).toBe(4);
  await change(`model=vae&${tiny}&beta=${"9".repeat(100_000)}`);
  await expect.poll(seed).not.toBe(4);
  await expectUsable(room);
});

test(`${afterwards.length} more, one after another`, { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`model=vae&${tiny}`);
  for (const [fragment, mentions] of afterwards) {
    await room.page.evaluate((it) => { location.hash = it; }, fragment);
    await expectUsable(room, mentions);
  }
});

test("a visit with a link of a million characters, then ten million by the scripting handle", { tag: "@exhaustive" }, async ({ room }) => {
  await room.open(`model=vae&${tiny}&beta=${"9".repeat(1_000_000)}`);
  await room.trainSteps(2);
  expect((await room.info()).step).toBe(2);
  await room.page.evaluate(async () => {
    await window.elboRoom.open(`model=vae&beta=${"9".repeat(10_000_000)}`);
  });
  await expect(room.train).toBeEnabled();
});
