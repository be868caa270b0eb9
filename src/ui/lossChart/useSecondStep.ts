/** The step that the second of two runs has come to. */
import { useStore as useZustand } from "zustand";
import { useRoom } from "../context";

export const useSecondStep = (): number => useZustand(useRoom().second.store, (state) => state.step);
