/** What moments ask of the run. */
import type { Goal } from "../../state/session";
import type { Moment } from "../../state/talk/talk";
import { parse } from "../../state/urlCodec";

const without = (key: string, link: string): readonly string[] =>
  link.replace(/^#/, "").split("&").filter((pair) => pair !== "" && pair !== key && !pair.startsWith(`${key}=`));

/** In lecture mode whatever the link says. */
export const goalOf = ({ link, step }: Pick<Moment, "link" | "step">): Goal => ({ fragment: [...without("present", link), "present=1"].join("&"), step });

/** Whether the link goes on training by itself. */
export const goesOn = (link: string): boolean => parse(link).autostart;

export const withTraining = (link: string, on: boolean): string => [...without("autostart", link), ...(on ? ["autostart=1"] : [])].join("&");
