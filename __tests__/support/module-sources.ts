/** What of the repository the modules are written and released from, by path. */
export const MODULE_SOURCES = [
  'package.json',
  'modules',
  'contracts/terraform-modules.md',
  'docs/guides/modules.md',
  'packages/provider-linode/schema',
  'publish/provider-schemas',
];
