/** Starts a check from within another dialog, which closes; the check has its own dialog. */
import { useActions } from "../../ui/context";
import { quietly } from "../../ui/kit/quietly";
import { checks } from "./actions";
import { useCheckTexts } from "./useCheckTexts";
import "./machine.css";

export function CheckButton() {
  const { checkMachine } = useActions(checks);
  return (
    <button className="button machine__open" onClick={({ currentTarget }) => {
      currentTarget.closest("dialog")?.close();
      quietly(checkMachine());
    }}>
      {useCheckTexts().machine.open}
    </button>
  );
}
