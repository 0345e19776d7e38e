import { entity } from '../entity';

/** The modules other teams reuse. */
export const MODULE_NAMES = ['lke-cluster', 'network', 'observability', 'secrets-bootstrap'] as const;
export type ModuleName = (typeof MODULE_NAMES)[number];

/** A reusable Terraform module. Nothing of it is written in `platform.yaml`: it follows from the constructs. */
export const terraformModule = entity({
  name: 'TerraformModule',
  about: 'A Terraform module synthesized from the construct of the same name.',
  desired: {},
  derived: {
    name: { about: `One of ${MODULE_NAMES.join(', ')}`, from: 'the construct' },
    inputs: { about: 'Variables with types and defaults', from: "the construct's inputs" },
    outputs: { about: 'Exported values', from: "the construct's outputs" },
    version: { about: 'Semantic version', from: 'the git tag <module>/vX.Y.Z' },
  },
});
