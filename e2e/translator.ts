/** A browser's page translation, imitated. */

/**
 * Returns a script that translates the page as browsers do: a text node becomes `<font><font>TEXT</font></font>`, again after each change. The text is changed by this
 * method of strings.
 */
export const translator = (method: "toUpperCase" | "toString") => `
  const skipped = "svg, textarea, [contenteditable], [translate=no]";
  const translate = (node) => {
    const parent = node.parentElement;
    if (!parent || parent.tagName === "FONT" || parent.closest(skipped) || node.data.trim() === "") return;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    parent.replaceChild(outer, node);
    outer.append(inner);
    inner.textContent = node.data.${method}();
  };
  const textsIn = (root) => {
    const [walker, found] = [document.createTreeWalker(root, NodeFilter.SHOW_TEXT), []];
    while (walker.nextNode()) found.push(walker.currentNode);
    return root.nodeType === Node.TEXT_NODE ? [root] : found;
  };
  textsIn(document.body).forEach(translate);
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) [target, ...addedNodes].forEach((node) => { if (node.isConnected) textsIn(node).forEach(translate); });
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
`;
