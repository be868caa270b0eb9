/** The HTML by which another page shows an experiment. */
import type { Embed } from "../../state/embed";

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
