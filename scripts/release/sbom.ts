/**
 * Writes the list of the page's packages (SBOM) in the format CycloneDX 1.5, from the lock file alone. `npm sbom` would add a random number,
 * the time, its own version and the name of the folder, and so two releases of one commit would differ. Version 11 also leaves out packages that a development dependency
 * uses, too, such as TensorFlow.js.
 */
import * as v from "valibot";

const names = v.optional(v.record(v.string(), v.string()), {});
export const SbomLock = v.object({
  name: v.string(), version: v.string(),
  packages: v.record(v.string(), v.object({
    version: v.optional(v.string()), integrity: v.optional(v.string()), license: v.optional(v.string()), dev: v.optional(v.boolean(), false), devOptional: v.optional(v.boolean(), false), link: v.optional(v.boolean(), false),
    dependencies: names, optionalDependencies: names, peerDependencies: names,
  })),
});
type SbomLock = v.InferOutput<typeof SbomLock>;

const nameOf = (where: string): string => where.replace(/^.*node_modules\//, "");
const purl = (name: string, version: string): string => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** The place of the package that `name` means in the package at `where`: the nearest one, as Node looks for it. */
function placeOf(name: string, where: string, packages: SbomLock["packages"]): string | null {
  const place = `${where === "" ? "" : `${where}/`}node_modules/${name}`;
  if (packages[place]) return place;
  return where === "" ? null : placeOf(name, where.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ""), packages);
}

/** An SPDX identifier, an expression of several, or words that are neither. */
function licencesOf({ license }: { readonly license?: string | undefined } = {}): readonly object[] {
  if (license === undefined) return [];
  if (license.includes("SEE LICENSE")) return [{ license: { name: license } }];
  return /[ ()]/.test(license) ? [{ expression: license.replace(/^\((.*)\)$/, "$1") }] : [{ license: { id: license } }];
}

/**
 * Returns whether the list has a package. It leaves out what is there only to build or test the page (`devOptional`: or where a package of the page could
 * use it, too), and the project's own packages, which are parts of the page.
 */
const isListed = (where: string, { dev, devOptional, link }: SbomLock["packages"][string]): boolean => !(where === "" || where.startsWith("packages/") || dev || devOptional || link);

/** Returns the text of the file. */
export function sbomOf({ name, version, packages }: SbomLock): string {
  const root = purl(name, version);
  const used = Object.entries(packages).filter(([where, found]) => isListed(where, found)).sort(([a], [b]) => (a < b ? -1 : 1));
  const refAt = (where: string): string => (where === "" ? root : purl(nameOf(where), packages[where]!.version ?? ""));
  const components = used.map(([where, found]) => ({
    type: "library", "bom-ref": refAt(where), name: nameOf(where), version: found.version ?? "", purl: refAt(where),
    hashes: found.integrity === undefined ? [] : [{ alg: "SHA-512", content: Buffer.from(found.integrity.replace("sha512-", ""), "base64").toString("hex") }],
    licenses: licencesOf(found),
  }));
  const dependencies = ["", ...used.map(([where]) => where)].map((where) => {
    const { dependencies: needed = {}, optionalDependencies = {}, peerDependencies = {} } = packages[where] ?? {};
    const places = Object.keys({ ...needed, ...optionalDependencies, ...peerDependencies }).map((one) => placeOf(one, where, packages));
    return { ref: refAt(where), dependsOn: [...new Set(places.flatMap((place) => (place === null || !isListed(place, packages[place]!) ? [] : [refAt(place)])))].sort() };
  });
  const once = <T>(all: readonly T[], key: (one: T) => string): T[] => [...new Map(all.map((one) => [key(one), one])).values()]; // a package can lie in two folders
  return `${JSON.stringify({
    bomFormat: "CycloneDX", specVersion: "1.5", version: 1,
    metadata: { component: { type: "application", "bom-ref": root, name, version, purl: root, licenses: licencesOf(packages[""]) } },
    components: once(components, (one) => one["bom-ref"]), dependencies: once(dependencies, (one) => one.ref),
  }, null, 2)}\n`;
}
