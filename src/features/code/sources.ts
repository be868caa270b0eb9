/** The models' files as text: some 190 KB, which come with the panel that shows them. */
export const sources = import.meta.glob<string>(
  ["../../models/*/*.ts", "!../../models/*/*.test.ts", "!../../models/*/texts.*.ts", "!../../models/*/{torch,torchParts,quality,presets}.ts"],
  { eager: true, query: "?raw", import: "default" },
);
