/**
 * Offers the scripting handle's methods to agents as tools where the browser has WebMCP (https://webmachinelearning.github.io/webmcp/):
 * docs/scripting.md describes the methods. This script is fetched only there, and never in a frame, whose gate accepts commands from one page only.
 */
import { MAX_STEP } from "../../core/run/ids";
import { PIXELS } from "../../core/run/runConfig";
import { ElboError } from "../../core/errors";
import { MEASUREMENT_IDS, type MeasurementId } from "../../subject/measurements/registry";
import type { Store } from "../state/store";
import type { ElboRoomHandle } from "./handle";

/** The part of JSON Schema that the tools use. */
export interface Schema {
  readonly type: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface ModelContextTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Schema;
  readonly annotations: { readonly readOnlyHint: boolean };
  execute(input: object): Promise<unknown>;
}

/** The part of the browser's interface that is used. */
export interface ModelContext {
  registerTool(tool: ModelContextTool): Promise<unknown>;
}

declare global {
  interface Document {
    readonly modelContext?: ModelContext;
  }
}

interface Tool {
  readonly description: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Whether it changes nothing on the page. */
  readonly readOnly?: boolean;
  /** The handle checks the arguments, which may be anything. */
  call(room: ElboRoomHandle, input: Input): Promise<unknown>;
}

/** The properties of all tools' inputs. */
interface Input {
  readonly fragment: string;
  readonly steps?: number;
  readonly step?: number;
  readonly run?: "A" | "B";
  readonly difference?: Readonly<Record<string, string | number>>;
  readonly z: readonly number[];
  readonly class?: number;
  readonly image: number;
  readonly id: MeasurementId;
  readonly settings?: Readonly<Record<string, number>>;
  readonly pixels: readonly number[];
  readonly visible?: readonly number[];
  readonly samples?: number;
}

const step = (minimum: number): Schema => ({ type: "integer", minimum, maximum: MAX_STEP });
const classes: Schema = { type: "integer", minimum: 0, maximum: 9, description: "The class, for conditional models; by default the one picked on the page." };
const pixels = (description: string): Schema => ({ type: "array", items: { type: "number", minimum: 0, maximum: 1 }, minItems: PIXELS, maxItems: PIXELS, description });
const testImage: Schema = { type: "integer", minimum: 0, maximum: 9999, description: "The number of a test image of MNIST." };

