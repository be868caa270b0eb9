/**
 * The browser's interfaces that can refuse: a setting, a policy, an extension or a sandbox makes them throw. For each that the page uses, this is what a
 * reader loses if it refuses everything. `e2e/refused.spec.ts` makes each of them fail, and `scripts/lint/interfaces.test.ts` finds those that the table lacks.
 */

export interface Refused {
  /** Where the page finds it. */
  readonly path: string;
  /** How it refuses: already when it is read, or when it is called or constructed. */
  readonly how: "read" | "call";
  /** In the page, in its workers, or in both; default: the page. */
  readonly where?: "page" | "worker" | "both";
  /** What is lost. */
  readonly costs: string;
  /** The sentence that a run's reader gets at once; null: none, as what is lost is opened later, or nobody misses it. */
  readonly says: RegExp | null;
  /** The run does not train. */
  readonly noTraining?: true;
}

const QUIET = { how: "call", says: null } as const;

/** By the name in the source. */
export const INTERFACES: Readonly<Record<string, Refused>> = {
  BroadcastChannel: { ...QUIET, path: "BroadcastChannel", costs: "the speaker's window, whose button says so" },
  localStorage: { path: "localStorage", how: "read", costs: "choices, notes and the talk are not kept; a notice says so once there is one", says: null },
  sessionStorage: { path: "sessionStorage", how: "read", costs: "the position in a talk, and which run a tab had, after a reload", says: null },
  indexedDB: { path: "indexedDB", how: "read", costs: "saved runs and own images; a notice says so when a run would be saved", says: null },
  caches: { path: "caches", how: "read", costs: "visits without a network", says: null },
  "navigator.locks": { path: "Navigator.prototype.locks", how: "read", costs: "that only one tab writes a run", says: null },
  "navigator.storage": { path: "Navigator.prototype.storage", how: "read", costs: "the size of what is kept, and the request to keep it", says: null },
  "navigator.serviceWorker": { path: "Navigator.prototype.serviceWorker", how: "read", costs: "threads on plain hosts, and visits without a network", says: null },
  "navigator.clipboard": { path: "Navigator.prototype.clipboard", how: "read", costs: "a dialog shows the link instead of copying it", says: null },
  "navigator.wakeLock": { path: "Navigator.prototype.wakeLock", how: "read", costs: "the screen turns off during a talk", says: null },
  "navigator.gpu": { path: "Navigator.prototype.gpu", how: "read", where: "worker", costs: "the GPU", says: null },
  Worker: { path: "Worker", how: "call", costs: "everything but a sentence in place of the page", says: /refused to start a worker/, noTraining: true },
  "URL.createObjectURL": { ...QUIET, path: "URL.createObjectURL", costs: "files and previews; the dialog says so" },
  "window.open": { ...QUIET, path: "open", costs: "the speaker's window, whose button says so, and the whole page of a frame" },
  requestFullscreen: { ...QUIET, path: "Element.prototype.requestFullscreen", costs: "lecture mode stays in the window" },
  exitFullscreen: { ...QUIET, path: "Document.prototype.exitFullscreen", costs: "full screen has to be left with the browser's own key" },
  matchMedia: { ...QUIET, path: "matchMedia", costs: "the system's dark theme and the arrangement for small windows" },
  ResizeObserver: { ...QUIET, path: "ResizeObserver", costs: "figures fit only after the window's size has changed" },
  IntersectionObserver: { ...QUIET, path: "IntersectionObserver", costs: "losses are also drawn where nobody sees them" },
  MutationObserver: { ...QUIET, path: "MutationObserver", costs: "canvases have the colours of the last theme until they are painted again" },
  PerformanceObserver: { ...QUIET, path: "PerformanceObserver", costs: "the page's scripts are fetched a moment later" },
  OffscreenCanvas: { ...QUIET, path: "OffscreenCanvas", where: "worker", costs: "WebGL and own images that are pictures" },
  createImageBitmap: { ...QUIET, path: "createImageBitmap", where: "worker", costs: "own images that are pictures" },
  VideoEncoder: { path: "VideoEncoder", how: "read", costs: "films in video formats", says: null },
  trustedTypes: { ...QUIET, path: "trustedTypes.createPolicy", how: "call", costs: "workers, where the browser enforces Trusted Types: a sentence in place of the page", says: /refused to start a worker|does not list elbo-room/, noTraining: true },
  WebAssembly: { path: "WebAssembly", how: "read", where: "worker", costs: "runs are computed on another backend", says: /WASM failed here/ },
  SharedArrayBuffer: { ...QUIET, path: "SharedArrayBuffer", where: "worker", costs: "threads" },
  CompressionStream: { ...QUIET, path: "CompressionStream", costs: "a talk in a link" },
  DecompressionStream: { path: "DecompressionStream", how: "call", where: "worker", costs: "MNIST", says: /arrived damaged|does not match its checksum/, noTraining: true },
  "crypto.subtle": { path: "Crypto.prototype.subtle", how: "read", where: "worker", costs: "some 60 ms a file of MNIST", says: null },
  "history.pushState": { ...QUIET, path: "History.prototype.pushState", costs: "Back does not lead to the previous experiment" },
  "history.replaceState": { ...QUIET, path: "History.prototype.replaceState", costs: "the address does not name the experiment" },
  requestIdleCallback: { ...QUIET, path: "requestIdleCallback", costs: "nothing" },
  toBlob: { ...QUIET, path: "HTMLCanvasElement.prototype.toBlob", costs: "PNG files; the dialog says so" },
  toDataURL: { ...QUIET, path: "HTMLCanvasElement.prototype.toDataURL", costs: "pictures in SVG files; the dialog says so" },
  getImageData: { ...QUIET, path: "CanvasRenderingContext2D.prototype.getImageData", costs: "films and the colours of SVG files; the dialog says so" },
  print: { ...QUIET, path: "print", costs: "worksheets on paper" },
};

/** What to look for in the source: the interfaces above, and others that can refuse and that the page does not use. */
export const CAN_REFUSE: readonly string[] = [
  ...Object.keys(INTERFACES), "SharedWorker", "ImageDecoder", "MediaRecorder", "Notification", "EventSource", "WebSocket", "XMLHttpRequest", "RTCPeerConnection",
  "showSaveFilePicker", "showOpenFilePicker", "EyeDropper", "speechSynthesis", "AudioContext", "cookieStore", "FontFace", "PaymentRequest", "webkitRequestFullscreen",
  "startViewTransition", "requestPointerLock", "requestStorageAccess", "execCommand", "document.cookie",
  ...["share", "permissions", "mediaDevices", "credentials", "vibrate", "sendBeacon", "geolocation", "bluetooth", "usb", "getBattery", "keyboard"].map((name) => `navigator.${name}`),
];
