export const en = { greet: "Greet", polite: "Greet politely" };
