/** Opens and closes the code beside the equation. */
import type { Label } from "../../i18n";
import { useLabel, useRoom, useStore } from "../../ui/context";

const NAME: Label = { en: "Code", "zh-CN": "代码" };

export function CodeButton() {
  const { store } = useRoom();
  const open = useStore((state) => state.code);
  return (
    <button type="button" id="code-button" className="button button--quiet code-button" aria-expanded={open} onClick={() => store.setState({ code: !open })}>
      {useLabel(NAME)}
    </button>
  );
}
