/** Opens and closes the code beside the equation. */
import { useRoom, useStore, useTexts } from "../context";

export function CodeButton() {
  const { store } = useRoom();
  const texts = useTexts().instruments.code;
  const open = useStore((state) => state.code);
  return (
    <button type="button" id="code-button" className="button button--quiet code-button" aria-expanded={open} onClick={() => store.setState({ code: !open })}>
      {texts.open}
    </button>
  );
}
