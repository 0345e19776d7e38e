/**
 * The import directions of the project:
 *
 *   cli -> operations, publish, synth
 *   synth -> main.ts -> stacks -> constructs -> model
 *   publish -> constructs, model
 *   operations -> model
 *
 * A layer may also import what stands below its targets, down to the model; `cli` stays thin and skips the layers
 * between synth and the model.
 */
const reach = {
  model: [],
  constructs: ['model'],
  stacks: ['constructs', 'model'],
  'main.ts': ['stacks', 'constructs', 'model'],
  synth: ['main.ts', 'stacks', 'constructs', 'model'],
  publish: ['constructs', 'model'],
  operations: ['model'],
  cli: ['operations', 'publish', 'synth', 'model'],
};

const layers = Object.keys(reach);
const inLayers = (names) =>
  `^(${names.map((name) => (name.includes('.') ? name.replace('.', '\\.') : `${name}/`)).join('|')})`;

const directions = layers.map((layer) => ({
  name: `${layer.replace('.ts', '')}-imports`,
  comment: `${layer} imports ${reach[layer].join(', ') || 'no other layer'}`,
  severity: 'error',
  from: { path: inLayers([layer]) },
  to: { path: inLayers(layers.filter((other) => other !== layer && !reach[layer].includes(other))) },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'no-circular',
      comment: 'two files that need each other are one idea, or hide a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'terraform-only-where-it-is-built',
      comment: 'the model, the operations and the command stay free of cdktf, so that they start fast and test alone',
      severity: 'error',
      from: { path: inLayers(['model', 'operations', 'cli']) },
      to: { path: 'node_modules/(cdktf|constructs|@cdktf)/|^packages/' },
    },
    {
      name: 'no-development-packages',
      comment: 'what users run needs no devDependencies',
      severity: 'error',
      from: { path: `${inLayers(layers)}|^bin/` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-peer', 'type-only'] },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'tests, scripts and the launcher import the project, never the other way round',
      severity: 'error',
      from: { path: inLayers(layers) },
      to: { path: '^(__tests__|scripts|bin)/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'the import leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules|^packages/' },
    exclude: { path: '^(cdktf\\.out|coverage|packages/[^/]+/(lib|src))/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'require', 'node', 'default'] },
  },
};
