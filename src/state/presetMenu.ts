/** The presets as the page's menu lists them, and as a lecturer's clicker walks through them. */
import { presets } from "../presets";

export const presetMenu: readonly string[] = presets.map(({ name }) => name);

/** The next (1) or previous (-1) one; the first after none; undefined beyond either end. */
export function neighbourOf(name: string | undefined, by: 1 | -1): string | undefined {
  return presetMenu[presetMenu.findIndex((other) => other === name) + by];
}
