/** The menus of models and presets, in groups; and the order in which a lecturer's clicker goes through the presets. */
import { MENU_GROUPS, type MenuGroup } from "../../core/model/model";
import { findModel, models } from "../../subject/models/registry";
import { PLAYABLE, presets } from "../../subject/presets";

function grouped<T>(items: readonly T[], groupOfItem: (item: T) => MenuGroup | undefined) {
  return MENU_GROUPS.map((group) => ({ group, items: items.filter((item) => groupOfItem(item) === group) }));
}

export const modelMenu = grouped(models, ({ menu }) => menu);

export const presetMenu = grouped(presets, ({ model }) => findModel(model)?.menu).map(({ group, items }) => ({ group, names: items.map(({ name }): string => name) }));

const order = presetMenu.flatMap(({ names }) => names);

/** The presets that Play offers, in the same order. */
export const playMenu = order.filter((name) => PLAYABLE.has(name));

/** Returns the next (1) or previous (-1) preset; the first one if there was none; undefined beyond either end. */
export function neighbouringPreset(name: string | undefined, by: 1 | -1): string | undefined {
  return order[order.findIndex((other) => other === name) + by];
}
