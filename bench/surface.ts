/** A page to drag over in Chromium or in Firefox. */
import { startFirefox } from "../e2e/browsers/firefox";
import { findFirefox } from "../scripts/browsers/others";
import { freshPage, openRoom, SOFTWARE_GPU, type Lab } from "./lab";
import { mouse, type Evaluates, type Pointer } from "./pointing";

const FIREFOX_WEBGPU = { "dom.webgpu.enabled": true, "gfx.webgpu.ignore-blocklist": true };

/** A page in Chromium or in Firefox, over which the mouse is dragged. */
export interface Surface extends Evaluates {
  open(fragment: string): Promise<unknown>;
  readonly pointer: Pointer;
}

export async function inChromium(lab: Lab, backend: string): Promise<{ surface: Surface; quit: () => Promise<void> }> {
  const browser = await lab.launch(...(lab.gpu ? [] : SOFTWARE_GPU[backend] ?? []));
  const page = await freshPage(browser, {}, lab.threads);
  return {
    surface: {
      evaluate: (fn, arg) => page.evaluate(fn as never, arg as never),
      open: (fragment) => openRoom(page, lab.address, fragment),
      pointer: mouse(await page.context().newCDPSession(page)),
    },
    quit: () => browser.close(),
  };
}

export async function inFirefox(lab: Lab): Promise<{ surface: Surface; quit: () => Promise<void> }> {
  const driver = await startFirefox(findFirefox(), FIREFOX_WEBGPU);
  const tab = await driver.open({ width: 1280, height: 720 });
  return {
    surface: {
      evaluate: (fn, arg) => tab.evaluate(fn as never, ...(arg === undefined ? [] : [arg as never])),
      async open(fragment) {
        await tab.go(`${lab.address}#${fragment}`);
        for (;;) {
          const { backend, phase, failure } = await tab.evaluate(async () => {
            const info = await window.elboRoom?.info();
            return { backend: info?.backend ?? null, phase: info?.phase ?? "opening", failure: info?.failure?.message ?? null };
          });
          if (failure !== null) throw new Error(failure);
          if (backend !== null && phase !== "opening") return;
        }
      },
      async pointer(action, { x, y }) {
        await tab.moveMouse(x, y);
        if (action === "down") await tab.mouseDown();
        if (action === "up") await tab.mouseUp();
      },
    },
    quit: () => driver.quit(),
  };
}
