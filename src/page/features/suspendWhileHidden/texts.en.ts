export const en = {
  name: "Pause while this page is hidden",
  about: "Training pauses while the page is minimised or behind another tab, and continues when you return. Otherwise it continues in the background.",
};
