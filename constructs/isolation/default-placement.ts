import { ENVIRONMENT_KEY } from '../../model/naming';
import type { AdmissionPolicy } from '../access/admission-policy';
import { inEnvironments, PLACEMENT } from './placement-policy';
import { POD_MAKERS, specIn } from './pod-template';

/** A MutatingAdmissionPolicy, as far as it is used here. */
export interface MutatingPolicy extends Omit<AdmissionPolicy, 'validations' | 'variables'> {
  readonly reinvocationPolicy: 'IfNeeded';
  readonly mutations: readonly {
    readonly patchType: 'ApplyConfiguration';
    readonly applyConfiguration: { readonly expression: string };
  }[];
}

const SPEC = `(${specIn('object')}).orValue({})`;
const BEFORE = `(${specIn('oldObject')}).orValue({})`;

/** Of what says nothing of where it runs; what was there before and is not touched stays as it is. */
const CONDITIONS = [
  {
    name: 'says-nothing',
    expression:
      `${SPEC}.?runtimeClassName.orValue('') == '' && ${SPEC}.?nodeName.orValue('') == '' && ` +
      `${SPEC}.?nodeSelector[?'${ENVIRONMENT_KEY}'].orValue('') == '' && ` +
      `!${SPEC}.?affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution.hasValue()`,
  },
  {
    name: 'is-new-or-changed',
    expression: `request.operation == 'CREATE' || ${PLACEMENT.map((field) => `${SPEC}${field} != ${BEFORE}${field}`).join(' || ')}`,
  },
];

/** Writes the class into the spec that is found on this path. */
function policyFor(resources: readonly string[], path: readonly string[]): MutatingPolicy {
  const rules = POD_MAKERS.map((rule) => ({
    ...rule,
    resources: rule.resources.filter((name) => resources.includes(name)),
  }));
  const { failurePolicy, matchConstraints } = inEnvironments(
    rules.filter((rule) => rule.resources.length > 0),
    [],
  );
  const expression = path.reduceRight(
    (inner, field, index) => `Object${['', ...path.slice(0, index)].join('.')}{${field}: ${inner}}`,
    'request.namespace',
  );
  return {
    failurePolicy,
    matchConstraints,
    matchConditions: CONDITIONS,
    reinvocationPolicy: 'IfNeeded',
    mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
  };
}

const TEMPLATE = ['spec', 'template', 'spec', 'runtimeClassName'];

/**
 * Gives pods of an environment its class where they say nothing, so that nobody sees any of this. Not those of a
 * DaemonSet, whose controller knows no classes. Only API servers that have the kind MutatingAdmissionPolicy do it (from Kubernetes 1.36 on by themselves); the chart looks.
 */
export const DEFAULT_PLACEMENT: Readonly<Record<string, MutatingPolicy>> = {
  'lke-platform-default-placement-pods': policyFor(['pods'], ['spec', 'runtimeClassName']),
  'lke-platform-default-placement-templates': policyFor(
    ['replicationcontrollers', 'deployments', 'replicasets', 'statefulsets', 'jobs'],
    TEMPLATE,
  ),
  'lke-platform-default-placement-cronjobs': policyFor(['cronjobs'], ['spec', 'jobTemplate', ...TEMPLATE]),
};
