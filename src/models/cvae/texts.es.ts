import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE condicional",
  about: "El codificador y el decodificador de este VAE están condicionados a la clase. " +
    "El código no necesita codificar la clase, así que puede describir cómo está escrito el dígito.",
  question: "Quédate en un lugar del mapa y cambia la clase. ¿Qué sigue igual?",
  objectives: {
    "negative-conditional-elbo": "ELBO negativa dada la clase, minimizada sobre codificador y decodificador",
  },
  symbols: {
    "posterior-given-class": {
      name: "q de z dados x e y",
      about: "La salida del codificador: una gaussiana que aproxima la posterior p(z|x,y).",
    },
    "likelihood-given-class": {
      name: "p de x dados z e y",
      about: "La salida del decodificador: la distribución de x, dados el código z y la clase y.",
    },
  },
  presets: {
    "class-as-a-knob": {
      title: "La clase como mando",
      about: "El codificador y el decodificador están condicionados a la clase, así que las dos dimensiones latentes no necesitan codificar el dígito. " +
        "Les queda describir cómo está escrito.",
      question: "Quédate en un lugar del mapa y recorre las clases de 0 a 9. ¿Qué tienen en común los diez dígitos?",
    },
  },
};
