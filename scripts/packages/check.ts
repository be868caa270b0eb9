/**
 * What is to be held against the packages that the page is made of: pure, of `package.json`, the lock file and npm's answer about advisories.
 * Each check returns what is wrong, in words; nothing is wrong where that is empty.
 */
import * as v from "valibot";

const versions = v.optional(v.record(v.string(), v.string()), {});
export const Manifest = v.object({ dependencies: versions, devDependencies: versions });
export const Lock = v.object({
  lockfileVersion: v.literal(3),
  packages: v.record(v.string(), v.object({
    version: v.optional(v.string()), integrity: v.optional(v.string()), resolved: v.optional(v.string()), license: v.optional(v.string()),
    dev: v.optional(v.boolean(), false), dependencies: versions, devDependencies: versions,
  })),
});
type Manifest = v.InferOutput<typeof Manifest>;
type Lock = v.InferOutput<typeof Lock>;

const EXACT = /^\d+\.\d+\.\d+$/;
/** What `package.json` asks for, without the name of a package that is installed under another: `npm:typescript@7.0.2`. */
const versionOf = (wish: string | undefined) => wish?.replace(/^npm:.+@/, "");

/** Exact versions, the same ones in both files; a SHA-512 of every package, and no address: any registry will do. */
export function lockProblems(manifest: Manifest, { packages }: Lock): readonly string[] {
  const { "": root, ...installed } = packages;
  const wanted = (["dependencies", "devDependencies"] as const).flatMap((kind) => {
    const [said, locked] = [manifest[kind], root?.[kind] ?? {}];
    return [...new Set([...Object.keys(said), ...Object.keys(locked)])].flatMap((name) => [
      ...(said[name] === locked[name] && packages[`node_modules/${name}`]?.version === versionOf(said[name]) ? [] : [`${name}: package.json says ${said[name] ?? "nothing"}, the lock file ${packages[`node_modules/${name}`]?.version ?? "nothing"}`]),
      ...(EXACT.test(versionOf(said[name]) ?? "") ? [] : [`${name}: ${said[name] ?? "nothing"} is no exact version`]),
    ]);
  });
  return [...wanted, ...Object.entries(installed).flatMap(([where, { integrity, resolved }]) => [
    ...(integrity?.startsWith("sha512-") ? [] : [`${where}: without a SHA-512`]),
    ...(resolved === undefined ? [] : [`${where}: from ${resolved}`]),
  ])];
}

const ALLOWED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "CC0-1.0", "Unlicense"];
/** Licences that ask for more, which we keep to: fonts as they are; a library as it is, whose source `licences.txt` names. */
const ALLOWED_FOR: Readonly<Record<string, string>> = {
  "@fontsource-variable/source-sans-3": "OFL-1.1", "@fontsource-variable/source-serif-4": "OFL-1.1", mediabunny: "MPL-2.0",
};

/** Of what is installed for the page, not for working on it. */
export function licenceProblems({ packages }: Lock): readonly string[] {
  return Object.entries(packages).flatMap(([where, { license, dev }]) => {
    const name = where.replace(/^.*node_modules\//, "");
    return where === "" || dev || (license !== undefined && (ALLOWED.includes(license) || ALLOWED_FOR[name] === license)) ? [] : [`${name}: ${license ?? "no licence"}`];
  });
}

const Answer = v.object({
  vulnerabilities: v.record(v.string(), v.object({
    severity: v.string(), via: v.array(v.union([v.string(), v.object({ title: v.string(), url: v.optional(v.string(), "") })])),
  })),
});

/** Of `npm audit --json`. Null: it holds no answer, as there was no network, or no registry that gives one. */
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
