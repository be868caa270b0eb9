/**
 * Saves prepared images as a file that other programs read: MNIST's four files, packed, in one archive. Opened here again, it
 * gives the same images.
 */
import { gzipSync, strToU8, zipSync } from "fflate";
import type { OwnImages } from "../../../core/data/ownData";
import { readOwnId } from "../../../core/data/ownId";
import { SIDE } from "../../../core/run/runConfig";
import { writeIdx } from "./idx";

/** Returns the archive; without labels it has two files of images only. Names of classes other than 0, 1, … are in `classes.txt`, one in each line. */
export function archiveOf({ id, classes, train, test }: OwnImages): Uint8Array<ArrayBuffer> {
  const folder = readOwnId(id)?.name ?? "images";
  const halves = [["train", train], ["t10k", test]] as const;
  const files = halves.flatMap(([name, { labels, pixels }]) => [
    [`${folder}/${name}-images-idx3-ubyte.gz`, writeIdx([labels.length, SIDE, SIDE], pixels)] as const,
    ...(classes.length > 0 ? [[`${folder}/${name}-labels-idx1-ubyte.gz`, writeIdx([labels.length], labels)] as const] : []),
  ]);
  const packed = files.map(([name, content]) => [name, gzipSync(content, { mtime: 0 })] as const);
  const names = classes.every((name, k) => name === String(k)) ? [] : [[`${folder}/classes.txt`, strToU8(`${classes.join("\n")}\n`)] as const];
  const archive = zipSync(Object.fromEntries([...packed, ...names]), { level: 0, mtime: new Date(1980, 0, 1) });
  return new Uint8Array(archive);
}
