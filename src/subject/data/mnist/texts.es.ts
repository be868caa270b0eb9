export const es = { options: { mnist: "dígitos MNIST" } };
