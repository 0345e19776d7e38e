import fc from 'fast-check';

/**
 * Property tests try the same values in every run, so that a failure means a change. `PROPERTY_SEED=random` looks
 * further, `PROPERTY_SEED=<number>` repeats a run that failed.
 */
const wanted = process.env.PROPERTY_SEED ?? '20261101';

if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
