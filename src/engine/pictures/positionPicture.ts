/**
 * The image at the reader's position. When the reader has moved it is made at once, as a hand waits for it, whether or not the page has
 * drawn the last one: the page sends a position only when the last is answered, so no queue can form. As the weights or a setting change
 * it is made beside training, and like any picture only when the page has drawn the last one.
 */
import type { Position } from "../../core/pictures";
import type { SideJob } from "../scheduling/sideWork";
import { decodeImages } from "./pictures";
import type { Credits, PictureSource } from "./pictureSource";
import { memoisedJson } from "./memoisedJson";

/** Milliseconds between two of them while training, as for the samples. */
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

  /** The reader may have moved. Resolves when the image there is made or under way. Rejects as the backend does. */
  async update(): Promise<void> {
    if (this.#moved && this.#possible()) await this.#make();
  }

  get #moved(): boolean { return this.#source.position() !== this.#shown?.position; }
  /** The model has changed: its weights, or a setting. */
  get #changed(): boolean {
    const { step, h } = this.#source.frozen;
    return step !== this.#shown?.step || this.#settings(h) !== this.#shown.settings;
  }

  #possible(): boolean {
    const position = this.#source.position();
    // It may be of the run before, with a latent space of another size.
    return position !== null && !this.#underWay && position.z.length === Number(this.#source.frozen.h["latent"])
      && this.#source.givenAvailable(position.given);
  }

  /** Again, where the reader has moved meanwhile. */
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
