/** Writes the HTML with which another page embeds an experiment. */
import type { Embed } from "../../state/embed";

const inQuotes = (text: string) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** Returns a frame, wide and high enough for the map beside the other panels. `later`: it loads only when scrolled into view. */
export const frameOf = (address: string, later = false): string =>
  `<iframe src="${inQuotes(address.replace(/"/g, "%22"))}" width="800" height="520" style="max-width: 100%; border: 0" ` +
  `title="ELBO Room" allow="clipboard-write; fullscreen"${later ? ' loading="lazy"' : ""}></iframe>`;

/** Returns the element and the script that it needs. `script`: the script's address; `fragment`: the link of the experiment without embedding options. */
export const elementOf = (script: string, fragment: string, { panels, title, text, locked, without }: Omit<Embed, "origin">): string => {
  const attributes = { link: fragment, panels: panels.join(), title, text, lock: locked.join(), without: without.join() };
  const written = Object.entries(attributes).flatMap(([name, value]) => (value ? [` ${name}="${inQuotes(value)}"`] : []));
  return `<script src="${inQuotes(script)}" defer></script>\n<elbo-room${written.join("")}></elbo-room>`;
};
