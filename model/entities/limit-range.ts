import { z } from 'zod';
import { entity } from '../entity';
import { documented } from '../field';
import { cpu, memory } from '../values';
import { CPU_ALLOWED, MEMORY_ALLOWED } from './quota';

export const KUBERNETES_LIMITS = 'Kubernetes LimitRange';

const noneUnlessDefault = (schema: z.ZodType) => (schema instanceof z.ZodDefault ? {} : { default: 'none' });

const containerResources = <C extends z.ZodType, M extends z.ZodType>(
  name: string,
  about: string,
  schemas: { readonly cpu: C; readonly memory: M },
) =>
  entity({
    name,
    about,
    desired: {
      cpu: documented(schemas.cpu, {
        about: 'CPU of one container',
        allowed: CPU_ALLOWED,
        ...noneUnlessDefault(schemas.cpu),
        source: KUBERNETES_LIMITS,
      }),
      memory: documented(schemas.memory, {
        about: 'Memory of one container',
        allowed: MEMORY_ALLOWED,
        ...noneUnlessDefault(schemas.memory),
        source: KUBERNETES_LIMITS,
      }),
    },
  });

const defaultRequest = containerResources('DefaultRequest', 'Request of a container that names none.', {
  cpu: cpu.default('100m'),
  memory: memory.default('128Mi'),
});
const defaultLimit = containerResources('DefaultLimit', 'Limit of a container that names none.', {
  cpu: cpu.optional(),
  memory: memory.default('512Mi'),
});
const maxLimit = containerResources('MaxLimit', 'Largest limit a container may have.', {
  cpu: cpu.optional(),
  memory: memory.optional(),
});

/** What one container gets, and may ask for at most. */
export const limitRange = entity({
  name: 'LimitRange',
  about: 'What a container gets that says nothing of its resources, and the most it may ask for.',
  desired: {
    defaultRequest: documented(defaultRequest.schema.prefault({}), {
      about: 'Request of a container that names none',
      allowed: '{cpu, memory}, not more than default',
      source: KUBERNETES_LIMITS,
    }),
    default: documented(defaultLimit.schema.prefault({}), {
      about: 'Limit of a container that names none',
      allowed: '{cpu, memory}, not less than defaultRequest, not more than max',
      source: KUBERNETES_LIMITS,
    }),
    max: documented(maxLimit.schema.optional(), {
      about: 'Largest limit a container may have',
      allowed: '{cpu, memory}, not more than the largest node of the environment holds',
      default: 'none',
      source: KUBERNETES_LIMITS,
    }),
  },
});
