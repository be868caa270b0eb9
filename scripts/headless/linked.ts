/**
 * Reads the experiment of a link. The page adjusts what it cannot use and says so; here such a link is refused, because nobody watches a job
 * on a cluster.
 */
import { readFile } from "node:fs/promises";
import type { Model } from "../../src/core/model/model";
import type { RunConfig } from "../../src/core/run/runConfig";
import type { Snapshot } from "../../src/core/run/snapshot";
import { sha256 } from "../../src/subject/data/sha256";
import { readCheckpoint } from "../../src/page/state/checkpoint/decode";
import { modelOf, type Link } from "../../src/page/state/link/link";
import { prepareLink } from "../../src/page/state/prepare";
import { trainedStartFor } from "../../src/page/state/trainedStart";
import { format, parse } from "../../src/page/state/urlCodec";
import { Refusal } from "./refusal";
import { expectNoOwnImages } from "./run";
import { wrongInLink } from "./sentences";

export interface LinkedExperiment {
  readonly model: Model;
  readonly config: RunConfig;
  readonly preset: Link["preset"];
  /** The step at which the link stops training. */
  readonly stop: number | null;
  /** The link as an address or, if it was given as a fragment, as "#" and the fragment. */
  readonly address: string;
}

/** Reads a page's address or a fragment with or without its #. Rejects with a Refusal. `seed` replaces the link's. */
export async function readLink(written: string, seed: number | undefined): Promise<LinkedExperiment> {
  const [page, fragment] = written.includes("#") ? [written.slice(0, written.indexOf("#")), written.slice(written.indexOf("#") + 1)] : ["", written];
  if (fragment.trim() === "" || fragment.includes("://")) throw new Refusal("The link has no experiment. Copy the page's address from the browser, in quotation marks.");
  await prepareLink(fragment);
  const link = strictly(fragment);
  const seeded = seed === undefined ? link : strictly(format({ ...link, config: { ...link.config, seed } }));
  const { config, preset, stop } = seeded;
  if (seeded.comparison) throw new Refusal("The link compares two runs. Remove compare=… from it, and train each run by itself.");
  if (config.backend !== "auto" && config.backend !== "wasm") throw new Refusal(`This command computes with WebAssembly. Remove backend=${config.backend} from the link.`);
  expectNoOwnImages(config, "The link trains", "Remove own=… from it.");
  return { model: modelOf(seeded), config, preset, stop, address: `${page}#${format(seeded)}` };
}

function strictly(fragment: string): Link {
  const { notices, ...link } = parse(fragment);
  if (notices.length > 0) throw new Refusal(`The link is not right, and nothing was trained. ${notices.map(wrongInLink).join(" ")}`);
  return link;
}

/** Returns the state with which the run begins: that of its preset's pretrained checkpoint, if the link begins with one; null at step 0. */
export async function beginningOf({ config, preset }: LinkedExperiment): Promise<Snapshot | null> {
  if (config.begin === undefined) return null;
  const start = trainedStartFor({ preset, begun: config })!; // the link has been read with this step
  const content = new Uint8Array(await readFile(`public/${start.file}`));
  if (await sha256(content) !== start.sha256) throw new Refusal(`public/${start.file} is damaged. Fetch ELBO Room again.`);
  return (await readCheckpoint(new Blob([content]))).snapshot;
}
