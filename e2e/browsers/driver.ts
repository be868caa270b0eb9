/** The interface of a driven browser, implemented in firefox.ts and webkit.ts. room.ts builds a reader's actions on it. */

/** Values that can be sent to the browser and back. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One page with a separate profile. */
export interface Tab {
  /** Resolves when the page has loaded. */
  go(address: string): Promise<void>;
  /** Runs a function in the page, which sees nothing but its arguments, and awaits its result. */
  evaluate<A extends readonly Json[], R>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** The same with a function as text: one whose text is made, or a library. */
  call(code: string, ...args: readonly Json[]): Promise<unknown>;
  /** Coordinates are in CSS pixels of the viewport. */
  moveMouse(x: number, y: number): Promise<void>;
  mouseDown(): Promise<void>;
  mouseUp(): Promise<void>;
  /** Presses a key, named as in `KeyboardEvent.key`, while `held` is down. */
  press(key: string, held?: "Control"): Promise<void>;
  /** Sets the file of the file input that the selector matches. */
  upload(selector: string, file: string): Promise<void>;
  resize(size: Size): Promise<void>;
  screenshot(): Promise<Buffer>;
  /** The console's errors. It is empty if the driver does not report them; then the page's own script does. */
  consoleErrors(): readonly string[];
  close(): Promise<void>;
}

export interface Driver {
  /** The folder of downloads. */
  readonly downloads: string;
  open(size: Size): Promise<Tab>;
  quit(): Promise<void>;
}
