/**
 * Trained maps: maps of latent space, of runs of Play's presets, which Play shows before a reader has trained anything.
 * `npm run quality -- maps` made them. Their files lie in `public/trained`.
 */
import results from "./trainedMaps.json";

export interface TrainedMap {
  /** The step of the run that the map shows. */
  readonly step: number;
  /** The file's path beside the page. */
  readonly file: string;
}

const maps: ReadonlyMap<string, TrainedMap> = new Map(results.map(({ preset, step }) => [preset, { step, file: `trained/${preset}-map.bin` }]));

/** Returns the trained map of this version of the preset; undefined if there is none. */
export const trainedMap = (preset: { readonly name: string; readonly version: number } | null): TrainedMap | undefined =>
  maps.get(`${preset?.name}@${preset?.version}`);
