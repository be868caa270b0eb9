/** The checks of `npm run check -- NAME…`: what each one runs, tells and takes. `npm run docs` writes their table in docs/commands.md. */

interface Described {
  /** One line, without a full stop. */
  readonly about: string;
  /** About how long it takes on two cores with standard arguments. */
  readonly takes: string;
  /** Further sentences, for the table alone: Markdown. */
  readonly more?: string;
}

export interface Check extends Described {
  readonly script: string;
  /** It uses the engine outside a browser (`engineScript.ts`). */
  readonly engine?: true;
  /** It needs MNIST in `public/mnist`. */
  readonly data?: true;
  /** Another check that it makes, by the argument. */
  readonly others?: Readonly<Record<string, Described>>;
}

export const CHECKS = {
  steps: {
    script: "scripts/checkSteps.ts", engine: true, data: true, takes: "4 to 13 minutes",
    about: "a change to engine or compiler changed no more than intended",
    more: "It compares checksums with `scripts/steps.json`: those of the first 50 steps of every model, compiled and eager, and of the code that the compiler writes. `--record` records an intended change, and `vae gan` chooses models",
  },
  tfjs: {
    script: "scripts/checkTfjs.ts", engine: true, takes: "half a minute",
    about: "TensorFlow.js' own tests pass on its WASM backend with our kernels and through the step compiler",
    more: "They are in its package. It fails where a result is wrong, where an error of TensorFlow.js is missed, and where fewer tests of a file pass than `scripts/tfjs/record.json` says. `--record` writes that file, and `--files concat,slice2d` runs some files",
  },
  programs: {
    script: "scripts/checkPrograms.ts", engine: true, takes: "40 seconds for 1,000",
    about: "random training steps compute on WASM what the interpreter does",
    more: "They are drawn over the compiler's operations, with extreme shapes and values. It prints each one that disagrees; its seed makes it again. `--programs 20000 --from 1` chooses",
  },
  mutants: {
    script: "scripts/checkMutants.ts", engine: true, takes: "half a minute for 1,000",
    about: "PyTorch programs with random changes can be trained or are refused with a sentence, within two seconds",
    more: "It changes the programs of the models at random places and checks each as the editor does. `--programs 100000 --from 1` chooses; its seed makes one again",
  },
  gpu: {
    script: "scripts/checkGpu.ts", takes: "hours",
    about: "the commands for a real GPU compute the same on one emulated in software",
    more: "It computes 200 products of random sizes, also within the smallest limits. It compares every model at full size with WASM, at its default batch and at 20 random ones. `--models vae,conv-vae --batches 3 --products 50` chooses, `--from 40 --to 60` continues by the numbers in its table",
    others: {
      "--implementations": {
        takes: "an hour",
        about: "wgpu, Firefox's WebGPU, and Dawn, Chromium's, accept all shaders of all models",
        more: "It compares products and random programs with the interpreter, and one step of every variant of every model with WASM's. Both run outside browsers on Mesa's lavapipe, a Vulkan driver for processors. `npm install --no-save --prefix node_modules/.cache/implementations deno@2.9.6 webgpu@0.6.2` and `apt-get install mesa-vulkan-drivers gcc libc6-dev` provide what it needs; the variables `DENO`, `WEBGPU_PACKAGE` and `VK_ICD_FILENAMES` name other places. What is missing is skipped, and the last lines say so. `--models vae --products 20 --programs 100 --share 0.2` chooses a sample, which `npm run test:all` checks",
      },
    },
  },
  torch: {
    script: "scripts/torch/check.ts", engine: true, takes: "a minute",
    about: "the PyTorch programs that the page shows compute what our own run does",
    more: "It writes `docs/data/torch.json`, and needs Python with torch (`PYTHON=/usr/bin/python3` chooses one), as the five after it do. `vae gan` chooses models. CI does not execute the programs: a unit test there fails for a program that was not executed as it is",
    others: {
      "--random": {
        takes: "four minutes",
        about: "2,000 random programs have PyTorch's results and gradients in the language of programs",
        more: "It prints those that differ or are refused (`--refused`); `--programs 1 --from SEED` repeats one. `--record` writes the counts into [program-operations.md](program-operations.md), and 200 small programs for a unit test",
      },
    },
  },
  decoder: {
    script: "scripts/torch/decode.ts", engine: true, takes: "15 seconds",
    about: "the PyTorch programs that decode with a saved decoder make the page's images",
    more: "It writes `docs/data/torch-decoded.json`. `vae gan` chooses models",
  },
  continue: {
    script: "scripts/torch/continue.ts", engine: true, data: true, takes: "minutes",
    about: "a run that PyTorch continues has the losses of one that the page continues, and the reverse",
    more: "It trains each model, saves the run, continues it here and in the PyTorch program that the page offers, and writes `docs/data/torch-continued.json`. `vae gan` chooses models",
  },
  device: {
    script: "scripts/torch/device.ts", engine: true, data: true, takes: "a minute and a half",
    about: "the programs that continue a run work on a GPU, which is simulated, with all settings that change a program",
    more: "`vae gan` chooses models",
  },
  operations: {
    script: "scripts/torch/opDb/check.ts", engine: true, takes: "half a minute",
    about: "PyTorch's sample inputs of its operations (op_db) have its results and gradients in the language of programs",
    more: "It writes [program-operations.md](program-operations.md), `docs/data/opDb.json` and a few samples for a unit test. It also needs hypothesis and scipy",
  },
  exercises: {
    script: "scripts/torch/exercises.ts", engine: true, takes: "half a minute",
    about: "the functions of the exercises have PyTorch's values and gradients: ours, those of mistakes and those of tests",
    more: "It executes the solved programs with random images, and writes nothing. `elbo` chooses exercises",
  },
  data: {
    script: "scripts/checkData.ts", engine: true, takes: "minutes",
    about: "another data set in MNIST's format can be read, trained on and measured",
    more: "Its folder follows the name. The default one is that of Debian's package `dataset-fashion-mnist`",
  },
  subset: {
    script: "scripts/checkSubset.ts", engine: true, data: true, takes: "half an hour",
    about: "measurements of VAEs on 1,000 test images agree with those on all 10,000",
    more: "It fails if the 95 % interval contains the value of all in fewer than nine of ten cases",
  },
  packages: {
    script: "scripts/checkPackages.ts", takes: "5 to 15 seconds",
    about: "packages have exact versions, checksums and licences that allow their use, and npm's registry knows no advisory",
    more: "The advisories are skipped if no registry answers. It is part of `npm test`",
  },
  build: {
    script: "scripts/checkBuild.ts", data: true, takes: "a minute",
    about: "a build here and one from a copy in another folder have the same bytes",
    more: "It is part of `npm test`",
  },
  release: {
    script: "scripts/checkRelease.ts", takes: "two minutes",
    about: "releases of the current commit from two clones have the same bytes",
    more: "It is part of `npm run test:all`",
  },
  hosting: {
    script: "scripts/checkHosting.ts", takes: "half a minute",
    about: "nginx, Apache and lighttpd serve the built page as it needs with the configurations of `hosting/`",
    more: "It needs `npm run build` before. Servers that are not installed are skipped. It is part of `npm run test:all`",
  },
} as const satisfies Readonly<Record<string, Check>>;

