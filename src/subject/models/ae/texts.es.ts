import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "Autoencoder",
  about: "Un codificador comprime cada imagen en unos pocos números, el código, y un decodificador reconstruye la imagen a partir de él. " +
    "Solo se entrena la reconstrucción; ningún término dice dónde deben estar los códigos.",
  question: "Entrena y luego arrastra por el mapa. ¿Qué tamaño tienen las zonas en que el decodificador no dibuja ningún dígito?",
  objectives: {
    "autoencoder": "Pérdida de reconstrucción, minimizada sobre codificador y decodificador",
  },
  symbols: {
    "code": { name: "e de x", about: "La salida del codificador: un punto del espacio latente por imagen, no una distribución." },
  },
  presets: {
    "plain-autoencoder": {
      title: "Un autoencoder, sin prior",
      about: "La pérdida solo compara imágenes con sus reconstrucciones a partir de dos números, así que los códigos se dispersan libremente. " +
        "Como en un VAE, cerca de la mitad de las reconstrucciones muestran el dígito correcto, pero ningún término dice dónde están los dígitos.",
      question: "Arrastra por los lugares vacíos entre los colores, y haz lo mismo en el preajuste «Un primer VAE». ¿Qué término marca la diferencia?",
    },
  },
};
