/**
 * The shards of MNIST: the packing script must write, and the browser must receive, exactly these bytes. Print the rows again
 * (after changing how shards are cut) with `npm run data -- --print-manifest`.
 */

export type Split = "train" | "test";

export interface Shard {
  readonly file: string;
  readonly split: Split;
  /** The number of its first image in the split, in MNIST's own order. */
  readonly first: number;
  readonly images: number;
  /** The size of the compressed file, for progress only: another version of zlib may pack it slightly differently. */
  readonly bytes: number;
  /** SHA-256 of the decoded content: the labels, one byte each, then the pixels, 784 bytes an image. */
  readonly sha256: string;
}

/** The numbers of images in the shards of a split, in order. Training begins with few images, and few show what a run reconstructs, so the first shards are small. */
const CUTS: Readonly<Record<Split, readonly number[]>> = {
  train: [...Array<number>(12).fill(1000), ...Array<number>(24).fill(2000)],
  test: [500, 1500, ...Array<number>(4).fill(2000)],
};

/** Returns the number of images in a split. */
export const imagesOf = (split: Split): number => CUTS[split].reduce((sum, images) => sum + images, 0);

/** The shards before they are packed. */
export const CUT_SHARDS: readonly Omit<Shard, "bytes" | "sha256">[] = (["train", "test"] as const).flatMap((split) => CUTS[split].map((images, i) => {
  const first = CUTS[split].slice(0, i).reduce((sum, before) => sum + before, 0);
  return { file: `${split}-${String(first).padStart(5, "0")}.bin`, split, first, images };
}));

