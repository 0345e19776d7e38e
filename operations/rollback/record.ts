import { z } from 'zod';
import { AUTOMATIC_CONDITIONS, TRIGGER_CONDITIONS } from '../../model/entities/rollback-plan';
import type { StackId } from '../../model/naming';
import { PLANNED_ACTIONS, REVERSIBILITY } from '../../model/rules/reversibility/rule';

const verdict = z.object({
  rule: z.string(),
  path: z.string().optional(),
  at: z.string().optional(),
  reversibility: z.enum(REVERSIBILITY),
  because: z.string(),
  source: z.string(),
});

const wayBack = z.object({
  address: z.string(),
  type: z.string(),
  action: z.enum(PLANNED_ACTIONS),
  previousAddress: z.string().optional(),
  inverse: z.enum(['update', 'destroy', 'create', 'replace', 'move', 'import', 'forget']),
  order: z.int(),
  reversibility: z.enum(REVERSIBILITY),
  verdicts: z.array(verdict).readonly(),
});

const blocks = z.object({
  moved: z.array(z.object({ from: z.string(), to: z.string() })).readonly(),
  imports: z.array(z.object({ to: z.string(), id: z.string() })).readonly(),
  removed: z.array(z.string()).readonly(),
  forgotten: z.array(z.string()).readonly(),
});

const configuration = z.object({
  /** Beginning of its keys in the artifacts bucket. */
  key: z.string(),
  /** SHA-256 of the configuration. */
  hash: z.string(),
});

const step = z.object({
  /** Such as `go-back`, or `destroy:linode_firewall.it`. */
  id: z.string(),
  /** What a person types. */
  command: z.string(),
  what: z.string(),
  reversibility: z.enum(REVERSIBILITY),
  /** Whether it is done only after a person said yes to it. */
  asks: z.boolean(),
});

const rollbackPlan = z.object({
  version: z.literal(1),
  /** `<stack>/<time>-<hash>`, as of the applied configuration. */
  rollback_id: z.string(),
  platform: z.string(),
  stack: z.string(),
  /** ISO 8601. */
  made_at: z.iso.datetime(),
  /** Whether the change is one of production: its own stack, or what production stands on. */
  is_production: z.boolean(),
  change_id: z.string().min(1),
  /** Id of the plan that this change itself goes back by; undefined where it is not a rollback. */
  undoes: z.string().optional(),
  trigger_condition: z.array(z.enum(TRIGGER_CONDITIONS)).readonly(),
  /** Which of them start it by themselves: none in production, and none where a step has to be agreed to. */
  starts_by_itself: z.array(z.enum(AUTOMATIC_CONDITIONS)).readonly().default([]),
  steps: z.array(step).readonly(),
  validation: z.array(z.object({ check: z.string(), command: z.string() })).readonly(),
  /**
   * Who agreed to the apply: the person at the terminal, or with `--yes` whoever started the run. Who reviewed the change
   * before is not known here. Null where nothing proved it.
   */
  approval: z
    .object({ by: z.string(), proven_by: z.string(), at: z.iso.datetime(), why: z.string().nullable() })
    .nullable(),
  /** The report of drift that the change answers; null for none. */
  drift_report_id: z.uuid().nullable(),
  /** The worst of all ways back. */
  reversibility: z.enum(REVERSIBILITY),
  ways_back: z.array(wayBack).readonly(),
  inverse_blocks: blocks,
  /** What was about to be applied. */
  changed: configuration,
  /** What to go back to. */
  previous: z.union([
    configuration.extend({ kind: z.literal('configuration'), commit: z.string().nullable() }),
    /** There was nothing: to go back is to take down what was made. */
    z.object({ kind: z.literal('nothing') }),
    z.object({ kind: z.literal('unknown'), why: z.string() }),
  ]),
  /** Key of the copy of the state from before, encrypted; null where none was taken. */
  snapshot: z.string().nullable(),
  /** The state that the change met; null for none. */
  state: z.object({ lineage: z.string(), serial: z.int() }).nullable(),
});

/** How one change is taken back, made before it is applied. It holds no value of any resource. */
export type RollbackPlan = z.infer<typeof rollbackPlan> & { readonly stack: StackId };
export type Previous = RollbackPlan['previous'];
export type Step = RollbackPlan['steps'][number];

/** Beginning of the keys of all plans in the artifacts bucket. */
export const PREFIX = 'rollback/';
const PLAN = '/plan.json';

export const keyOf = (id: string) => `${PREFIX}${id}${PLAN}`;

/** The id of the plan that a key is of; undefined for any other object. */
export const idOf = (key: string): string | undefined =>
  key.startsWith(PREFIX) && key.endsWith(PLAN) ? key.slice(PREFIX.length, -PLAN.length) : undefined;

/** The id of the plan for what was applied as a configuration. */
export const idFor = (configurationKey: string) => configurationKey.replace(/^applied\//, '').replace(/\/$/, '');

/** @throws {Error} when the text is no such plan */
export const parsePlan = (text: string) => rollbackPlan.parse(JSON.parse(text)) as RollbackPlan;
