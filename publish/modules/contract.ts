import type { Provider } from '../hcl/provider-schema';
import { MODULES } from './all';
import { interfaceOf } from './interface';
import { readVersions, repositoryUrl, sourceOf } from './source';
import { inputsTable, outputsTable, requirementsTable } from './tables';

/** The document about all modules (data-model.md, TerraformModule). */
export const CONTRACT_FILE = 'contracts/terraform-modules.md';

const HEAD = `# Terraform modules

What the modules take and give. Written by \`npm run modules\` from the constructs in \`constructs/\`; each module has a
README with an example in its folder, and a version of its own as git tag \`<module>/vX.Y.Z\`.`;

/** Text of {@link CONTRACT_FILE}. */
export function contractText(root: string, providers: readonly Provider[]): string {
  const versions = readVersions(root);
  const repository = repositoryUrl(root);
  const sections = MODULES.flatMap((definition) => [
    `## ${definition.name}`,
    definition.about,
    `Version ${versions[definition.name]}, from \`${sourceOf(repository, definition.name, versions[definition.name])}\``,
    requirementsTable(interfaceOf(definition, providers)),
    '### Inputs',
    inputsTable(definition),
    '### Outputs',
    outputsTable(definition),
  ]);
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}
