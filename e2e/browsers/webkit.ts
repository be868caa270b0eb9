/**
 * WebKit, Safari's engine: WebKitGTK's MiniBrowser on a virtual screen, driven by its WebDriver. Scripts are started and then
 * polled, since a long call blocks the page's own tasks.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { WebKitPrograms } from "../../scripts/browsers/others";
import type { Driver, Tab } from "./driver";
import { listening, Session } from "./webDriver";

const POLL_MS = 50;
const MOUSE = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" } };
const KEYBOARD = { type: "key", id: "keyboard" };

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Readonly<Record<string, string>> = {
  Enter: "\uE007", Control: "\uE009", End: "\uE010", Escape: "\uE00C", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015",
  PageUp: "\uE00E", PageDown: "\uE00F", Home: "\uE011",
};
const codeOf = (key: string) => KEYS[key] ?? key;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts a virtual screen. It chooses its own number and writes it to the fourth stream. */
async function startScreen(program: string): Promise<{ process: ChildProcess; display: string }> {
  const process = spawn(program, ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = (await once(process.stdio[3]!, "data")) as [Buffer];
  return { process, display: `:${String(number).trim()}` };
}

async function end(program: ChildProcess): Promise<void> {
  const gone = once(program, "exit");
  if (program.kill()) await gone;
}

/*
 * JSC_useWasmIPInt=0 turns off JavaScriptCore's WebAssembly interpreter. When that returns from a call with eight or more
 * arguments, it moves the stack pointer past its saved values before it reads them. On Linux a signal between the two
 * overwrites them (JavaScriptCore suspends threads by signals), the interpreter continues at address 0, and the page crashes: "Could not
 * parse script result". Seen with WebKitGTK 2.50.6 in one of 50 checks of the machine beside other browsers on two cores, and at once with a
 * debugger that stops between the two. Safari's threads are suspended without signals. To be deleted when WebKitGTK reads before it moves.
 */
export async function startWebKit({ driver, browser, screen }: WebKitPrograms): Promise<Driver> {
  const home = mkdtempSync(path.join(tmpdir(), "elbo-room-webkit-"));
  const { process: screenProcess, display } = await startScreen(screen);
  const env = {
    ...process.env, DISPLAY: display, GDK_BACKEND: "x11", HOME: home, LANG: "C", LC_ALL: "C", // with C.UTF-8 navigator.language is "C"
    WEBKIT_DISABLE_DMABUF_RENDERER: "1", // without a GPU, Mesa crashes every few pages
    JSC_useWasmIPInt: "0", // see above
  };
  return {
    downloads: home,
    /** A driver has one session at a time, so each tab has its own driver. */
    async open(size) {
      const port = await freePort();
      const server = `http://127.0.0.1:${port}`;
      const driverProcess = spawn(driver, ["-p", String(port)], { stdio: "ignore", env });
      try {
        await listening(server, 10_000);
        // In full screen the page fills the window, whatever its size.
        const session = await Session.begin(server, {
          "webkitgtk:browserOptions": { binary: browser, args: ["--automation", "--full-screen"] },
        });
        const tab = tabOf(session, () => end(driverProcess));
        await tab.resize(size);
        return tab;
      } catch (error) {
        await end(driverProcess);
        throw error;
      }
    },
    async quit() {
      await end(screenProcess);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function tabOf(session: Session, closed: () => Promise<void>): Tab {
  const tab: Tab = {
    go: async (address) => void (await session.go(address)),
    evaluate: async (fn, ...args) => (await tab.call(String(fn), ...args)) as Awaited<ReturnType<typeof fn>>,
    async call(code, ...args) {
      await session.execute(startOf(code), ...args);
      for (;;) {
        const answer = (await session.execute(ANSWER)) as { value?: unknown; error?: string } | null;
        if (answer?.error !== undefined) throw new Error(answer.error);
        if (answer) return answer.value;
        await pause(POLL_MS);
      }
    },
    moveMouse: async (x, y) =>
      void (await session.act(MOUSE, { type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0, origin: "viewport" })),
    mouseDown: async () => void (await session.act(MOUSE, { type: "pointerDown", button: 0 })),
    mouseUp: async () => void (await session.act(MOUSE, { type: "pointerUp", button: 0 })),
    async press(key, held) {
      const keys = [...(held ? [codeOf(held)] : []), codeOf(key)];
      await session.act(KEYBOARD,
        ...keys.map((value) => ({ type: "keyDown", value })),
        ...keys.toReversed().map((value) => ({ type: "keyUp", value })));
    },
    upload: (selector, file) => session.type(selector, file),
    resize: async ({ width, height }) => void (await session.setSize(width, height)),
    async screenshot() {
      // The screenshot waits for the next frame, which an idle page does not paint.
      await tab.evaluate(() => {
        const mark = document.createElement("i");
        mark.id = "frames";
        mark.style.cssText = "position:fixed;left:0;top:0;width:1px;height:1px";
        document.body.append(mark);
        const blink = () => {
          mark.style.opacity = mark.style.opacity === "0.01" ? "0.02" : "0.01";
          mark.style.background = "gray";
          if (mark.isConnected) setTimeout(blink, 50);
        };
        blink();
      });
      const picture = await session.screenshot();
      await tab.evaluate(() => document.getElementById("frames")!.remove());
      return picture;
    },
    consoleErrors: () => [],
    async close() {
      await session.end();
      await closed();
    },
  };
  return tab;
}

/** A script that starts a function and stores its result in the page. */
const startOf = (fn: string) => `
  window.answer = null;
  new Promise((resolve) => resolve((${fn})(...arguments))).then(
    (value) => { window.answer = { value: value ?? null }; },
    (error) => { window.answer = { error: String(error?.message ?? error) }; },
  );`;

const ANSWER = "return window.answer;";
