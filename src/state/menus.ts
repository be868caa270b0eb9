/** The menus of models and presets, in groups; and the presets as a lecturer's clicker walks through them. */
import type { Model } from "../core/model";
import { findModel, models } from "../models/registry";
import { presets } from "../presets";

export type Group = "vae" | "gan" | "completion";
const GROUPS: readonly Group[] = ["vae", "gan", "completion"];

const groupOf = ({ visible, family }: Model): Group => (visible ? "completion" : family);

function grouped<T>(items: readonly T[], groupOfItem: (item: T) => Group | undefined) {
  return GROUPS.map((group) => ({ group, items: items.filter((item) => groupOfItem(item) === group) }));
}

export const modelMenu = grouped(models, groupOf);

export const presetMenu = grouped(presets, ({ model }) => {
  const found = findModel(model);
  return found && groupOf(found);
}).map(({ group, items }) => ({ group, names: items.map(({ name }): string => name) }));

const order = presetMenu.flatMap(({ names }) => names);

/** The next (1) or previous (-1) one; the first after none; undefined beyond either end. */
export function neighbourOf(name: string | undefined, by: 1 | -1): string | undefined {
  return order[order.findIndex((other) => other === name) + by];
}
