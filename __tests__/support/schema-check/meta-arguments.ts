import type { Block } from '@lke-platform/stand-ins/protocol/schema';
import type { Body, StackJson } from '../synthesize';
import { isBody, isExpression } from './body';
import { checkBody } from './check-body';

const condition = {
  block: {
    attributes: {
      condition: { type: 'dynamic', required: true },
      error_message: { type: 'string', required: true },
    },
  },
  nesting_mode: 'list',
} as const;

const LIFECYCLES: Readonly<Record<'resource' | 'data', Block>> = {
  resource: {
    attributes: {
      create_before_destroy: { type: 'bool', optional: true },
      prevent_destroy: { type: 'bool', optional: true },
      ignore_changes: { type: 'dynamic', optional: true },
      replace_triggered_by: { type: ['list', 'string'], optional: true },
    },
    block_types: { precondition: condition, postcondition: condition },
  },
  data: { block_types: { precondition: condition, postcondition: condition } },
};

/** Arguments that the engine itself reads. */
export const META_ARGUMENTS = ['count', 'for_each', 'depends_on', 'provider', 'lifecycle'];

/** Checks the arguments of a resource or data source that the engine itself reads. */
export function checkMeta(stack: StackJson, kind: 'resource' | 'data', body: Body, at: string): string[] {
  return [
    ...repetitionProblems(body, at),
    ...referenceProblems(stack, body.depends_on, `${at}.depends_on`),
    ...providerProblems(stack, body.provider, `${at}.provider`),
    ...lifecycleProblems(stack, kind, body.lifecycle, `${at}.lifecycle`),
  ];
}

function repetitionProblems({ count, for_each: forEach }: Body, at: string): string[] {
  const isCount = count === undefined || isExpression(count) || Number.isInteger(Number(count));
  const isMap = forEach === undefined || isExpression(forEach) || isBody(forEach);
  return [
    ...(count !== undefined && forEach !== undefined ? [`${at}: count and for_each exclude each other`] : []),
    ...(isCount ? [] : [`${at}.count: ${JSON.stringify(count)} is not a whole number`]),
    ...(isMap ? [] : [`${at}.for_each: ${JSON.stringify(forEach)} is not a map`]),
  ];
}

/** The engine reads these as references, not as text: each has to name a resource, data source or module. */
export function referenceProblems({ resource, data }: StackJson, references: unknown, at: string): string[] {
  if (references === undefined) return [];
  if (!Array.isArray(references)) return [`${at}: it is not a list`];
  return (references as unknown[]).flatMap((reference) => {
    const [first = '', second = '', third = ''] = asText(reference).split(/[.[]/);
    const isDeclared = first === 'data' ? data?.[second]?.[third] : resource?.[first]?.[second];
    return isDeclared ? [] : [`${at}: ${JSON.stringify(reference)} names nothing of this stack`];
  });
}

function providerProblems({ provider }: StackJson, reference: unknown, at: string): string[] {
  if (reference === undefined) return [];
  const [name = '', alias] = asText(reference).split('.');
  const isConfigured = provider[name]?.some((body) => body.alias === alias);
  return isConfigured ? [] : [`${at}: ${JSON.stringify(reference)} is not configured`];
}

function lifecycleProblems(stack: StackJson, kind: 'resource' | 'data', lifecycle: unknown, at: string): string[] {
  if (lifecycle === undefined) return [];
  if (!isBody(lifecycle)) return [`${at}: it is a block, not a value`];
  return [
    ...checkBody(lifecycle, LIFECYCLES[kind], at),
    ...referenceProblems(stack, lifecycle.replace_triggered_by, `${at}.replace_triggered_by`),
    ...['create_before_destroy', 'prevent_destroy']
      .filter((name) => isExpression(lifecycle[name]))
      .map((name) => `${at}.${name}: it has to be a literal`),
  ];
}

const asText = (reference: unknown) => (typeof reference === 'string' ? reference : '');
