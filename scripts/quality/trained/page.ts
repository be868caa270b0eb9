/** Generates docs/trained.md: the pretrained checkpoints and the trained maps, their origin, and how to make them again. */
import { linkTo } from "../links";
import type { MapEntry, Start, TrainedResult } from "./results";

const list = (values: Readonly<Record<string, number>>) =>
  Object.entries(values).map(([id, value]) => `${id} ${Number(value.toPrecision(4))}`).join(", ");

/** Returns the page as Markdown. */
export function page(starts: readonly Start[], results: readonly TrainedResult[], maps: readonly MapEntry[]): string {
  const rows = starts.map(({ preset, step, seconds, bytes }) => {
    const { losses, heldOut } = results.find((result) => result.preset === preset)!;
    return `| ${linkTo(`preset=${preset}&begin=${step}`, `\`${preset}\``)} | ${step} | ${seconds} s | ${Math.round(bytes / 1000)} KB | ${list(losses)} | ${list(heldOut)} |`;
  });
  const sums = starts.map(({ preset, sha256 }) => `${sha256}  trained/${preset}.safetensors`);
  const commands = starts.map(({ preset }) => results.find((result) => result.preset === preset)!.command);
  const mapRows = maps.map(({ preset, step, bytes }) => `| ${linkTo(`preset=${preset}&stop=${step}`, `\`${preset}\``)} | ${step} | ${Math.round(bytes / 1000)} KB |`);
  return `# Pretrained checkpoints

Some presets take minutes on a processor to show their effect. For these the page has a pretrained checkpoint: "Begin at step 4,000". It
is a run of the preset's own seed and settings, made by the same engine that trains on the page, on WASM and compiled. Nothing
else was done to it. Training from step 0 reaches it, too. The table gives the processor time that it took on one core of a server. The page says that a run
began so, the chart marks the step, and *Train from 0* is beside it. In a link it is \`begin=4000\`. The handle on the chart's axis goes back
to this step and no further, because no weights of earlier steps are kept.

| preset | step | training on WASM | file | losses, mean of the last 50 steps | held out, 10,000 test images |
|---|---|---|---|---|---|
${rows.join("\n")}

Seconds are processor time of training alone, on one core of a server. Losses are in their terms' units. The numbers are measured with the weights as read from the file,
and lie in [data/trained.json](data/trained.json), with the mean grey of ten samples, by which a test checks each file.

## Content of a file

The format is that of run files, [safetensors](https://github.com/huggingface/safetensors), in a compact version
([compact.ts](../src/page/state/checkpoint/compact.ts)). It has matrices of weights and every loss so far in half precision. It has the means of each matrix's rows and columns
in place of Adam's running mean of squared gradients. Adam's running mean of gradients is
left out. A run that continues from it is not bit for bit the run that made it, but repeats itself bit for bit.

The loss of precision was measured at step 4,000 of \`deep-convolutional@1\`, beside the whole state. Pixels of the 100 samples, which range from 0 to
1, differ by 0.0015 at most and 0.00002 on average. Held-out losses differ by 0.0002. √v of a weight is off by 11 % on average. Over the
next 200 steps the discriminator's loss is 1.142 instead of 1.134, the generator's 1.019 instead of 1.024. Without any of the
optimiser's state the generator's loss would be 33 after the first step, and 2.5 instead of 1.0 between steps 50 and 200.

## How the files are made

\`\`\`
${commands.join("\n")}
\`\`\`

These commands take the steps from [results.ts](../scripts/quality/trained/results.ts) and write the files, their checksums, pictures of their samples
([shown before a frame is started](embedding.md)), and this page. SHA-256:

\`\`\`
${sums.join("\n")}
\`\`\`

## Trained maps

Before anything is trained, Play shows a map of latent space that was made beforehand, so that a visitor can drag through digits at once. It comes from a
run of the preset's own seed and settings, too, but its file has no weights. It has images that the decoder drew on a grid, with 16 levels of grey,
and the codes of the first 1,500 test images ([mapFile.ts](../src/page/features/trainedMap/mapFile.ts)). The page shows the image of the nearest cell.
Training starts
at step 0. The map is not shown if a link or the reader has changed a setting.

| preset | step | file |
|---|---|---|
${mapRows.join("\n")}

\`npm run quality -- maps\` makes these files and their list again.
`;
}
