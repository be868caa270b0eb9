/** What a browser must do for the tests, whatever drives it: firefox.ts, webkit.ts. What a reader does is put together from it in room.ts. */

/** Values that survive the way to the browser and back. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One page, with a profile of its own: nothing is remembered from another. */
export interface Tab {
  /** Resolves when the page has loaded. */
  go(address: string): Promise<void>;
  /** Runs a function in the page, which sees nothing but its arguments, and awaits its result. */
  evaluate<A extends readonly Json[], R>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** In CSS pixels of the viewport. */
  moveMouse(x: number, y: number): Promise<void>;
  mouseDown(): Promise<void>;
  mouseUp(): Promise<void>;
  /** One key, as `KeyboardEvent.key` calls it; `held` is down meanwhile. */
  press(key: string, held?: "Control"): Promise<void>;
  /** Puts a file into the page's only file input that a selector names. */
  upload(selector: string, file: string): Promise<void>;
  resize(size: Size): Promise<void>;
  screenshot(): Promise<Buffer>;
  /** What the browser's console has shown as errors. Empty where the driver does not tell: there the page's own script does. */
  consoleErrors(): readonly string[];
  close(): Promise<void>;
}

export interface Driver {
  /** Where downloads arrive. */
  readonly downloads: string;
  open(size: Size): Promise<Tab>;
  quit(): Promise<void>;
}
