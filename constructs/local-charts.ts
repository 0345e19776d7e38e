/**
 * Charts of this repository, by name, and where the stack that installs one finds it: synth copies them from
 * `infra/helm` into the folder of its root module.
 */
export const LOCAL_CHARTS = { 'admission-policies': './assets/admission-policies' } as const;
