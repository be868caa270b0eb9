/**
 * The shards of MNIST: the packing script must write, and the browser must receive, exactly these bytes. Print the rows again
 * (after changing how shards are cut) with `npm run data -- --print-manifest`.
 */

export type Split = "train" | "test";

export interface Shard {
  readonly file: string;
  readonly split: Split;
  readonly images: number;
  /** The size of the compressed file, for progress only: another version of zlib may pack it slightly differently. */
  readonly bytes: number;
  /** SHA-256 of the decoded content: the labels, one byte each, then the pixels, 784 bytes an image. */
  readonly sha256: string;
}

/** The number of images in every shard, in MNIST's own order. */
export const SHARD_IMAGES = 5000;

const ROWS: readonly (readonly [file: string, bytes: number, sha256: string])[] = [
  ["train-00.bin", 822372, "520a6ce53b76a92eb4d695d31b388d55bbcb778a2043066a97dee9e95757cc8e"],
  ["train-01.bin", 822055, "1597a90486de92e8a20d6b93bce046c8d93b71515846107f97964d0e0b9ad079"],
  ["train-02.bin", 818716, "f0cb4308c985c8ad9f97fa05e179fc4e62a616f933865d8dc9f2142c5309db55"],
  ["train-03.bin", 817043, "244d00dd57186c85c933ba0cb667d12d9ac0cf0ece6521425024405095424a48"],
  ["train-04.bin", 818023, "7fa0a1b93637e94616af908bb2df85395c7dc4f92b69b6ac5aa358a8d7abe180"],
  ["train-05.bin", 812357, "04d2cf9c3cc0b50f4e5ef688a3ce0f6b12ef8f71e7fa062525b2c06c8f13847c"],
  ["train-06.bin", 817021, "57784ed0c810bc88899838b4882029db9f75323eb272cc720d4627a4d00e22f7"],
  ["train-07.bin", 825079, "47b09e0b704504cca0f8e3f6ce5bf0506919a5a88eb2dd2ab860e86dbf1a426b"],
  ["train-08.bin", 821123, "5fec39b3c81caa873b7da94e30a7ca995e5414d14d9724be84302cc55c135411"],
  ["train-09.bin", 825158, "106777f1a5d7e1b724155e945228ac6490d8cecf3ba8e06b2f2f46e4efe5cc6f"],
  ["train-10.bin", 822186, "5dee9bc293f44e50312fa2cdd93f73d0104dbf5047941582058410e3a4c483a9"],
  ["train-11.bin", 822154, "ee17e401da5095d7813845d2010fd1a930d7e224a56e2b67c42eb77b8fa32a82"],
  ["test-00.bin", 803009, "64d3f4a91b63ec48fd73305372bbb7173f962f8368d38fc18465205020dd4499"],
  ["test-01.bin", 832818, "f435b4d890e8cbde744d029578d696d6d83518f49f9e39c599734b9b4d642e10"],
];

/** All shards. */
export const SHARDS: readonly Shard[] = ROWS.map(([file, bytes, sha256]) => (
  { file, split: file.startsWith("test") ? "test" : "train", images: SHARD_IMAGES, bytes, sha256 }
));

/** Returns the shards of a split, in order. */
export const shardsOf = (split: Split): readonly Shard[] => SHARDS.filter((shard) => shard.split === split);