const TOOLS: Readonly<Record<string, Tool>> = {
  info: {
    readOnly: true, description: "Returns the page's experiment and run: model, preset, settings, step, phase, and the fragment of its link.",
    call: (room) => room.info(),
  },
  open: {
    description: "Opens an experiment by the fragment of a link, such as preset=first-vae&beta=4&seed=7 or model=cgan. The current run ends. Returns the same as info.",
    properties: { fragment: { type: "string" } }, required: ["fragment"],
    call: (room, { fragment }) => room.open(fragment),
  },
  train: {
    description: "Trains the model and resolves when it is done. An epoch of MNIST has 60,000 / batch steps. Without steps it trains until pause is called.",
    properties: { steps: step(1) },
    call: (room, { steps }) => room.train(steps === undefined ? {} : { steps }),
  },
  pause: { description: "Ends training after the current step.", call: (room) => room.pause() },
  reset: { description: "Returns to step 0 of the same experiment.", call: (room) => room.reset() },
  undo: { description: "Brings back the run that was left last.", call: (room) => room.undo() },
  losses: {
    readOnly: true, description: "Returns the losses of every step as pairs of step and value, by term, unweighted, in nats per image.",
    properties: { run: { type: "string", enum: ["A", "B"], description: "B is the second of two compared runs." } },
    call: (room, { run }) => room.losses(run),
  },
  compare: {
    description: "Begins the run again with a second one, B, beside it. They differ in one setting, or in the model. Without difference it ends B.",
    properties: { difference: { type: "object", description: "One setting's id with its value in B, such as { \"beta\": 4 }, or { \"model\": \"gan\" }." } },
    call: (room, { difference = null }) => room.compare(difference),
  },
  decode: {
    readOnly: true, description: "Returns the image that the decoder or generator makes from a code z: 784 numbers from 0 (black) to 1 (white), row by row.",
    properties: { z: { type: "array", items: { type: "number" }, description: "One number for each latent dimension." }, class: classes }, required: ["z"],
    call: (room, { z, class: k }) => room.decode(z, k),
  },
  encode: {
    readOnly: true, description: "Returns the encoder's posterior mean for a test image.",
    properties: { image: testImage, class: classes }, required: ["image"],
    call: (room, { image, class: k }) => room.encode(image, k),
  },
  test_image: {
    readOnly: true, description: "Returns a test image as 784 numbers, and its class.", properties: { image: testImage }, required: ["image"],
    call: (room, { image }) => room.testImage(image),
  },
  complete: {
    readOnly: true, description: "Fills in the hidden pixels of an image with the current weights, and returns several fill-ins.",
    properties: {
      pixels: pixels("The image."), visible: pixels("0 where a pixel is hidden, 1 where it is visible; by default all are visible."),
      samples: { type: "integer", minimum: 1, maximum: 64 }, class: classes,
    },
    required: ["pixels"],
    call: (room, { pixels: image, ...options }) => room.complete(image, options),
  },
  rewind: {
    description: "Displays the run at an earlier step, which is recomputed if necessary. Training continues meanwhile. Without step it displays the newest one.",
    properties: { step: step(0) },
    call: (room, { step: to }) => room.rewind(to ?? null),
  },
  fork: {
    description: "Opens an earlier step of the run, paused, to continue from there.", properties: { step: step(0) }, required: ["step"],
    call: (room, { step: from }) => room.fork(from!),
  },
  evaluate: {
    readOnly: true, description: "Measures the held-out losses on test images. Resolves in seconds.", call: (room) => room.evaluate(),
  },
  measure: {
    readOnly: true, description: "Makes a measurement of the current weights, such as digit-fid for the quality of samples. Not every model has every measurement.",
    properties: {
      id: { type: "string", enum: MEASUREMENT_IDS },
      settings: { type: "object", additionalProperties: { type: "integer" }, description: "Numbers of images or samples; each has a default." },
    },
    required: ["id"],
    call: (room, { id, settings }) => room.measure(id, settings),
  },
  examine: {
    readOnly: true, description: "Diagnoses the run: whether it has failure modes such as mode collapse or posterior collapse, with the evidence.",
    call: (room) => room.examine(),
  },
  run_card: { readOnly: true, description: "Returns the record of the run: settings, data, machine, losses and measurements.", call: (room) => room.runCard() },
};

/** Registers all tools. Rejects if the browser refuses one. */
export async function offerTools(context: ModelContext, room: ElboRoomHandle, store: Store): Promise<void> {
  const expectPublic = () => {
    if (store.getState().begun.own !== undefined) throw new Error(OWN_IMAGES);
  };
  await Promise.all(Object.entries(TOOLS).map(([name, { description, properties = {}, required = [], readOnly = false, call }]) => context.registerTool({
    name, description, inputSchema: { type: "object", properties, required, additionalProperties: false }, annotations: { readOnlyHint: readOnly },
    async execute(input) {
      try {
        if (name !== "open") expectPublic(); // another experiment may be opened
        const value = await call(room, input as Input); // the handle checks it
        expectPublic();
        return plain(value);
      } catch (caught) {
        return { error: ElboError.of(caught).message };
      }
    },
  })));
}

/** An agent may send what it receives to others, and the reader's own images stay in this browser. */
const OWN_IMAGES = "ELBO Room does not report a run on the reader's own images to agents. The run is unchanged. Open another experiment to continue.";

/** Returns data as JSON has it: lists instead of typed arrays, and null for numbers that are not finite. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null, (_, part: unknown) => (ArrayBuffer.isView(part) ? Array.from(part as Float32Array) : part)));
