/**
 * Saves prepared images as a file that other programs read: MNIST's four files, packed, in one archive. Opened here again, it
 * gives the same images.
 */
import { gzipSync, zipSync } from "fflate";
import type { OwnImages } from "../../core/data/ownData";
import { readOwnId } from "../../core/data/ownId";
import { SIDE } from "../../core/run/runConfig";
import { writeIdx } from "./idx";

/** Returns the archive; without labels it has two files. */
export function archiveOf({ id, classes, train, test }: OwnImages): Uint8Array<ArrayBuffer> {
  const folder = readOwnId(id)?.name ?? "images";
  const halves = [["train", train], ["t10k", test]] as const;
  const files = halves.flatMap(([name, { labels, pixels }]) => [
    [`${folder}/${name}-images-idx3-ubyte.gz`, writeIdx([labels.length, SIDE, SIDE], pixels)] as const,
    ...(classes.length > 0 ? [[`${folder}/${name}-labels-idx1-ubyte.gz`, writeIdx([labels.length], labels)] as const] : []),
  ]);
  const archive = zipSync(Object.fromEntries(files.map(([name, content]) => [name, gzipSync(content, { mtime: 0 })])), { level: 0, mtime: new Date(1980, 0, 1) });
  return new Uint8Array(archive);
}
