import { defineSlice } from "../../core/slice";

export interface GreetingState {
  /** Who is greeted; a link says it. */
  readonly guest: string;
  readonly polite: boolean;
}

export const greeting = defineSlice<GreetingState>({
  keys: {
    guest: { initial: "", link: { key: "guest", read: (written) => written.slice(0, 40), write: (guest) => guest || null } },
    polite: { initial: false },
  },
  preferences: { polite: { name: "elbo-room.polite", read: (text) => text === "on", write: (on) => (on ? "on" : "off") } },
});
