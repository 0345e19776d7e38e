import { schedulingOf } from '../../../model/derive/node-pool';
import { ENVIRONMENT_KEY } from '../../../model/naming';

const CLASS = { runtimeClassName: 'env-production' };
const { nodeSelector: SELECTOR, tolerations: TOLERATIONS } = schedulingOf('production');
const STAGING = schedulingOf('staging');

/** A demand for nodes of these environments, each list an alternative. */
export const affinity = (...values: string[][]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: values.map((it) => ({
        matchExpressions: [{ key: ENVIRONMENT_KEY, operator: 'In', values: it }],
      })),
    },
  },
});

/** Ways of a pod of production to the nodes of others: what it is, its spec, and what it is told. */
export const SMUGGLED: readonly (readonly [string, object, string])[] = [
  ['the nodes of another environment', STAGING, 'another environment'],
  ['the class of another environment', { runtimeClassName: 'env-staging' }, ''],
  ['a selector of system', { nodeSelector: { [ENVIRONMENT_KEY]: 'system' } }, 'run on the nodes of production'],
  ['a selector of something else', { nodeSelector: { 'kubernetes.io/os': 'linux' } }, 'run on the nodes of production'],
  ['a selector alone, and would wait for ever', { nodeSelector: SELECTOR }, 'wait for ever'],
  ['a toleration alone', { tolerations: TOLERATIONS }, 'run on the nodes of production'],
  ['a toleration of all', { ...CLASS, tolerations: [{ operator: 'Exists' }] }, 'or for every node'],
  [
    'a toleration of all effects of all',
    { ...CLASS, tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] },
    'or for every node',
  ],
  [
    'a toleration of all environments',
    { ...CLASS, tolerations: [{ key: ENVIRONMENT_KEY, operator: 'Exists' }] },
    'another environment',
  ],
  ['a toleration of another environment', { ...CLASS, tolerations: STAGING.tolerations }, 'another environment'],
  ['a node by its name', { ...CLASS, nodeName: 'lke-staging-general-1' }, 'passes by the scheduler'],
  [
    'terms of which one is empty of it',
    { tolerations: TOLERATIONS, affinity: affinity(['production'], ['staging']) },
    'or not only',
  ],
  [
    'a term with two environments',
    { tolerations: TOLERATIONS, affinity: affinity(['production', 'system']) },
    'or not only',
  ],
  [
    'a term that excludes',
    {
      tolerations: TOLERATIONS,
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: ENVIRONMENT_KEY, operator: 'NotIn', values: ['production'] }] },
            ],
          },
        },
      },
    },
    'or not only',
  ],
  [
    'a wish instead of a demand',
    {
      tolerations: TOLERATIONS,
      affinity: {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              preference: affinity(['production']).nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution
                .nodeSelectorTerms[0],
            },
          ],
        },
      },
    },
    'or not only',
  ],
  [
    'a node by its name as a field',
    {
      tolerations: TOLERATIONS,
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['lke-staging-general-1'] }] },
            ],
          },
        },
      },
    },
    'or not only',
  ],
];
