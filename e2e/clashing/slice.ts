import { defineSlice } from "../../../core/slice";

export const clashing = defineSlice<{ readonly greetingGuest: string }>({ keys: { greetingGuest: { initial: "" } } });
