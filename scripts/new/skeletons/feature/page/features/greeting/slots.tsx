import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { greetingTexts as texts } from "./texts";

/** Where the feature appears. Its components are fetched when they are needed. */
export const slots: Slots = {
  tools: later(async () => (await import("./Greeting")).GreetButton, { texts }),
  backendChoices: later(async () => (await import("./Greeting")).PoliteChoice, { texts }),
};
