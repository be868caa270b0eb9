import { defineSlice, onOffPreference } from "../../../core/slice";

export interface GreetingState {
  /** The name in the greeting, from the link. */
  readonly guest: string;
  readonly polite: boolean;
}

export const greeting = defineSlice<GreetingState>({
  keys: {
    guest: { initial: "", link: { key: "guest", read: (written) => written.slice(0, 40), write: (guest) => guest || null } },
    polite: { initial: false },
  },
  preferences: { polite: onOffPreference("elbo-room.polite", false) },
});
