import type { ExerciseTexts } from "../texts";

export const es: ExerciseTexts = {
  task: [
    "El código de este autoencoder consta de 32 bits. Un bit es una función escalón de su logit. Su derivada es 0 en todas partes salvo en el escalón, así que el codificador no aprendería. Un estimador straight-through sustituye la derivada por la de una función suave.",
    "Escribe `binarise(logits)`. Devuelve 1.0 donde un logit es mayor que 0, y 0.0 donde no lo es. Hacia atrás, tiene el gradiente de `sigmoid(logits)`.",
  ],
  hints: [
    "`detach()` conserva el valor de un tensor y elimina su gradiente. ¿Cómo puede una suma tener el valor de un término y el gradiente de otro?",
    "Sea p la sigmoide de los logits. p − p.detach() tiene el valor 0 y el gradiente de p. Suma esta diferencia a los bits. Sin paréntesis, el redondeo convierte algunos unos en 0.99999994.",
    "`p = logits.sigmoid()`, y luego `return (logits > 0).float() + (p - p.detach())`",
  ],
  mistakes: {
    binarise__no_gradient: "Los bits son correctos, pero no dejan pasar ningún gradiente: una comparación no tiene ninguno, y el de un redondeo es 0. El codificador conserva sus pesos iniciales, y solo aprende el decodificador.",
    binarise__identity: "Los bits son correctos, pero tienen el gradiente de los propios logits, 1 en todas partes. También es un estimador straight-through habitual: Bengio et al. lo citan de un curso de Hinton. El enunciado pide el gradiente de la sigmoide, que es como mucho ¼ y es pequeño para logits lejos de 0.",
    binarise__probabilities: "Esto devuelve probabilidades, no bits. El autoencoder se entrena entonces con códigos continuos, y su decodificador no ha visto códigos de bits.",
    binarise__rounded_logits: "Esto redondea los logits: un logit de 2.7 se convierte en 3. Un bit es 1 donde el logit es mayor que 0, es decir, donde su sigmoide es mayor que ½.",
    binarise__rounded_without_gradient: "Esto redondea los logits, así que un logit de 2.7 se convierte en 3, y el resultado no deja pasar ningún gradiente.",
    binarise__signs: "Esto devuelve −1 y 1 con el gradiente de tanh. Aquí los bits son 0 y 1, como en las muestras, y tienen el gradiente de la sigmoide.",
    binarise__signs_with_sigmoid: "Esto devuelve −1 y 1. Aquí los bits son 0 y 1, como en las muestras del final del programa.",
    binarise__above_half: "El umbral es ½, que es el correcto para probabilidades. Para logits es 0: sigmoid(0) = ½.",
    binarise__inverted: "Los bits están invertidos: son 1 donde el logit es menor que 0. El gradiente, en cambio, es el de bits que crecen con el logit. Así los pasos del codificador cambian los bits en la dirección equivocada.",
    binarise__twice: "Los bits son correctos, pero el gradiente es el doble que el de la sigmoide.",
    binarise__negative: "Los bits son correctos, pero el gradiente tiene el signo contrario: `detach` se aplica al p equivocado. Así los pasos del codificador tienden a subir la pérdida.",
    binarise__sum: "Esto suma las probabilidades a los bits: el resultado no es 0 ni 1. Resta `p.detach()`, para que p cuente solo en el gradiente.",
    binarise__product: "Esto multiplica los bits por las probabilidades. El resultado no es 1 donde un logit es mayor que 0, y donde no lo es no pasa ningún gradiente.",
    binarise__drawn: "Esto extrae cada bit con su probabilidad. El enunciado pide bits sin azar: 1 donde el logit es mayor que 0.",
  },
  done: "Mira `reconstruction`: tras 500 pasos valía 140, 141 y 143 en nuestras ejecuciones con tres semillas. En una ejecución sin gradiente para el codificador valía 160: incluso los bits de un codificador sin entrenar llevan información sobre la imagen. Las muestras decodifican bits aleatorios. Muchas parecen dígitos borrosos, aunque nada en la pérdida lo pide.",
};
