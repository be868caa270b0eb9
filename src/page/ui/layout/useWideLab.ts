/** The wide layout of the Lab. */
import { useStore } from "../context";
import { useNarrow } from "../kit/useMedia";
import { useCurrentRoom } from "../useCurrentRoom";

/** Returns whether the Lab has its three columns: it is open, in a wide window, and not as a lecture. */
export function useWideLab(): boolean {
  const narrow = useNarrow();
  const present = useStore((state) => state.present);
  return useCurrentRoom() === "lab" && !present && !narrow;
}
