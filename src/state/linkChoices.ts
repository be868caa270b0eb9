/** What of an experiment goes into a link that is made by choice. */
import type { Embed } from "./embed";
import { format, type Link } from "./urlCodec";
import type { SettingId } from "./settings";

/** What can be left out, by its keys. */
const PARTS = {
  position: ["z", "class"],
  looking: [
    "view", "plane", "axes", "range", "highlight", "layers", "rows", "between", "three", "arithmetic", "image", "hide", "drawing", "draw",
  ],
  chart: ["at", "log", "smoothing", "curves"],
  changes: ["then"],
} as const satisfies Record<string, readonly SettingId[]>;

export type LinkPart = keyof typeof PARTS;
export const LINK_PARTS = Object.keys(PARTS) as readonly LinkPart[];

const has = (part: LinkPart, pair: string) => PARTS[part].some((key) => pair.startsWith(`${key}=`));

/** A part as the link says it, such as `z=0.3,-1.2&class=7`; empty where nothing differs from what is shown anyway. */
export const partOf = (link: Link, part: LinkPart): string =>
  format(link).split("&").filter((pair) => has(part, pair)).join("&");

/** The link's fragment without these parts. */
export const formatWithout = (link: Link, leftOut: readonly LinkPart[]): string =>
  format(link).split("&").filter((pair) => !leftOut.some((part) => has(part, pair))).join("&");

const inQuotes = (text: string) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** A frame for another page. Wide and high enough for the map beside everything else. `later`: not before it is in sight. */
export const frameOf = (address: string, later = false): string =>
  `<iframe src="${inQuotes(address.replace(/"/g, "%22"))}" width="800" height="520" style="max-width: 100%; border: 0" ` +
  `title="ELBO Room" allow="clipboard-write; fullscreen"${later ? ' loading="lazy"' : ""}></iframe>`;

/** The same by the element, with the script that it takes. `script`: its address; `fragment`: of the experiment alone. */
export const elementOf = (script: string, fragment: string, { panels, title, text }: Pick<Embed, "panels" | "title" | "text">): string => {
  const attributes = { link: fragment, panels: panels.join(), title, text };
  const written = Object.entries(attributes).flatMap(([name, value]) => (value ? [` ${name}="${inQuotes(value)}"`] : []));
  return `<script src="${inQuotes(script)}" defer></script>\n<elbo-room${written.join("")}></elbo-room>`;
};
