// Records tensorflow.csv: what the optimizers of TensorFlow.js 4.22.0 do, which share nothing with Stepmark. Run once, not by the
// tests:
//
//     npm install @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
//     node record_tensorflow.mjs > tensorflow.csv
//
// Its numbers are binary32. Its AdaDelta is left out: it divides by the accumulator of the step before. Its centred RMSProp subtracts
// epsilon under the root, hence an epsilon that does not count. The objective, x^2/2 + 2*y^2 + x*y - x from (3, -1.5), has a gradient
// that changes its signs.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

const runs = [
  ['gradient-descent', 'eta = 0.1', () => tf.train.sgd(0.1)],
  ['momentum-pytorch', 'eta = 0.05, mu = 0.8', () => tf.train.momentum(0.05, 0.8)],
  ['nesterov-pytorch', 'eta = 0.05, mu = 0.8', () => tf.train.momentum(0.05, 0.8, true)],
  ['adagrad-slides', 'eta = 0.5, epsilon = 1e-7', () => tf.train.adagrad(0.5, 0)],
  ['adagrad-start', 'eta = 0.5, delta = 0.1', () => tf.train.adagrad(0.5, 0.1)],
  ['rmsprop-slides', 'eta = 0.1, gamma = 0.9, epsilon = 0.01', () => tf.train.rmsprop(0.1, 0.9, 0, 0.01)],
  ['rmsprop-graves', 'eta = 0.1, gamma = 0.9, mu = 0.5, epsilon = 1e-12', () => tf.train.rmsprop(0.1, 0.9, 0.5, 1e-12, true)],
  ['adam', 'eta = 0.3, beta1 = 0.9, beta2 = 0.99, epsilon = 0.01', () => tf.train.adam(0.3, 0.9, 0.99, 0.01)],
  ['adamax', 'eta = 0.3, beta1 = 0.9, beta2 = 0.99', () => tf.train.adamax(0.3, 0.9, 0.99, 1e-12, 0)],
];

await tf.setBackend('cpu');
console.log('optimizer,hyperparameters,modifiers,t,x,y');
for (const [name, hyperparameters, make] of runs) {
  const x = tf.variable(tf.scalar(3), true, 'x'), y = tf.variable(tf.scalar(-1.5), true, 'y'), optimizer = make();
  for (let t = 1; t <= 8; ++t) {
    const at = { x: x.dataSync()[0], y: y.dataSync()[0] };
    optimizer.applyGradients({ x: tf.scalar(at.x + at.y - 1), y: tf.scalar(4 * at.y + at.x) });
    const [at_x, at_y] = [x.dataSync()[0], y.dataSync()[0]];
    console.log([name, `"${hyperparameters}"`, '', t, at_x.toPrecision(9), at_y.toPrecision(9)].join(','));
  }
  tf.dispose([x, y]);
  tf.disposeVariables();
}
