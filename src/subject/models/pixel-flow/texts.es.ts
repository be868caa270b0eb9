import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "Flow matching en píxeles",
  about: "Una red recibe un dígito con ruido y su clase, y aprende a predecir el dígito. Una muestra empieza como puro ruido y avanza en pasos pequeños " +
    "hacia la predicción, así que la red recibe imágenes cada vez más claras. Uno de cada diez ejemplos no tiene clase.",
  question: "¿En qué tiempo se sabe qué dígito será?",
  hyperparameters: {
    guidance: {
      name: "peso de guía",
      about: "Peso de la guía sin clasificador: 0 es condicional, −1 incondicional. Pesos mayores dan dígitos más claros y menos variados.",
    },
    until: { name: "mostrar en el tiempo", about: "El tiempo en que se muestran las muestras: en 0 son ruido, en 1 están acabadas. El entrenamiento no lo usa." },
    filters: { name: "filtros", about: "El número de filtros en la menor resolución de la red, 7×7." },
  },
  objectives: { "pixel-flow-loss": "Flow matching: la red aprende a predecir el dígito bajo el ruido, lo que determina la velocidad" },
  terms: {
    "velocity-of-pixels": {
      name: "error de velocidad",
      about: "El cuadrado de la diferencia entre dígito predicho y verdadero, dividido por (1 − t)². El ruido oculta gran parte del dígito, así que el mínimo es mayor que 0.",
    },
  },
  symbols: {
    "x": { name: "x", about: "Un dígito: 784 píxeles, de −1 (papel) a 1 (tinta) en esta fórmula." },
    "psi": { name: "psi", about: "Los pesos de la red que predice el dígito." },
    "noise-image": { name: "x cero", about: "Una imagen de puro ruido: cada píxel es de N(0, 1). z es su parte de menor resolución; el resto se extrae por separado." },
    "on-the-way": { name: "x t", about: "La imagen en el tiempo t: t partes de dígito, 1 − t partes de ruido. El entrenamiento toma t = 0.95·σ(n − 0.4) con n de N(0, 1), es decir, más a menudo cerca del ruido." },
    denoised: { name: "x con circunflejo", about: "La salida de la red: el dígito predicho. La velocidad es (x̂ − x_t) / (1 − t)." },
  },
  presets: {
    "noise-to-digits": {
      title: "El ruido se vuelve dígitos",
      about: "Una muestra empieza como ruido y da diez pasos pequeños, cada uno hacia el dígito que predice la red. " +
        "Tras unos 125 pasos de entrenamiento, la mayoría de las muestras son dígitos claros de la clase condicionante.",
      question: "Mueve «mostrar en el tiempo» de 0 a 1: ¿cuándo ves el dígito? Luego lleva los pasos de Euler de diez a uno: ¿por qué sale borroso?",
    },
    "guidance": {
      title: "Guía por clase",
      about: "Con w = 0 las muestras siguen la distribución aprendida de su clase; tres de cada diez o más son difíciles de leer. La guía las lleva " +
        "más lejos en la dirección en que las mueve la clase: con w = 3 la mayoría son claras.",
      question: "Mueve w de −1 a 5. ¿Qué les ocurre a las columnas con −1, y en qué difieren los dígitos con 5 de los escritos a mano?",
    },
  },
};
