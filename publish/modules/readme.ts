import type { ModuleDefinition } from './definition';
import type { ModuleInterface } from './interface';
import { sourceOf } from './source';
import { inputsTable, outputsTable, requirementsTable } from './tables';

export interface Readme {
  readonly definition: ModuleDefinition;
  readonly shape: ModuleInterface;
  readonly version: string;
  readonly repository: string;
  /** The root module of `examples/basic`. */
  readonly example: string;
}

/** What an example has as `source`: the module two folders up. */
const LOCAL_SOURCE = '"../.."';

/** README of a module. Its usage is the basic example with the source that callers write. */
export function readmeOf({ definition, shape, version, repository, example }: Readme): string {
  const { name, about, notes } = definition;
  const source = sourceOf(repository, name, version);
  if (!example.includes(LOCAL_SOURCE)) throw new Error(`modules/${name}/examples/basic does not call ${LOCAL_SOURCE}`);
  const sections = [
    `# ${name}`,
    `${about}${version.startsWith('0.') ? ` ${EARLY}` : ''}`,
    '## Usage',
    `\`\`\`hcl\n${example.replace(LOCAL_SOURCE, `"${source}"`).trim()}\n\`\`\``,
    'With every input in use: [examples/complete](examples/complete).',
    '## Requirements',
    requirementsTable(shape),
    '## Inputs',
    inputsTable(definition),
    '## Outputs',
    outputsTable(definition),
    '## Resources',
    shape.resources.map((address) => `- \`${address}\``).join('\n'),
    '## Notes',
    ...notes,
    '## Versions',
    `Each version is a git tag, the newest \`${name}/v${version}\`. [CHANGELOG.md](CHANGELOG.md) says what changed, and ` +
      '[the guide](../../docs/guides/modules.md) how to move from one major version to the next, or existing resources ' +
      'into the module.',
    '<!-- Written by `npm run modules`: the usage is examples/basic, the notes stand in publish/modules/. -->',
  ];
  return `${sections.join('\n\n')}\n`;
}

const EARLY = 'It is at 0.x: its inputs may still change with any minor version.';
