export const en = {
  name: "Pause while this page is hidden",
  about: "Behind another tab or minimised, training stands still, and goes on when you are back. Otherwise it goes on unseen.",
};
