/** The models' files as text, in one script that comes when somebody reads them. */
export const sources = import.meta.glob<string>(
  ["../../models/*/*.ts", "!../../models/*/*.test.ts", "!../../models/*/texts.*.ts", "!../../models/*/{torch,torchParts,quality,presets}.ts"],
  { eager: true, query: "?raw", import: "default" },
);
