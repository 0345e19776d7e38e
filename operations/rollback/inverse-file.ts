/** Beside the former configuration for the time of a rollback. It does not count as part of what is applied. */
export const INVERSE_FILE = 'inverse-blocks.tf.json';
