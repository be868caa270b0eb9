import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VQ-VAE",
  about: "Una imagen se convierte en una fila corta de símbolos: la entrada más cercana de un libro de códigos sustituye a cada cuatro números de la salida del codificador. " +
    "Una segunda red aprende qué símbolos siguen a cuáles, y dibuja dígitos nuevos símbolo a símbolo.",
  question: "Mueve despacio una dimensión con su deslizador: ¿por qué la imagen salta en lugar de cambiar poco a poco?",
  hyperparameters: {
    entries: { name: "entradas", about: "El número de símbolos del libro de códigos. Cada uno es un vector de cuatro números, y sustituye a las salidas más cercanas a él." },
    commitment: { name: "peso de compromiso", about: "El peso del término que mantiene las salidas del codificador cerca de sus entradas. Con 0 pueden alejarse de ellas." },
    priorFrom: { name: "el prior aprende desde", about: "El paso desde el que aprende la segunda red. Antes, los símbolos aún cambian de significado." },
  },
  objectives: {
    "vq": "El codificador y el decodificador reconstruyen la imagen a partir de sus símbolos; las salidas del codificador quedan cerca de sus entradas",
    "symbols": "Una segunda red aprende la probabilidad de cada símbolo, dados los anteriores",
  },
  terms: {
    "commitment": {
      name: "compromiso",
      about: "La distancia al cuadrado entre las salidas del codificador y sus entradas. Cada entrada sigue la media de las salidas que se le asignan.",
    },
    "vq-total": { name: "total del autoencoder", about: "El codificador y el decodificador minimizan reconstrucción + β · compromiso." },
    "symbols": { name: "−log p de símbolos", about: "La log-verosimilitud negativa de los símbolos de una imagen según la segunda red: su longitud ideal de código en nats." },
  },
  symbols: {
    entry: { name: "e", about: "Las entradas del libro de códigos más cercanas a las salidas del codificador, a las que sustituyen." },
    answer: { name: "z e de x", about: "La salida del codificador para una imagen, antes de que la entrada más cercana sustituya a cada cuatro números." },
    "stopped": { name: "gradiente detenido", about: "El valor se usa, pero no recibe gradiente de este término." },
    "commitment-weight": { name: "beta", about: "El peso del término de compromiso." },
    "symbol": { name: "s i", about: "El símbolo i de una imagen: el índice de su entrada." },
    "psi": { name: "psi", about: "Los pesos de la segunda red, que predice símbolos." },
    "prior-of-symbols": { name: "p de s i", about: "La segunda red: la probabilidad de un símbolo, dados los anteriores." },
  },
  presets: {
    "row-of-symbols": {
      title: "Dígitos en diez símbolos",
      about: "Cada imagen se codifica con diez símbolos de entre 64. Tras dos épocas, seis de cada diez dígitos generados son claros, y se usan casi todas las " +
        "entradas del libro de códigos.",
      question: "Pon las entradas a 8 y entrena otra vez: ¿cómo cambian las reconstrucciones, y cómo las muestras?",
    },
  },
};
