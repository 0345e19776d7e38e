import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';
import { text } from '../values';
import { RESOURCE_ADDRESS, STACK_IDS } from './resource-address';

const MOVED_BLOCK = 'Terraform, moved block';

/** A resource of a stack that has got another address. */
export const move = entity({
  name: 'Move',
  about: 'A resource that has got another address, as by another name of its pool, and is kept instead of made anew.',
  desired: {
    stack: documented(z.enum(STACK_IDS), {
      about: 'Stack that has it',
      allowed: STACK_IDS.join(', '),
      source: 'docs/adr/0002-stacks-and-their-order.md',
    }),
    from: documented(text({ ...RESOURCE_ADDRESS, source: MOVED_BLOCK }), {
      about: 'Address that it had',
      allowed: RESOURCE_ADDRESS.allowed,
      source: MOVED_BLOCK,
    }),
    to: documented(text({ ...RESOURCE_ADDRESS, source: MOVED_BLOCK }), {
      about: 'Address that it has now',
      allowed: RESOURCE_ADDRESS.allowed,
      source: MOVED_BLOCK,
    }),
  },
});
