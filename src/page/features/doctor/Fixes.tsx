/** Other values of settings, each with a button that tries it in a fork or in a second run. */
import type { Fix } from "../../../course/doctor/failureMode";
import type { DoctorTexts } from "./texts";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { quietly } from "../../ui/kit/quietly";
import { settingValueText } from "../../ui/numbers";
import { tryOut } from "./tryOut";

interface Props {
  readonly title: string;
  readonly fixes: readonly Fix[];
  /** Why each may help, by its setting. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** What the button of a fork says. */
  readonly here?: string;
  readonly texts: DoctorTexts;
}

export function Fixes({ title, fixes, reasons = {}, texts, here = texts.here }: Props) {
  const parts = usePanelParts();
  const { models } = useTexts();
  const able = useStore((state) => state.phase !== "opening" && state.forking === null);
  if (fixes.length === 0) return null;
  return (
    <>
      <h4 className="panel-title">{title}</h4>
      <ul className="doctor__fixes">
        {fixes.map((fix) => {
          const { setting, value, from } = fix;
          const change = texts.pair(models.hyperparameters[setting]?.name ?? setting, settingValueText(value, { models }));
          const action = from === "here" ? here : texts.start;
          return (
            <li key={setting}>
              <p><strong>{change}</strong> {reasons[setting]}</p>
              <button
                type="button" className="button" disabled={!able} aria-label={texts.pair(action, change)} title={from === "here" ? texts.hereTitle : texts.startTitle}
                onClick={(event) => {
                  event.currentTarget.closest("dialog")?.close();
                  quietly(tryOut(parts, fix));
                }}
              >
                {action}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