/** The bytes and SHA-256 of each shard. */
const PACKED: readonly (readonly [bytes: number, sha256: string])[] = [
  [165218, "8c105fed0431d6cd3c31e80edddc12591b9d2d1c6a61c79c509786596920d1da"], // train-00000.bin
  [162090, "f97ed48da02c12d1afc135ea0b5179e832aecce36327f17c3a68ac1181dc0e83"], // train-01000.bin
  [166900, "98f7e575fa43a83b93dd7deb99f64f919b33754cb9aacac708bc318880138019"], // train-02000.bin
  [165121, "a794e5d527e8497bce67e5b4eb2039ac0e0ab77361ec0c0e25f9fdc0c740abdd"], // train-03000.bin
  [164308, "3a8516b8d24b3c5143bcfc1427d6cdcac34cfa834691d36bd51c49d09598b2d5"], // train-04000.bin
  [168180, "fecad69d69aea3e377eb9e1320675c78eba1adbf5e1cab3cc91419021c399033"], // train-05000.bin
  [163973, "bce235fa40ca8b3fb08d967f74ef7e30757b4f5d74fd960feec54881e2366dcc"], // train-06000.bin
  [164299, "b256d8d8ceafbbeb87f2e22a91b3096a56521007f3938fd62e7e6a91dd6f88e7"], // train-07000.bin
  [162468, "162b22da554cbedcb691d425c67f786aac000f2d26ddc999d848b4e8790cec32"], // train-08000.bin
  [164409, "e69cd9c561397a60e8aabe91031a34ba52218271fe2be504068ac65c245519aa"], // train-09000.bin
  [165579, "72d6098cb7fd75e2492bb145a0f17fc514c1fa8636714e6c0f4fc5e6687e8eca"], // train-10000.bin
  [160497, "4a004d3a678907724086d29fc116c08690ec1a0f20abc858e12248713fc524ff"], // train-11000.bin
  [331346, "2d0f8797ac5f95ebb2fd3f8114bec99833e4e3aa218e396212d26811f8485d6e"], // train-12000.bin
  [325979, "375aabe243ebddd7c4071f559b66e3ca0a1ab8454cf9dd1a8843279746601473"], // train-14000.bin
  [327153, "6db85a0205647aaaab08914c0d922d7749747f0606d27fa4443570713112bc43"], // train-16000.bin
  [326534, "4e00bc035f75154217a268b860da239bddeb57f79a50bb81ba79cc346414f421"], // train-18000.bin
  [329211, "b1b9aee0a927eec0f1ec50589b1d2f26ccbf27a91805c031b2284e2bd63509eb"], // train-20000.bin
  [329474, "0b7dcf3abde9f4b454f1e7b0da7c9ac0f0494af4a3cafe2f37853ce48d21453e"], // train-22000.bin
  [319912, "267bf008ef52203bce8f74c1bde78aa95a4b6c85cc2d36101daf73800cefbd1f"], // train-24000.bin
  [325273, "d7a4b469147f5cea9e07ec8a7673afde01433a544d86bf2c258bf48da4c8e1ec"], // train-26000.bin
  [327856, "8aee51648b43181bea42b2d2e3f2c78cb2e4517bf1425a703094ed10f0c5c99f"], // train-28000.bin
  [327010, "85ad5ef785bb5afbcc0dec488eb357fc58af822c20e5f754e62709fb9d38583b"], // train-30000.bin
  [327156, "bf04b5717a9ca49af59ed3c36f9520c5f4d4aae30d025d9878039cc210e067b3"], // train-32000.bin
  [330333, "fb9271584bb635932c72c388fe6a97b4fc59f9de27c0c1a122206d386564a88b"], // train-34000.bin
  [330626, "e82433c8b6164a2912f4b4473c1bf7fe33a4a56797cbf13dfe31f5304cf68bf7"], // train-36000.bin
  [328370, "01d4dd64a9cca6dfffcd76f858f9ae863a721ea79219f15e804e26aab6e8e466"], // train-38000.bin
  [326908, "3538604d8ebcbfce704e6ba848294a8775d9bc8a3583e03acf034880da74afb0"], // train-40000.bin
  [328102, "d07ab56243ff8b3df80be97b7afaabe20f67bafb8ecae3b9601931fd31d8eaa0"], // train-42000.bin
  [332348, "d58d2d8415f0293e5409f5192cfe9d1c7f07f4b0df0e311c16052fad3347b099"], // train-44000.bin
  [331283, "2884fd88b2456e1783083439fe6333e5fd28db783078dd107574c1e94f3a94a9"], // train-46000.bin
  [328832, "18f46eac0d9268e0a2dc7032353a754ad12e3f80dd4be23e2d49140583f0b387"], // train-48000.bin
  [329119, "fd489862240980d3eeb126234cd46afda3d9c757e724ae2ea160dfcbc212bbd6"], // train-50000.bin
  [330593, "f08760f36bc136fa0ca79fca13813a17a6e9c6beb4c96b23f3283540385ab24a"], // train-52000.bin
  [328239, "6b586cd1b522614c1477dba7cff040c0e962198f36af01a728e16d5d0c3c11fd"], // train-54000.bin
  [324693, "8242c7c57e72a7192a5bc3ad1dc79b0c30aa31002fcc0e7c4b541e7e5bd75d14"], // train-56000.bin
  [332849, "f42664c26de73304a361976dc2df13560ae8d9cde03760996d2cb0505ee9058c"], // train-58000.bin
  [79048, "30c7245c9a498f431dd0f35e7eea6671db1240030173f90ce1f2b434f7e680dc"], // test-00000.bin
  [241197, "399ed641f15153f71ebc8549733982f0308fd52cb61f84a116c7e2e0c984ae51"], // test-00500.bin
  [324510, "c12179b4e470befbb4210c2c3ed0cb0005fdbe3b0ddaca2d613cfdd82c3f756a"], // test-02000.bin
  [324367, "1a17af2a9587568ba68851991d17e75059773f60df05242c2c7c7a5c96308e75"], // test-04000.bin
  [331238, "9bfcf7a8bc61ef583318b02db3f96d2cef19595d20f1c1abea1d1fd774dc8b62"], // test-06000.bin
  [336927, "592e38eac82c13debe573b05123002f32eca34f6799a3d26c5ae630ecccfb09e"], // test-08000.bin
];

/** All shards. */
export const SHARDS: readonly Shard[] = PACKED.map(([bytes, sha256], i) => ({ ...CUT_SHARDS[i]!, bytes, sha256 }));

/** Returns the shards of a split, in order. */
export const shardsOf = (split: Split): readonly Shard[] => SHARDS.filter((shard) => shard.split === split);
