import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE",
  about: "El codificador asigna a cada entrada una gaussiana sobre códigos latentes, que el término KL acerca al prior N(0, I). " +
    "Así se pueden decodificar códigos del prior y obtener muestras nuevas.",
  question: "¿Cómo cambian las muestras y las reconstrucciones si llevas β de 1 a 0, y a 10?",
  hyperparameters: {
    likelihood: {
      name: "verosimilitud",
      about: "La distribución de un píxel, dado z: Bernoulli (tinta o papel), o gaussiana con σ fija o aprendida. Con píxeles grises, la entropía cruzada de Bernoulli no es una verosimilitud normalizada.",
    },
    sigma: {
      name: "desviación típica",
      about: "La desviación típica σ de x alrededor de la salida del decodificador. Una σ mayor da menos peso a la reconstrucción. Si σ se aprende, empieza aquí.",
    },
    deviation: { name: "σ de los puntos", about: "La desviación típica de los puntos alrededor de la salida del decodificador: aprendida o fija." },
    pixels: {
      name: "píxeles",
      about: "Los píxeles grises conservan su valor. Los binarios se extraen de nuevo en cada lote: tinta, con el gris como probabilidad, o papel.",
    },
  },
  options: {
    bernoulli: "Bernoulli",
    gaussian: "gaussiana",
    "gaussian-learned": "σ aprendida",
    learned: "aprendida",
    set: "fija",
    grey: "grises",
    binary: "binarios",
  },
  symbols: {
    "decoder-mean": { name: "x con circunflejo", about: "La salida del decodificador: la media de x, dado el código z." },
    "sigma": {
      name: "sigma",
      about: "La desviación típica de cada número de x alrededor de x̂. Si es pequeña, las densidades superan 1 y la pérdida puede ser menor que 0.",
    },
  },
  presets: {
    "first-vae": {
      title: "Un primer VAE",
      about: "En un VAE, un codificador da a cada dígito una gaussiana sobre dos números; un decodificador lo reconstruye a partir de una muestra. " +
        "Tras entrenar, cerca de la mitad de las reconstrucciones son del mismo dígito, y los códigos se extienden unas 1.3 veces lo que el prior.",
      question: "Arrastra de los 1 a los 0 por el hueco sin puntos. ¿Qué dibuja allí el decodificador?",
    },
    "twenty-dimensions": {
      title: "Veinte dimensiones",
      about: "La misma red tiene veinte dimensiones latentes en lugar de dos. " +
        "Reconstruye los dígitos con mucha más nitidez, pero su espacio latente ya no cabe en un mapa.",
      question: "Las reconstrucciones son nítidas. ¿Son igual de buenas las muestras del prior y, si no, por qué?",
    },
    "posterior-collapse": {
      title: "Colapso de la posterior",
      about: "β = 40 da a la KL 40 veces su peso en el ELBO, así que el código pronto no lleva información. " +
        "La KL baja a 0 nats (1 nat = 1.44 bits), y el decodificador dibuja la misma mancha para cada código.",
      question: "Baja β mientras entrena. ¿Con qué valor vuelve a cambiar el mapa, y con cuál aparecen dígitos? ¿Qué ocurre si subes β otra vez a 40?",
    },
    "holes": {
      title: "Huecos en el espacio latente",
      about: "Con β = 0 nada acerca los códigos al prior, y el codificador los dispersa mucho más allá de él. " +
        "Las reconstrucciones no son peores que con β = 1, pero los códigos de N(0, I) caen a menudo donde no se codificó ninguna imagen.",
      question: "Compara las muestras de N(0, I) con las reconstrucciones. ¿Por qué difieren tanto, si las dibuja el mismo decodificador?",
    },
    "blurry-or-sharp": {
      title: "Borroso o nítido: σ",
      about: "La mitad del error cuadrático es, salvo una constante, una log-verosimilitud gaussiana negativa con σ = 1, que apenas penaliza lo borroso. " +
        "Tras una época la KL es de unos 4 nats; con σ = 0.3, de unos 29.",
      question: "Pon σ a 0.3 y entrena otra vez, y luego a 3. ¿Cómo cambian la KL y las reconstrucciones, y a qué valor se acerca una σ aprendida?",
    },
    "two-moons": {
      title: "Dos lunas, un número",
      about: "Con una dimensión latente, las medias del decodificador forman una curva, y la σ aprendida la extiende sobre las dos lunas. " +
        "Se queda por encima de 0.15, aunque el ruido de las lunas es 0.07.",
      question: "Arrastra z: ¿cómo pasa el punto de una luna a la otra? Luego pon el tamaño latente a 2 y entrena otra vez: ¿a qué valor se acerca σ?",
    },
  },
  earlierPresets: {
    "posterior-collapse@1": {
      about: "β = 20 da a la KL 20 veces su peso en el ELBO. El codificador envía poco: cerca de medio nat (1 nat = 1.44 bits). " +
        "El decodificador dibuja unas pocas formas borrosas en lugar de diez dígitos.",
      question: "Baja β mientras entrena. ¿Con qué valor vuelven más dígitos al mapa, y qué ocurre si lo subes otra vez?",
    },
  },
};
