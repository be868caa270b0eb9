/** Sentences about obstacles. Few visits have one: the texts are fetched then. */
import { useStore } from "../../ui/context";
import { later } from "../../ui/kit/later";
import type { SlotProps, Slots } from "../../ui/kit/slots";
import { obstacleTexts } from "./texts";

const Obstacles = later(async () => (await import("./Obstacles")).Obstacles, { large: true, firstTexts: true, texts: obstacleTexts });

/** The obstacles with which runs end in these errors. */
const ENDS: Readonly<Record<string, string>> = { "worker-lost": "workers", "data-unreachable": "files" };

function OfFailure(props: SlotProps["failure"]) {
  const obstacle = useStore(({ failure, obstacles }) => failure && obstacles.find(({ kind }) => kind === ENDS[failure.code]));
  return obstacle && <Obstacles cause={obstacle} {...props} />;
}

const OfNotices = () => useStore(({ obstacles }) => obstacles.length > 0) && <Obstacles />;

export const slots: Slots = { notices: OfNotices, failure: OfFailure };
