/** Sentences about obstacles. Few visits have one: the texts are fetched then. */
import { useStore } from "../../ui/context";
import { later } from "../../ui/kit/later";
import type { SlotProps, Slots } from "../../ui/kit/slots";
import { obstacleTexts } from "./texts";

const Obstacles = later(async () => (await import("./Obstacles")).Obstacles, { large: true, firstTexts: true, texts: obstacleTexts });

const IfThere = (props: Partial<SlotProps["failure"]>) => useStore(({ obstacles }) => obstacles.length > 0) && <Obstacles {...props} />;

export const slots: Slots = { notices: IfThere, failure: IfThere };
