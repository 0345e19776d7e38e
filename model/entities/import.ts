import { z } from 'zod';
import { entity } from '../entity';
import { desired } from '../field';
import type { StackId } from '../naming';
import { text } from '../values';
import { ENVIRONMENT_NAMES } from './environment';

const STACK_IDS = ['state', 'cluster', ...ENVIRONMENT_NAMES] as const satisfies readonly StackId[];

const RESOURCE_ADDRESS = {
  pattern: /^(linode|kubernetes|helm)_[a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*(\["[^"\\${}%]+"\])?$/,
  min: 3,
  max: 200,
  allowed: 'a resource of the stack, such as linode_lke_cluster.cluster or linode_lke_node_pool.pool["general"]',
  source: 'Terraform, import block',
};

const RESOURCE_ID = {
  pattern: /^[^\s$%]+$/,
  min: 1,
  max: 200,
  allowed: 'the id as the provider imports it, such as "1234" or, of a node pool, "1234,5678"',
  source: 'Terraform, import block',
};

/** Something that exists already and that a stack takes over. */
export const importEntry = entity({
  name: 'Import',
  about: 'Something that exists already and is taken over by the next apply of a stack, instead of being made.',
  desired: {
    stack: desired(z.enum(STACK_IDS), {
      about: 'Stack that takes it over',
      allowed: STACK_IDS.join(', '),
      source: 'docs/adr/0002-stacks-and-their-order.md',
    }),
    to: desired(text(RESOURCE_ADDRESS), {
      about: 'Address of the resource in that stack',
      allowed: RESOURCE_ADDRESS.allowed,
      source: RESOURCE_ADDRESS.source,
    }),
    id: desired(text(RESOURCE_ID), {
      about: 'What exists, by the id that the provider imports it with',
      allowed: RESOURCE_ID.allowed,
      fix: 'write it in quotes, such as id: "1234"',
      source: RESOURCE_ID.source,
    }),
  },
});
