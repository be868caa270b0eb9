import type { Commands } from "../../ui/context";
import { showLab, whenShown } from "../../ui/kit/commands";
import { CODE } from "./texts";

export const commands: Commands = ({ store }) => Promise.resolve([{
  id: "code", group: "actions", name: CODE, words: "PyTorch Python program source 程序", possible: ({ code, present }) => !code && !present,
  run() {
    showLab(store);
    store.setState({ code: true });
    whenShown("#code-button", (button) => button.focus());
  },
}]);
