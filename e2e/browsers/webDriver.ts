/** The part of W3C WebDriver that the tests need, over fetch. The libraries for it also contain starters of other browsers. */

/** The key of an element's id in JSON: https://www.w3.org/TR/webdriver2/#elements */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function send(address: string, method: "GET" | "POST" | "DELETE", body?: object): Promise<unknown> {
  const response = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${method} ${new URL(address).pathname}: ${error}: ${message}`);
}

/** Resolves when the server at this address accepts connections. */
export async function listening(address: string, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      await fetch(`${address}/status`);
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(50);
    }
  }
}

export class Session {
  private constructor(private readonly address: string) {}

  static async begin(server: string, capabilities: object): Promise<Session> {
    const { sessionId } = (await send(`${server}/session`, "POST", { capabilities: { alwaysMatch: capabilities } })) as
      { sessionId: string };
    return new Session(`${server}/session/${sessionId}`);
  }

  go = (url: string) => send(`${this.address}/url`, "POST", { url });
  end = () => send(this.address, "DELETE");
  setSize = (width: number, height: number) => send(`${this.address}/window/rect`, "POST", { x: 0, y: 0, width, height });
  screenshot = async () => Buffer.from((await send(`${this.address}/screenshot`, "GET")) as string, "base64");
  /** Executes the body of a function, which reads its arguments from `arguments`. */
  execute = (script: string, ...args: readonly unknown[]) => send(`${this.address}/execute/sync`, "POST", { script, args });

  /** Performs actions of one input device in order: https://www.w3.org/TR/webdriver2/#actions */
  act = (device: object, ...actions: readonly object[]) =>
    send(`${this.address}/actions`, "POST", { actions: [{ ...device, actions }] });

  async type(selector: string, text: string): Promise<void> {
    const found = (await send(`${this.address}/element`, "POST", { using: "css selector", value: selector })) as
      { [ELEMENT]: string };
    await send(`${this.address}/element/${found[ELEMENT]}/value`, "POST", { text });
  }
}
