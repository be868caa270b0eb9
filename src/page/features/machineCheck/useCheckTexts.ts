/** Returns the check's texts and the page's, in the reader's language. */
import { useTexts } from "../../ui/context";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { machineTexts, type CheckTexts } from "./texts";

/** Returns the texts of a check together with the page's. */
export function useCheckTexts(): CheckTexts {
  const { shell } = useTexts();
  return { shell, machine: useLoadedTexts(machineTexts) };
}
