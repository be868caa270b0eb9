/**
 * The image at the reader's position. When the reader has moved it is made at once, even if the page has not drawn the last one:
 * the page sends a position only when the last has been answered, so no queue can form. When the weights or a setting change it is
 * made as side work, and like any picture only when the page has drawn the last one.
 */
import type { Position } from "../../core/latent/pictures";
import type { SideJob } from "../scheduling/sideWork";
import { decodeImages } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";
import { memoisedJson } from "./memoisedJson";

/** Milliseconds between two such pictures while training, as for the samples. */
const INTERVAL_MS = 80;

export class PositionPicture {
  readonly job: SideJob;
  readonly #source: PictureSource;
  readonly #credits: Credits;
  readonly #settings = memoisedJson();
  #shown: { readonly position: Position; readonly step: number; readonly settings: string } | null = null;
  #underWay = false;

  constructor(source: PictureSource, credits: Credits) {
    this.#source = source;
    this.#credits = credits;
    const make = () => this.#make();
    this.job = {
      name: "decoded", every: INTERVAL_MS, due: () => this.#credits.has("decoded") && this.#possible() && (this.#moved || this.#changed),
      run: async function* decoded() { await make(); },
    };
  }

  /** Decodes the image if the reader has moved. Resolves when it is sent or already being made. Rejects as the backend does. */
  async update(): Promise<void> {
    if (this.#moved && this.#possible()) await this.#make();
  }

  get #moved(): boolean { return this.#source.position() !== this.#shown?.position; }
  /** Whether the weights or a setting have changed. */
  get #changed(): boolean {
    const { step, h } = this.#source.frozen;
    return step !== this.#shown?.step || this.#settings(h) !== this.#shown.settings;
  }

  #possible(): boolean {
    const position = this.#source.position();
    // The position may belong to the previous run, with a latent space of another size.
    return position !== null && !this.#underWay && position.z.length === Number(this.#source.frozen.h["latent"])
      && this.#source.givenAvailable(position.given);
  }

  /** Decodes again if the reader has moved meanwhile. */
  async #make(): Promise<void> {
    do await this.#makeOne(); while (this.#moved && this.#possible());
  }

  async #makeOne(): Promise<void> {
    const position = this.#source.position();
    if (!position) return;
    const { frozen } = this.#source;
    const { step } = frozen;
    this.#shown = { position, step, settings: this.#settings(frozen.h) };
    this.#underWay = true;
    try {
      const { z, class: k, movedAt } = position;
      const image = await decodeImages(frozen, Float32Array.from(z), [k], this.#source.original(position.given));
      const values = new Float32Array(this.#credits.bytes("decoded", image.byteLength).buffer);
      values.set(image);
      this.#source.send({ kind: "decoded", step, z, movedAt, values });
    } finally {
      this.#underWay = false;
    }
  }
}
