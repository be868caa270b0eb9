/** What the server, or something between it and the reader, does to the page, and the browser reports. */
import { defineSlice } from "../../../core/slice";

/** What a policy refuses: workers, the page's own files, WebAssembly, scripts or styles, images that the page has made, or the name of its policy for Trusted Types. */
export type RefusedKind = "workers" | "files" | "webAssembly" | "scripts" | "styles" | "images" | "trustedTypes";

export type Obstacle =
  /** `directive`: as the browser names it, such as "connect-src". */
  | { readonly kind: RefusedKind; readonly directive: string }
  /** Something stands before the page's first line, so that the browser shows it as pages of the last century. */
  | { readonly kind: "quirks" };

/** `obstacles`: those that the reader has not dismissed. */
export const obstacles = defineSlice<{ readonly obstacles: readonly Obstacle[] }>({ keys: { obstacles: { initial: [] } } });
