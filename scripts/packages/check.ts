/**
 * Checks of the page's packages: pure functions of `package.json`, the lock file and npm's advisories.
 * Each check returns its problems as sentences; the list is empty if all is well.
 */
import * as v from "valibot";

const versions = v.optional(v.record(v.string(), v.string()), {});
export const Manifest = v.object({ dependencies: versions, devDependencies: versions });
export const Lock = v.object({
  lockfileVersion: v.literal(3),
  packages: v.record(v.string(), v.object({
    version: v.optional(v.string()), integrity: v.optional(v.string()), resolved: v.optional(v.string()), license: v.optional(v.string()),
    dev: v.optional(v.boolean(), false), link: v.optional(v.boolean(), false), dependencies: versions, devDependencies: versions,
  })),
});
type Manifest = v.InferOutput<typeof Manifest>;
type Lock = v.InferOutput<typeof Lock>;

const EXACT = /^\d+\.\d+\.\d+$/;
/** The version in `package.json`, without the name of an aliased package such as `npm:typescript@7.0.2`. */
const versionOf = (specifier: string | undefined) => specifier?.replace(/^npm:.+@/, "");

/** Whether a package of the lock file is in this repository. */
const isOurs = (where: string, { link, resolved = "" }: Lock["packages"][string]) => (link ? resolved : where).startsWith("packages/");

/** Requires exact versions, the same in both files, a SHA-512 of every other package, and no address, so that any registry can be used. */
export function lockProblems(manifest: Manifest, { packages }: Lock): readonly string[] {
  const { "": root, ...installed } = packages;
  const wanted = (["dependencies", "devDependencies"] as const).flatMap((kind) => {
    const [said, locked] = [manifest[kind], root?.[kind] ?? {}];
    return [...new Set([...Object.keys(said), ...Object.keys(locked)])].flatMap((name) => [
      ...(said[name] === locked[name] && packages[`node_modules/${name}`]?.version === versionOf(said[name]) ? [] : [`${name}: package.json says ${said[name] ?? "nothing"}, the lock file ${packages[`node_modules/${name}`]?.version ?? "nothing"}`]),
      ...(EXACT.test(versionOf(said[name]) ?? "") ? [] : [`${name}: ${said[name] ?? "nothing"} is no exact version`]),
    ]);
  });
  return [...wanted, ...Object.entries(installed).filter(([where, one]) => !isOurs(where, one)).flatMap(([where, { integrity, resolved }]) => [
    ...(integrity?.startsWith("sha512-") ? [] : [`${where}: without a SHA-512`]),
    ...(resolved === undefined ? [] : [`${where}: from ${resolved}`]),
  ])];
}

const ALLOWED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "CC0-1.0", "Unlicense"];
/**
 * Licences with further conditions, which we meet: unchanged fonts, and unchanged libraries whose source `licences.txt` names. The page contains
 * no part of dompurify and rgbcolor, which jsPDF uses for HTML.
 */
const ALLOWED_FOR: Readonly<Record<string, string>> = {
  "@fontsource-variable/source-sans-3": "OFL-1.1", "@fontsource/source-sans-3": "OFL-1.1", "@fontsource/source-serif-4": "OFL-1.1", "@fontsource-variable/source-serif-4": "OFL-1.1", mediabunny: "MPL-2.0",
  pako: "(MIT AND Zlib)", dompurify: "(MPL-2.0 OR Apache-2.0)", rgbcolor: "MIT OR SEE LICENSE IN FEEL-FREE.md",
};

/** Returns the unsuitable licences of the page's packages; development dependencies do not count. */
export function licenceProblems({ packages }: Lock): readonly string[] {
  return Object.entries(packages).flatMap(([where, one]) => {
    const { license, dev } = one;
    const name = where.replace(/^.*node_modules\//, "");
    return where === "" || isOurs(where, one) || dev || (license !== undefined && (ALLOWED.includes(license) || ALLOWED_FOR[name] === license)) ? [] : [`${name}: ${license ?? "no licence"}`];
  });
}

const Answer = v.object({
  vulnerabilities: v.record(v.string(), v.object({
    severity: v.string(), via: v.array(v.union([v.string(), v.object({ title: v.string(), url: v.optional(v.string(), "") })])),
  })),
});

/** Returns the advisories in the output of `npm audit --json`; null if it has no answer, without a network or such a registry. */
export function advisories(written: string): readonly string[] | null {
  let found: unknown;
  try {
    found = JSON.parse(written);
  } catch {
    return null;
  }
  const answer = v.safeParse(Answer, found);
  if (!answer.success) return null;
  return Object.entries(answer.output.vulnerabilities).map(([name, { severity, via }]) =>
    `${name}, ${severity}: ${via.map((one) => (typeof one === "string" ? `by ${one}` : `${one.title} ${one.url}`.trim())).join("; ")}`);
}
