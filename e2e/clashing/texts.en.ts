export const en = { title: "Clashing", about: "A feature that breaks the rules." };
