import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE condicional",
  about: "El codificador y el decodificador de este VAE están condicionados a la clase. " +
    "El código no necesita codificar la clase, así que puede describir cómo está escrito el dígito.",
  question: "Quédate en un lugar del mapa y cambia la clase. ¿Qué sigue igual?",
  objectives: {
    "negative-conditional-elbo": "ELBO negativo dada la clase, ponderado por β, minimizado sobre codificador y decodificador",
  },
  terms: {
    "reconstruction": { name: "reconstrucción", about: "La media de −log p(x|z,y) sobre códigos z del codificador. Con píxeles grises es una entropía cruzada, no una verosimilitud normalizada." },
    "kl": { name: "KL con el prior", about: "La divergencia KL de q(z|x,y) respecto al prior. Su media acota por arriba I(x; z | y): lo que z dice de x además de la clase." },
  },
  symbols: {
    "weighted-elbo": { name: "L beta", about: "Con β = 1, una cota inferior de log p(x|y), la log-verosimilitud de x dada su clase. Con otro β, la KL tiene el peso β." },
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
