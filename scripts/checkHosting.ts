/**
 * `npm run check -- hosting` (after `npm run build`) starts each web server of docs/hosting.md that this machine has, with the configuration in hosting/, and
 * opens the built page there from a sub-path in Chromium. The page must be isolated at the first visit, train, keep its files and open again when the
 * server has stopped; types, compression, caching and the content policy must be right. A server that is not installed is skipped with its name:
 * `apt-get install nginx apache2 lighttpd lighttpd-mod-deflate`. `--report=FILE` writes the results.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser } from "playwright";
import { findBrowser } from "./browser";
import { DIST, SUB_PATH } from "./serveDist";

const { values: { report } } = parseArgs({ options: { report: { type: "string" } } });
const root = path.join(import.meta.dirname, "..");
/** The content policy that the build writes beside the page. */
const POLICY = readFileSync(path.join(DIST, "content-policy.txt"), "utf8").replace(/^Content-Security-Policy: /, "").trim();
/** A configuration in hosting/, with the policy in its place. */
const recipe = (name: string): string => readFileSync(path.join(root, "hosting", name), "utf8").replace(/^( *)# ?(.*)POLICY/m, (_, indent: string, before: string) => `${indent}${before}${POLICY}`);

/** A place of its own for a server: its folder, the folder of published files in it, and a free port. */
interface Place {
  readonly folder: string;
  readonly published: string;
  readonly port: number;
}

interface WebServer {
  readonly program: string;
  /** Writes the configuration, and returns the arguments with which the program runs in the foreground. */
  configure(place: Place): readonly string[];
}

const config = ({ folder }: Place, text: string): string => {
  const file = path.join(folder, "server.conf");
  writeFileSync(file, text);
  return file;
};

const APACHE_MODULES = "/usr/lib/apache2/modules";
const SERVERS: Readonly<Record<string, WebServer>> = {
  "nginx, also that of the Dockerfile": {
    program: "/usr/sbin/nginx",
    configure(place) {
      const server = recipe("nginx.conf").replace("listen 8080;", `listen 127.0.0.1:${place.port};`).replace("root /usr/share/nginx/html;", `root ${place.published};`);
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${place.folder}/${kind};`).join(" ");
      const text = `daemon off; pid ${place.folder}/pid; error_log stderr;\nevents {}\nhttp { access_log off; include /etc/nginx/mime.types; ${temporary}\n${server}\n}`; // as in Debian's and the image's nginx.conf
      return ["-e", "stderr", "-c", config(place, text)];
    },
  },
  Apache: {
    program: "/usr/sbin/apache2",
    configure(place) {
      writeFileSync(path.join(place.published, SUB_PATH, ".htaccess"), recipe("htaccess"));
      const modules = ["mpm_event", "authz_core", "mime", "dir", "headers", "filter", "deflate"];
      const asRoot = process.getuid?.() === 0 ? "User www-data\nGroup www-data" : "";
      return ["-X", "-f", config(place, `ServerRoot ${place.folder}\nServerName localhost\nListen 127.0.0.1:${place.port}\nPidFile ${place.folder}/pid\nErrorLog ${place.folder}/logs/error.log\n${asRoot}
${modules.map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`).join("\n")}
TypesConfig /etc/mime.types\nDirectoryIndex index.html\nDocumentRoot ${place.published}\n<Directory ${place.published}>\nAllowOverride FileInfo\nRequire all granted\n</Directory>`)];
    },
  },
  lighttpd: {
    program: "/usr/sbin/lighttpd",
    configure(place) {
      return ["-D", "-f", config(place, `server.document-root = "${place.published}"\nserver.port = ${place.port}\nserver.bind = "127.0.0.1"\n${recipe("lighttpd.conf")}`)];
    },
  },
};

const TYPES: readonly (readonly [file: RegExp, type: RegExp, compressed: boolean])[] = [
  [/^index\.html$/, /^text\/html; ?charset=utf-8$/i, true], [/^serviceWorker\.js$/, /^text\/javascript/, true], [/^elbo-room\.js$/, /^text\/javascript/, true],
  [/^assets\/main-.*\.js$/, /^text\/javascript/, true], [/^assets\/main-.*\.css$/, /^text\/css/, true], [/^assets\/.*\.wasm$/, /^application\/wasm$/, true],
  [/^assets\/.*\.woff2$/, /^font\/woff2$/, false], [/^app\.webmanifest$/, /^application\/manifest\+json/, false], [/^files\.json$/, /^application\/json/, true],
  [/^favicon\.svg$/, /^image\/svg\+xml/, false], [/^icons\/192\.png$/, /^image\/png$/, false], [/^mnist\/train-00000\.bin$/, /^application\/octet-stream$/, false],
  [/^trained\/.*\.safetensors$/, /^application\/octet-stream$/, false], [/^licences\.txt$/, /^text\/plain; ?charset=utf-8$/i, true],
];

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const taken = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
    const { port } = taken.address() as AddressInfo;
    taken.close(() => resolve(port));
  });
});

/** The headers of an answer, which `fetch` would hide where it unpacks. Null: nobody answers. */
const headersOf = (address: string): Promise<Readonly<Record<string, string | string[] | undefined>> | null> => new Promise((resolve) => {
  request(address, { headers: { "accept-encoding": "gzip" } }, (answer) => {
    resolve({ ...answer.headers, ":status": String(answer.statusCode) });
    answer.resume();
  }).once("error", () => resolve(null)).end();
});

