/** The view of the second of two runs: it is the first run's, as far as the second run's latent space allows. */
import { coordinatePlane } from "../../../core/latent/plane";
import type { RunConfig } from "../../../core/run/runConfig";
import { firstAxes, initialInstrumentSettings } from "../../state/instrumentSettings";
import { latentSpaceOf, tidyPosition } from "../../state/position";
import { MIRRORED_KEYS } from "../../state/stateKeys";
import type { State } from "../../state/store";

/** What the second run's view depends on, besides its own configuration. */
export const VIEW_KEYS = [...MIRRORED_KEYS, "config", "z", "plane", "basis", "instrumentSettings"] as const satisfies readonly (keyof State)[];

/**
 * Returns the first run's position and map, with their axes. If the second run's latent space has another number of dimensions, z keeps
 * the dimensions that both have, and the map shows the first two in the same range.
 */
export function mirroredView(first: State, second: RunConfig): Partial<State> {
  const alike: Partial<State> = Object.fromEntries(MIRRORED_KEYS.map((key) => [key, first[key]]));
  const space = latentSpaceOf(second);
  const instrumentSettings = first.config.model === second.model && first.z.length === space.latent ? first.instrumentSettings : initialInstrumentSettings(space);
  if (first.z.length === space.latent) return { ...alike, instrumentSettings, z: first.z, plane: first.plane, basis: first.basis };
  const z = tidyPosition(first.z, space.latent);
  const axes = firstAxes(space.latent);
  return { ...alike, instrumentSettings, z, plane: coordinatePlane(axes, z, first.plane), basis: { kind: "dimensions", axes } };
}
