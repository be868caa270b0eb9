import { useStore as useZustand } from "zustand";
import type { Desk, DeskState } from "./desk";

export const useDeskState = <T>(desk: Desk, select: (state: DeskState) => T): T => useZustand(desk.state, select);
