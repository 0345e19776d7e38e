import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';
import { text } from '../values';
import { RESOURCE_ADDRESS, STACK_IDS } from './resource-address';

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
    stack: documented(z.enum(STACK_IDS), {
      about: 'Stack that takes it over',
      allowed: STACK_IDS.join(', '),
      source: 'docs/adr/0002-stacks-and-their-order.md',
    }),
    to: documented(text(RESOURCE_ADDRESS), {
      about: 'Address of the resource in that stack',
      allowed: RESOURCE_ADDRESS.allowed,
      source: RESOURCE_ADDRESS.source,
    }),
    id: documented(text(RESOURCE_ID), {
      about: 'What exists, by the id that the provider imports it with',
      allowed: RESOURCE_ID.allowed,
      fix: 'write it in quotes, such as id: "1234"',
      source: RESOURCE_ID.source,
    }),
  },
});
