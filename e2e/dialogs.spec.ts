/** axe finds no serious problem in any dialog, menu or panel that a button opens, light and dark, on a laptop and a phone. */
import { seriousFindings } from "./axe";
import { expect, test, type Room } from "./room";

test.use({ prefetches: true, serviceWorkers: "allow" }); // some buttons appear once the page is idle, and that for offline use with a service worker

const LOOKS = [{ dark: false, width: 1280, height: 720 }, { dark: true, width: 390, height: 844 }, { dark: true, width: 1280, height: 720 }] as const;
const OPEN = "dialog[open], [popover]:popover-open";

/** Examines what is open, notes its id or name, and closes it. */
async function examine(room: Room, seen: Set<string>): Promise<string[]> {
  const open = room.page.locator(OPEN).last();
  await expect(open).toBeVisible();
  await expect(open.locator(".later")).toHaveCount(0);
  const id = await open.evaluate((element) => (element instanceof HTMLDialogElement ? element.id : element.ariaLabel!));
  if (seen.has(id)) return close();
  seen.add(id);
  const found: string[] = [];
  for (const { dark, width, height } of LOOKS) {
    await room.page.setViewportSize({ width, height });
    await room.page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    found.push(...(await seriousFindings(room)).map((finding) => `${id}, ${dark ? "dark" : "light"}, ${width}: ${finding}`));
  }
  return close(found);
  async function close(result: string[] = []): Promise<string[]> {
    await room.page.emulateMedia({ colorScheme: "light" });
    await room.page.setViewportSize({ width: 1280, height: 720 });
    await room.page.evaluate((selector) => {
      for (const one of document.querySelectorAll<HTMLElement>(selector)) {
        if (one instanceof HTMLDialogElement) one.close();
        else one.hidePopover();
      }
    }, OPEN);
    return result;
  }
}

test("axe finds nothing serious in any dialog or menu", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.setTimeout(400_000);
  const seen = new Set<string>();
  const found: string[] = [];
  const small = "hidden=16&batch=16&backend=wasm";
  for (const fragment of [`preset=first-vae&${small}&room=lab`, `preset=first-vae&${small}&room=play`]) {
    await room.open(fragment);
    await room.trainSteps(130);
    const buttons = page.locator("[aria-haspopup=dialog], [popovertarget], .status__cell--backend button, .foot__keys, .doctor__mark");
    await expect(page.locator(".offline__open")).toBeAttached();
    await expect(page.locator("#root .later")).toHaveCount(0);
    for (const button of await buttons.all()) {
      const clicked = await button.evaluate((element: HTMLElement) => {
        const isThere = element.checkVisibility() || element.closest("[popover]") !== null; // some are in closed menus
        if (isThere) element.click();
        return isThere;
      });
      if (clicked) found.push(...await examine(room, seen));
    }
  }
  await room.open(`preset=first-vae&${small}&present=1`);
  for (const key of ["q", "Shift+A", "?", "Control+k"]) {
    await page.keyboard.press(key);
    found.push(...await examine(room, seen));
  }
  expect(found).toEqual([]);
  const all = await page.evaluate(() => [...document.querySelectorAll("dialog")].map(({ id }) => id));
  expect(all.filter((id) => !seen.has(id))).toEqual(["machine-dialog"]); // accessible.spec.ts examines it
});
