import type { WrittenTexts } from "../texts";

export const es: WrittenTexts = {
  written: {
    name: "Tu programa",
    about: "Este modelo es un programa. Los números de su principio son ajustes, y las imágenes que guarda son sus muestras.",
    question: "Cambia una línea del programa. ¿Qué curva y qué imagen cambian?",
  },
  hyperparameters: {
    flowSteps: { name: "pasos de Euler", about: "El número de pasos de Euler del ruido a una muestra. Con más pasos se sigue mejor el flujo; el entrenamiento no los usa." },
    data: { name: "datos", about: "Los datos de entrenamiento. La densidad verdadera de los puntos se conoce, y la página la dibuja junto a la del modelo." },
    beta: {
      name: "peso de la KL",
      about: "El peso β del término KL. Con 0 nada acerca los códigos al prior; si β es grande, pueden no llevar información.",
    },
    lr: {
      name: "tasa de aprendizaje",
      about: "El tamaño de paso del optimizador; en una GAN, del generador. Si es demasiado grande, la pérdida puede dar saltos o divergir.",
    },
    latent: {
      name: "tamaño latente",
      about: "El número de dimensiones latentes. Con 2, el mapa muestra todo el espacio latente.",
    },
    hidden: { name: "unidades ocultas", about: "Fija la anchura de las capas ocultas. Con más unidades cada paso tarda más." },
    batch: { name: "tamaño del lote", about: "El número de ejemplos de entrenamiento de cada paso. Los lotes grandes dan gradientes menos ruidosos y pasos más lentos." },
    pool: { name: "conjunto de imágenes", about: "Las imágenes de entrenamiento de las que salen los lotes. Un conjunto creciente tiene 900 imágenes al principio y una más por cada tres que el entrenamiento ha usado, así que los dígitos aparecen mientras la mayoría de las imágenes aún está en camino." },
    batchNorm: { name: "norm. por lotes en G", about: "Normaliza las capas ocultas del generador sobre el lote." },
    discriminatorRate: {
      name: "razón de tasas D : G",
      about: "La tasa de aprendizaje del discriminador dividida por la del generador.",
    },
    criticSteps: {
      name: "pasos del crítico",
      about: "El número de actualizaciones del crítico antes de cada una del generador. Cada una usa un lote nuevo.",
    },
    lambda: { name: "peso de penalización", about: "El peso del término marcado con λ. Con 0 el término no se usa." },
    shift: {
      name: "desplazamiento",
      about: "El mayor desplazamiento aleatorio de una imagen, en píxeles, antes de que una red la clasifique. El VAE semisupervisado solo desplaza imágenes etiquetadas. Los artículos usan 0.",
    },
    dropout: { name: "dropout en D", about: "La parte de las unidades ocultas del discriminador que cada paso descarta al azar." },
    visible: { name: "parte dada", about: "La parte dada de la imagen: la mitad izquierda, o todo menos el cuarto inferior derecho." },
  },
  options: {
    all: "todas",
    growing: "creciente",
    on: "sí",
    off: "no",
    "three-quarters": "tres cuartos",
    half: "mitad",
  },
  objectives: {
    "negative-elbo": "ELBO negativo ponderado por β, minimizado sobre ambas redes",
    "discriminator": "El discriminador aprende a distinguir datos reales de generados",
    "generator": "El generador aprende a generar muestras que el discriminador tome por reales",
    "critic": "El crítico aprende a puntuar los datos reales más alto que las muestras generadas",
  },
  terms: {
    "flow-matching": {
      name: "error de velocidad",
      about: "El cuadrado de la diferencia entre la velocidad y z₁ − z₀, la de la trayectoria. Muchas trayectorias se cruzan en un punto, donde v tiene un solo valor, así que el mínimo es mayor que 0.",
    },
    "total": { name: "total", about: "La suma ponderada de los términos a su derecha, que el entrenamiento minimiza." },
    "reconstruction": {
      name: "reconstrucción",
      about: "La media de −log p(x|z) sobre códigos z del codificador. Con Bernoulli y píxeles grises es una entropía cruzada, no una verosimilitud normalizada.",
      points: { about: "La media de −log p(x|z) sobre códigos z del codificador. Una densidad puede superar 1, así que puede ser menor que 0." },
    },
    "kl": {
      name: "KL con el prior",
      about: "La divergencia KL de q(z|x) respecto al prior. Su media es una cota superior de la información que z lleva sobre x.",
    },
    "discriminator-total": {
      name: "discriminador",
      about: "La pérdida del discriminador: 0 si está seguro y acierta. Con logaritmos es 1.39 si D siempre da ½.",
    },
    "real": { name: "datos reales", about: "La pérdida del discriminador en datos reales: 0 si D da 1, y 0.69 si D da ½ (mínimos cuadrados: 0.125)." },
    "fake": {
      name: "muestras generadas",
      about: "La pérdida del discriminador en muestras generadas: 0 si D da 0, y 0.69 si D da ½ (mínimos cuadrados: 0.125).",
    },
    "generator": {
      name: "generador",
      about: "La pérdida del generador. Baja cuando el discriminador considera más probable que las muestras generadas sean reales.",
    },
    "fake-score": { name: "puntuación, generadas", about: "La puntuación media de las muestras generadas, que el crítico baja." },
    "real-score": { name: "−puntuación, reales", about: "Menos la puntuación media de los datos reales. El crítico la baja, lo que sube la puntuación." },
    "critic-total": {
      name: "crítico",
      about: "Menos la diferencia de puntuaciones, más la penalización si la hay. La diferencia de un crítico K-Lipschitz es como mucho K·W₁; el mejor la alcanza. W₁, la distancia de Wasserstein, es la menor distancia media a la que hay que mover masa, con píxeles de −1 a 1.",
      points: { about: "Menos la diferencia de puntuaciones, más la penalización si la hay. La diferencia de un crítico K-Lipschitz es como mucho K·W₁; el mejor la alcanza. W₁, la distancia de Wasserstein, es la menor distancia media a la que hay que mover masa." },
    },
    "generator-score": {
      name: "generador",
      about: "Menos la puntuación media de las muestras generadas. El generador la baja, lo que sube la puntuación.",
    },
  },
  symbols: {
    "velocity": { name: "v", about: "El campo de velocidad aprendido: la velocidad del flujo en un punto y un tiempo t." },
    "time": { name: "t", about: "El tiempo del flujo: 0 en el ruido, 1 al final." },
    "psi": { name: "psi", about: "Los pesos de la red de velocidad." },
    "expectation": { name: "esperanza", about: "La media, estimada con el lote de este paso y lo que se extrae en él." },
    "x": { name: "x", about: "Una imagen: 784 píxeles entre 0 (papel) y 1 (tinta)." },
    "point": { name: "x", about: "Un punto del plano o de la recta." },
    "y": { name: "y", about: "La clase de la imagen, en MNIST uno de los diez dígitos." },
    "elbo": {
      name: "ELBO",
      about: "El ELBO, cota inferior de la evidencia: una cota inferior de log p(x), la log-verosimilitud de x según el modelo.",
    },
    "weighted-elbo": {
      name: "L beta",
      about: "Con β = 1, el ELBO, cota inferior de la evidencia: una cota inferior de log p(x), la log-verosimilitud de x. Con otro β, la KL tiene el peso β.",
    },
    "loss": { name: "pérdida", about: "Una función de pérdida: las redes que se entrenan con ella la minimizan." },
    "nat": {
      name: "nat",
      about: "La unidad de información con logaritmos naturales: 1 nat = 1.44 bits.",
    },
    "z": { name: "z", about: "El código latente: el vector a partir del cual el modelo genera x." },
    "theta": { name: "theta", about: "Los pesos del decodificador." },
    "phi": { name: "fi", about: "Los pesos del codificador." },
    "encoder-posterior": {
      name: "q de z dado x",
      about: "La salida del codificador: una gaussiana que aproxima la posterior p(z|x).",
    },
    "decoder-likelihood": {
      name: "p de x dado z",
      about: "La salida del decodificador: la distribución de x, dado el código z.",
    },
    "prior": {
      name: "normal estándar",
      about: "El prior de los códigos (su distribución a priori): una gaussiana estándar.",
    },
    "kl-divergence": {
      name: "divergencia KL",
      about: "La divergencia KL: nunca negativa, y 0 solo si las distribuciones son iguales. No es simétrica, así que no es una distancia.",
    },
    "beta": { name: "beta", about: "El peso del término KL. Con 1 la suma es el ELBO negativo." },
    "generator": { name: "G de z dado y", about: "El generador: convierte el ruido z y la clase y en una imagen." },
    "discriminator": {
      name: "D de x dado y",
      about: "El discriminador: su probabilidad de que x sea una imagen real de la clase y.",
    },
    "expectation-data": {
      name: "esperanza sobre x",
      about: "La media sobre datos reales x, estimada con el lote de este paso.",
    },
    "expectation-noise": {
      name: "esperanza sobre z",
      about: "La media sobre ruido z, estimada con el lote de este paso.",
    },
    "generator-of-z": { name: "G de z", about: "El generador: convierte el ruido z en una muestra." },
    "discriminator-of-x": {
      name: "D de x",
      about: "La salida del discriminador, más alta si considera más probable que x sea real.",
    },
    "critic": { name: "f", about: "El crítico: da a cada x una puntuación, que puede ser cualquier número. Aprende a puntuar más alto los datos reales." },
    "lambda": { name: "lambda", about: "El peso del término que le sigue." },
    "given": { name: "c", about: "La parte dada de la imagen: el modelo está condicionado a ella." },
  },
};
