/** Names of measurements and of their settings. */
import type { AllTexts } from "../../i18n/parts";
import type { CommonSetting } from "../../../subject/measurements/facts";
import { runsEachEpoch, type ListedId } from "../../../subject/measurements/registry";

/** Returns a measurement's name. `own`: the data are the reader's own images. */
export const nameOf = ({ measuring: { list }, measurements: { beside } }: AllTexts, id: ListedId, own: boolean): string =>
  (own && list[id]!.ownName) || (runsEachEpoch(id) ? beside[id].name : list[id]!.name!); // one of the two has it

/** Returns the measurement's own name for a setting, otherwise the common one. */
export const settingName = ({ list, settings }: AllTexts["measuring"], id: ListedId, setting: string): string =>
  list[id]!.settings?.[setting] ?? settings[setting as CommonSetting]; // the folder's texts have all others
