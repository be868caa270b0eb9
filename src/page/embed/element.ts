/**
 * `<elbo-room preset="first-vae@2" panels="chart,samples">`: an ELBO Room in a frame that is as high as its content, with methods and events.
 * It is a separate file for course pages, without dependencies: `elbo-room.js`, beside the page that it shows. It is a classic script because
 * browsers load a module from another host only if that host sends a CORS header, which simple hosts do not.
 */
import type { ElboRoomCommand, ElboRoomCommands, ElboRoomElement, ElboRoomEvents, ElboRoomMessage } from "./elbo-room";

/** The page is beside this script, unless the attribute `page` has its address. */
const SCRIPT = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : document.baseURI;

/** Attributes that are copied into the link. */
const IN_LINK = ["panels", "title", "text", "lock", "without", "lang", "theme"] as const;
const ATTRIBUTES = ["page", "link", "preset", "model", ...IN_LINK] as const;

/** Height in pixels until the page has reported its own. */
const FIRST_HEIGHT = 240;

type Asked = ElboRoomCommand extends infer Command ? Command extends { readonly id: number } ? Omit<Command, "id" | "elboRoom"> : never : never;

const style = new CSSStyleSheet();
style.replaceSync(`:host { display: block } iframe { display: block; width: 100%; height: ${FIRST_HEIGHT}px; border: 0 }`);

class ElboRoom extends HTMLElement implements ElboRoomElement {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  readonly #waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  #asked = 0;
  #frame: HTMLIFrameElement | null = null;
  #ready = deferred();
  #rebuild = false;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [style];
  }

  connectedCallback(): void {
    window.addEventListener("message", this.#receive);
    this.#build();
  }

  disconnectedCallback(): void {
    window.removeEventListener("message", this.#receive);
    this.#end("The element was removed from its page.");
  }

  attributeChangedCallback(): void {
    if (!this.#frame || this.#rebuild) return;
    this.#rebuild = true;
    queueMicrotask(() => {
      this.#rebuild = false;
      if (this.isConnected) this.#build();
    });
  }

  start: ElboRoomCommands["start"] = () => this.#ask({ command: "start" });
  info: ElboRoomCommands["info"] = () => this.#ask({ command: "info" });
  open: ElboRoomCommands["open"] = (fragment) => this.#ask({ command: "open", fragment });
  train: ElboRoomCommands["train"] = ({ steps } = {}) => this.#ask({ command: "train", steps });
  pause: ElboRoomCommands["pause"] = () => this.#ask({ command: "pause" });
  reset: ElboRoomCommands["reset"] = () => this.#ask({ command: "reset" });
  losses: ElboRoomCommands["losses"] = () => this.#ask({ command: "losses" });
  decode: ElboRoomCommands["decode"] = (z, k) => this.#ask({ command: "decode", z: Array.from(z), k });
  evaluate: ElboRoomCommands["evaluate"] = () => this.#ask({ command: "evaluate" });

  #address(): URL {
    const pairs = [
      this.getAttribute("link")?.replace(/^.*#/, "") || ["preset", "model"].flatMap((key) => this.#pair(key)).join("&"), "embed=1",
      ...IN_LINK.flatMap((key) => this.#pair(key)), `origin=${window.location.origin}`,
    ];
    const address = new URL(this.getAttribute("page") ?? "./", SCRIPT);
    address.hash = pairs.filter((pair) => pair !== "").join("&");
    return address;
  }

  #pair(key: string): readonly string[] {
    const value = this.getAttribute(key);
    // eslint-disable-next-line no-restricted-globals -- this script imports nothing, and replaces unpaired surrogates itself
    return value === null ? [] : [`${key}=${encodeURIComponent(value.replace(/\p{Cs}/gu, "\ufffd"))}`];
  }

  /** Builds a new frame for each experiment, so that no frame replies to a request made to another one. */
  #build(): void {
    this.#end("The element was given another experiment.");
    const { protocol } = this.#address();
    if (protocol !== "https:" && protocol !== "http:") {
      // An address such as javascript:… would run in the page that holds this element.
      this.shadowRoot!.replaceChildren(`ELBO Room is not shown, because the attribute "page" begins with "${protocol}". Use an address that begins with https:`);
      return;
    }
    const frame = document.createElement("iframe");
    frame.src = this.#address().href;
    frame.title = this.title || "ELBO Room";
    frame.allow = "clipboard-write; fullscreen; cross-origin-isolated";
    frame.loading = "lazy";
    frame.part.add("frame");
    this.shadowRoot!.replaceChildren(frame);
    this.#frame = frame;
  }

  #end(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(coded("superseded", why));
    this.#waiting.clear();
    this.#ready = deferred();
    this.#frame = null;
  }

  /** Sends a command once the frame listens; a lazy frame is loaded for it. */
  #ask<Value>(command: Asked): Promise<Value> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      if (!this.#frame) return reject(coded("superseded", "The element is not in a page. Add it to the document first."));
      this.#frame.loading = "eager";
      this.#waiting.set(id, { resolve, reject });
      const { reached } = this.#ready;
      void reached.then(() => this.#post({ elboRoom: 1, id, ...command }));
    });
  }

  #post(command: ElboRoomCommand): void {
    this.#frame?.contentWindow?.postMessage(command, this.#address().origin);
  }

  readonly #receive = ({ data, source, origin }: MessageEvent<ElboRoomMessage | null>): void => {
    if (source === null || source !== this.#frame?.contentWindow || origin !== this.#address().origin) return;
    if (typeof data !== "object" || data === null || data.elboRoom !== 1) return;
    if ("event" in data) return this.#dispatch(data);
    const waiting = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if ("error" in data) waiting?.reject(coded(data.error.code, data.error.message));
    else waiting?.resolve(data.value as never); // as the command's promise says: the page follows `ElboRoomCommands`
  };

  #dispatch({ event, elboRoom: _, ...detail }: Extract<ElboRoomMessage, { readonly event: keyof ElboRoomEvents }>): void {
    if (event === "ready") {
      this.#post({ elboRoom: 1, id: ++this.#asked, command: "hello" });
      this.#ready.reach();
    }
    if ("height" in detail && this.#frame) this.#frame.style.height = `${detail.height}px`;
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

/** Newer browsers have Promise.withResolvers for this. */
function deferred(): { readonly reached: Promise<void>; reach(): void } {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => { reach = resolve; });
  return { reached, reach };
}

const coded = (code: string, message: string): Error => Object.assign(new Error(message), { code });

if (!customElements.get("elbo-room")) customElements.define("elbo-room", ElboRoom);