/** Types, compression and caching that are not as they should be, as sentences. */
async function faultsOfHeaders(address: string): Promise<string[]> {
  const files = readdirSync(DIST, { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/"));
  const faults: string[] = [];
  for (const [pattern, type, compressed] of TYPES) {
    const file = files.find((one) => pattern.test(one));
    const headers = file === undefined ? null : await headersOf(`${address}${file}`);
    if (!headers) faults.push(`${pattern.source}: no answer`);
    else {
      if (headers[":status"] !== "200" || !type.test(String(headers["content-type"]))) faults.push(`${file}: ${String(headers[":status"])}, type ${String(headers["content-type"])}`);
      if (compressed && headers["content-encoding"] !== "gzip") faults.push(`${file}: not compressed`);
      if (/\.(bin|safetensors|woff2)$/.test(file!) && headers["content-encoding"] !== undefined) faults.push(`${file}: compressed twice`);
      const kept = /max-age=31536000/.test(String(headers["cache-control"]));
      if (kept !== file!.startsWith("assets/") || (!kept && headers["cache-control"] !== "no-cache")) faults.push(`${file}: cache-control ${String(headers["cache-control"])}`);
      if (headers["content-security-policy"] !== POLICY) faults.push(`${file}: content-security-policy ${String(headers["content-security-policy"])}`);
      if (headers["cross-origin-resource-policy"] !== "cross-origin") faults.push(`${file}: cross-origin-resource-policy ${String(headers["cross-origin-resource-policy"])}`);
    }
  }
  const missing = await headersOf(`${address}assets/missing.js`);
  if (missing?.[":status"] !== "404") faults.push(`a missing file: ${String(missing?.[":status"])}`);
  return faults;
}

/** Visits the page, stops the server by `stop`, and visits it again. Resolves to the time of performance.now() at which the page had trained first; rejects with what is wrong. */
async function visit(browser: Browser, address: string, stop: () => Promise<void>): Promise<number> {
  const context = await browser.newContext({ locale: "en-GB" });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("console", (message) => void (message.type() === "error" && errors.push(message.text()))).on("pageerror", (error) => errors.push(error.message));
    const link = `${address}#model=vae&hidden=64&batch=64&backend=wasm&room=lab`;
    const train = () => page.evaluate(async () => {
      await window.elboRoom.train({ steps: 20 });
      return { isolated: crossOriginIsolated, step: (await window.elboRoom.info()).step };
    });
    await page.goto(link);
    await page.waitForFunction(() => "elboRoom" in window);
    const first = await train();
    const trainedAt = performance.now();
    if (!first.isolated || first.step !== 20) throw new Error(`the first visit: ${JSON.stringify(first)}`);
    await page.getByRole("button", { name: "Works offline", includeHidden: true }).waitFor({ state: "attached", timeout: 120_000 });
    if (errors.length > 0) throw new Error(`the console: ${errors.join("; ")}`);
    await stop();
    await page.goto("about:blank");
    await page.goto(link);
    await page.waitForFunction(() => "elboRoom" in window);
    const again = await train();
    if (!again.isolated || again.step !== 20) throw new Error(`the visit without the server: ${JSON.stringify(again)}`);
    return trainedAt;
  } finally {
    await context.close();
  }
}

interface Tried {
  readonly faults: readonly string[];
  /** Seconds from the build to the first steps that a visitor's page trained. */
  readonly seconds?: number;
}

async function check(browser: Browser, { program, configure }: WebServer): Promise<Tried> {
  const begun = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), "elbo-room-host-"));
  chmodSync(folder, 0o755); // servers that were started by root read files as another user
  const place: Place = { folder, published: path.join(folder, "www"), port: await freePort() };
  cpSync(DIST, path.join(place.published, SUB_PATH), { recursive: true });
  mkdirSync(path.join(folder, "logs"));
  const child = spawn(program, configure(place), { stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (some: Buffer) => said.push(some.toString()));
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  try {
    const address = `http://127.0.0.1:${place.port}${SUB_PATH}`;
    while (!(await headersOf(address))) {
      if (child.exitCode !== null) throw new Error(`it does not start: ${said.join("")}${readdirSync(path.join(folder, "logs")).map((log) => readFileSync(path.join(folder, "logs", log), "utf8")).join("")}`);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    const faults = await faultsOfHeaders(address);
    const trainedAt = await visit(browser, address, stop);
    return { faults, seconds: (trainedAt - begun) / 1000 };
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)] };
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const tally = { passed: 0, failed: 0, skipped: 0, why: [] as string[] };
const browser = await chromium.launch({ executablePath: await findBrowser(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
try {
  for (const [name, server] of Object.entries(SERVERS)) {
    if (!existsSync(server.program)) {
      tally.skipped++;
      tally.why.push(`${server.program} is not installed.`);
      console.log(`${name}: skipped, as ${server.program} is not installed`);
      continue;
    }
    const { stdout, stderr } = spawnSync(server.program, ["-v"], { encoding: "utf8" });
    const [version] = `${stdout}${stderr}`.split("\n");
    const { faults, seconds } = await check(browser, server);
    tally[faults.length > 0 ? "failed" : "passed"]++;
    console.log([`${name} (${version}): ${faults.length > 0 ? "failed" : "passed"}${seconds === undefined ? "" : `, ${seconds.toFixed(1)} s from the build to the first steps of a visitor`}`, ...faults].join("\n  "));
  }
} finally {
  await browser.close();
}
if (report !== undefined) writeFileSync(report, JSON.stringify(tally));
process.exitCode = tally.failed > 0 ? 1 : 0;
