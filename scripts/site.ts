/**
 * `npm run site` writes the documentation as a site into dist-site/, or into `--out=FOLDER`, such as dist/docs beside the built page. `--page=ADDRESS` is where ELBO Room
 * is, from the site's folder (`../`) or in full, and `--source=ADDRESS` where the project's files are; without it, links to them are plain text.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "./site/contents";
import { buildSite } from "./site/buildSite";

const { values: { out, page, source } } = parseArgs({ options: { out: { type: "string", default: "dist-site" }, page: { type: "string" }, source: { type: "string" } } });
const count = await buildSite({ out: path.resolve(root, out), page: page ?? null, source: source ?? null });
console.log(`${count} pages in ${out}`);
