/**
 * Builds the whole page as one HTML file, data included, for a memory stick or a message. Opened by a double click, without host and
 * network, it trains on WASM, or on a GPU if the browser allows a file to use one. It contains scripts, styles, fonts, WebAssembly and
 * all published files (`unpack.js`). Without a service worker it has only one thread.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Rollup } from "vite";
import { NOTICES } from "../packages/notices";
import { SINGLE, TRUSTED_TYPES } from "./mode";

const root = path.join(import.meta.dirname, "..", "..");
export const SINGLE_FILE = path.join(root, "dist-single", "elbo-room.html");

/** The folders of public/ that the page fetches. */
const PUBLISHED = ["mnist", "trained"];

/** Writes the file and returns its size in bytes. Links that it copies lead to `address`, the page on a host; without one, to the file. */
export async function buildSingle(address?: string): Promise<number> {
  const inOne = { output: { codeSplitting: false } } as const;
  const { output } = await build({
    root, mode: SINGLE, logLevel: "error", define: { "import.meta.env.VITE_ADDRESS": JSON.stringify(address) ?? "undefined" },
    build: { write: false, copyPublicDir: false, manifest: false, cssCodeSplit: false, assetsInlineLimit: () => true, rolldownOptions: inOne },
    worker: { format: "iife", rolldownOptions: inOne },
  }) as Rollup.RollupOutput;
  const page = only(output.flatMap((file) => (file.type === "chunk" && file.isEntry ? [file.code] : [])), "script");
  const worker = only(output.flatMap((file) => (/(^|\/)entry-[^/]*\.js$/.test(file.fileName) ? [textOf(file)] : [])), "worker");
  const styles = output.flatMap((file) => (file.fileName.endsWith(".css") ? [textOf(file)] : [])).join("\n");
  const html = only(output.flatMap((file) => (file.fileName.endsWith(".html") ? [textOf(file)] : [])), "HTML file");

  const notices = only(output.flatMap((file) => (file.fileName === NOTICES ? [textOf(file)] : [])), "list of licences");
  const packed = [
    ...PUBLISHED.flatMap((folder) => readdirSync(path.join(root, "public", folder)).map((name) => `${folder}/${name}`))
      .map((file) => packedFile(file, readFileSync(path.join(root, "public", file)))),
    packedFile(NOTICES, Buffer.from(notices)),
  ];
  packed.push(`<script type="text/plain" data-worker>${inScript(worker)}</script>`);
  const unpack = readFileSync(path.join(import.meta.dirname, "unpack.js"), "utf8");
  const script = inScript(page);
  const policy = [
    "default-src 'none'",
    `script-src ${hash(unpack)} ${hash(script)} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "connect-src blob: data:",
    `style-src ${hash(styles)}`,
    "font-src data:",
    "img-src blob: data:",
    "base-uri 'none'",
    "form-action 'none'",
    ...TRUSTED_TYPES,
  ].join("; ");
  const head = html.replace(/<script\b[^>]*><\/script>|<link\b[^>]*>/g, "")
    .replace("<head>", () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace("</head>", () => `<style>${styles}</style>\n  </head>`);
  const whole = head.replace("</body>", () => `${packed.join("\n")}\n<script>${unpack}</script>\n<script type="module">${script}</script>\n  </body>`);
  mkdirSync(path.dirname(SINGLE_FILE), { recursive: true });
  writeFileSync(SINGLE_FILE, whole);
  return Buffer.byteLength(whole);
}

const packedFile = (file: string, content: Buffer): string => `<script type="text/plain" data-file="${file}">${content.toString("base64")}</script>`;

const textOf = (file: Rollup.OutputChunk | Rollup.OutputAsset): string => (file.type === "chunk" ? file.code : Buffer.from(file.source).toString());

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Escapes text that would end the script element or change its parsing. It occurs only in strings and patterns, where a backslash has no effect. */
const inScript = (code: string): string => code.replace(/<(\/script|!--)/gi, "<\\$1");

function only(found: readonly string[], what: string): string {
  if (found.length !== 1) throw new Error(`the build has ${found.length} of what should be its only ${what}`);
  return found[0]!;
}
