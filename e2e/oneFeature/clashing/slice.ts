import { defineSlice } from "../../../core/slice";

export const clashing = defineSlice<{ readonly guest: string }>({ keys: { guest: { initial: "" } } });