export type CheckName = keyof typeof CHECKS;
const all: readonly (readonly [string, Check])[] = Object.entries(CHECKS);

/** Returns the check of a name; undefined if there is none. */
export const findCheck = (name: string): Check | undefined => all.find(([one]) => one === name)?.[1];

/** The arguments with which `tsx` runs a check. */
export const argsOf = (name: CheckName): readonly string[] => {
  const { script, engine }: Check = CHECKS[name];
  return [...engine ? ["scripts/engineScript.ts"] : [], script];
};

/** All checks, with those that an argument chooses, by what follows `npm run check -- `. */
const described: readonly (readonly [string, Described])[] =
  all.flatMap(([name, check]) => [[name, check] as const, ...Object.entries(check.others ?? {}).map(([argument, other]) => [`${name} ${argument}`, other] as const)]);

/** One line for each check, as `npm run check` prints it. */
export function checkList(): string {
  const width = Math.max(...described.map(([name]) => name.length));
  const widest = Math.max(...described.map(([, { takes }]) => takes.length));
  return described.map(([name, { about, takes }]) => `  ${name.padEnd(width)}  ${takes.padEnd(widest)}  ${about}`).join("\n");
}

const [BEGIN, END] = ["<!-- checks: written by `npm run docs` -->", "<!-- end of checks -->"];

/** Returns the text of docs/commands.md with the present table of checks. */
export function withChecks(commands: string): string {
  const rows = described.map(([name, { about, more, takes }]) => `| \`${name}\` | ${about}${more === undefined ? "" : `. ${more}`} | ${takes} |`);
  const [before, rest] = commands.split(BEGIN) as [string, string];
  return `${before}${BEGIN}\n${["| name | what is checked | takes |", "|---|---|---|", ...rows].join("\n")}\n${END}${rest.split(END)[1]!}`;
}
