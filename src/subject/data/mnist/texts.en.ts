export const en = { options: { mnist: "MNIST digits" } };
