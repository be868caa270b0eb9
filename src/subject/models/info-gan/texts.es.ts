import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "InfoGAN",
  about: "Esta GAN encuentra clases sin etiquetas. Su generador recibe, además del ruido, una clase aleatoria y dos números aleatorios. " +
    "Recibe una recompensa si una tercera red, Q, puede inferirlos a partir de la imagen.",
  question: "¿En qué dígito se ha convertido cada clase? ¿Comparten dos clases un dígito, o dos dígitos una clase?",
  hyperparameters: {
    information: {
      name: "peso de información",
      about: "El peso de la recompensa por una clase y unos números que Q pueda inferir. Con 0 nada hace que el generador los use.",
    },
    slant: {
      name: "inclinación",
      about: "La mayor inclinación aleatoria de una imagen antes de que Q la vea, en píxeles por píxel. Así una clase no representa solo la inclinación. El artículo usa 0.",
    },
  },
  objectives: {
    "discriminator-and-code": "El discriminador aprende a distinguir datos reales de muestras generadas, y Q a inferir el código",
    "generator-and-code": "El generador aprende a generar muestras que se clasifiquen como reales y muestren su código",
  },
  terms: {
    "code": {
      name: "clase, según Q",
      about: "La log-verosimilitud negativa de Q para la clase del generador. Es 0 si Q está segura y acierta, y log 10 = 2.30 si todas las clases son igual de probables para Q.",
    },
    "numbers": {
      name: "números, según Q",
      about: "La log-verosimilitud negativa de Q para z₁ y z₂. Es 2.84 si Q solo conoce su prior; cuanto mejor los infiere Q, más baja, también por debajo de 0.",
    },
    "discriminator-and-code-total": {
      name: "discriminador y Q",
      about: "La pérdida del discriminador sobre lo que es real, más la pérdida de Q sobre el código de las muestras generadas.",
    },
    "generator-code": {
      name: "clase, para G",
      about: "La misma log-verosimilitud negativa de la clase, en la pérdida del generador: 2.30 si todas las clases son igual de probables para Q.",
    },
    "generator-numbers": {
      name: "números, para G",
      about: "La misma log-verosimilitud negativa de z₁ y z₂, en la pérdida del generador: 2.84 si Q solo conoce su prior.",
    },
    "generator-and-code-total": {
      name: "generador, total",
      about: "Baja cuando las muestras generadas se consideran reales y Q infiere su código.",
    },
  },
  symbols: {
    "generator-of-code": { name: "G de z e y", about: "El generador: convierte el ruido z y la clase y en una imagen." },
    "found-class": { name: "y", about: "Una clase, una de diez, extraída al azar: no es la etiqueta de ninguna imagen. El entrenamiento le da un significado." },
    "first-numbers": { name: "z uno, z dos", about: "Los dos primeros números de z, que Q también infiere: los deslizadores z1 y z2." },
    "code-reader": { name: "Q", about: "La red Q: la distribución de la clase, y de z₁ y z₂, dada una imagen generada." },
    "moved-image": { name: "tau de una imagen", about: "La imagen tras un desplazamiento aleatorio de unos píxeles y, para Q, también una inclinación aleatoria. D y Q ven esta imagen." },
    "information-weight": { name: "lambda", about: "El peso de la recompensa por un código que Q pueda inferir." },
    "information-bound": {
      name: "L I de G y Q",
      about: "Una cota inferior de la información mutua de código e imagen: la entropía del código menos la log-verosimilitud negativa de Q.",
    },
  },
  presets: {
    "classes-without-labels": {
      title: "Clases sin etiquetas",
      about: "El generador recibe una de diez clases sin significado dado, y una recompensa si Q puede inferirla. " +
        "Las clases acaban representando formas fáciles de distinguir. En cerca de la mitad de las muestras se ve el dígito que mejor corresponde a su clase.",
      question: "¿Qué columnas son un dígito, cuáles comparten un dígito, cuáles mezclan dos? Mide «Clases encontradas»: ¿en cuántas muestras se ve el dígito de su clase?",
    },
    "class-means-nothing": {
      title: "Una clase sin significado",
      about: "Las redes son las mismas, pero con un peso de información de 0 nada premia una clase que Q pueda inferir. " +
        "El generador sigue recibiendo una clase y apenas la usa: todas las columnas tienen los mismos dígitos.",
      question: "Pon el peso de información a 1, pulsa «A cero» y entrena otra vez. ¿Cuándo empiezan a diferir las columnas?",
    },
  },
};
