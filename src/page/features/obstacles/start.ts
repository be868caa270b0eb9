/** Fetches what finds obstacles, when there is one. */
import { onRefusal, refusals } from "../../../core/browser/refusals";
import type { CreateActions } from "../../state/pageParts";
import { quietly } from "../../ui/kit/quietly";

export const start: CreateActions<object> = ({ store }) => {
  const look = () => {
    if (refusals().length > 0 || globalThis.document?.compatMode === "BackCompat") quietly(import("./Obstacles").then(({ findObstacles }) => findObstacles(store)));
  };
  look();
  return { dispose: onRefusal(look) };
};
