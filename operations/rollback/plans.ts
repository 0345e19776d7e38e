import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StackId } from '../../model/naming';
import type { AppliedRecord } from '../applied-configuration/record';
import { statusOf } from '../ledger/store';
import { keysIn } from '../object-storage/list-keys';
import { putAndReadBack } from '../object-storage/put-and-read-back';
import type { FormerPlans } from './previous';
import { idFor, idOf, keyOf, parsePlan, PREFIX, type RollbackPlan } from './record';
import { RollbackRefused } from './refused';

/** A plan that is there and cannot be used. */
export interface UnreadablePlan {
  readonly rollback_id: string;
  readonly unreadable: string;
}

/** There is no such plan, or it is not what was written. */
class NoPlan extends Error {}

/** The rollback plans of a platform, in its artifacts bucket. */
export class RollbackPlans {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
  ) {}

  /**
   * Stores a plan and reads it back.
   *
   * @throws {Error} when it is not there afterwards; then nothing may be applied
   */
  async keep(plan: RollbackPlan): Promise<void> {
    const key = keyOf(plan.rollback_id);
    try {
      const text = `${JSON.stringify(plan, null, 2)}\n`;
      parsePlan(text); // what cannot be read again is not a plan
      await putAndReadBack(this.s3, this.bucket, key, Buffer.from(text));
    } catch (error) {
      throw new Error(
        `the way back of this change cannot be kept as ${this.bucket}/${key}: ${(error as Error).message}. ` +
          'Nothing was applied. Fix that and apply again.',
        { cause: error },
      );
    }
  }

  /** Ids of the plans, in the order of time. @param stack of one stack. @default - of all */
  async ids(stack?: StackId): Promise<string[]> {
    const ids: string[] = [];
    const Prefix = stack === undefined ? PREFIX : `${PREFIX}${stack}/`;
    for await (const key of keysIn(this.s3, this.bucket, Prefix)) {
      const id = idOf(key);
      if (id !== undefined) ids.push(id);
    }
    return ids.sort((a, b) => (timeIn(a) < timeIn(b) ? -1 : 1));
  }

  /** The latest plans, the last first; one that cannot be read is among them and says why. */
  async latest(stack: StackId | undefined, count: number): Promise<(RollbackPlan | UnreadablePlan)[]> {
    const ids = (await this.ids(stack)).slice(-count).reverse();
    return Promise.all(
      ids.map((id) =>
        this.read(id).catch((error: unknown) => ({ rollback_id: id, unreadable: (error as Error).message })),
      ),
    );
  }

  /** @throws {NoPlan} when there is none, or it is not what was written */
  async read(id: string): Promise<RollbackPlan> {
    let text: string | undefined;
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: keyOf(id) }));
      text = await Body?.transformToString();
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      throw new NoPlan(`there is no rollback plan ${id} in ${this.bucket}`, { cause: error });
    }
    try {
      const plan = parsePlan(text ?? '');
      if (plan.rollback_id === id) return plan;
      throw new Error(`it says of itself that it is ${plan.rollback_id}`);
    } catch (error) {
      throw new NoPlan(
        `${this.bucket}/${keyOf(id)} is damaged. The bucket has its former versions: put the last good one back. ` +
          `(${(error as Error).message.split('\n')[0]})`,
        { cause: error },
      );
    }
  }

  /** The plans of what was applied, by the key of its configuration, without those that are not there or are damaged. */
  async of(records: readonly Pick<AppliedRecord, 'key'>[]): Promise<FormerPlans> {
    const plans = new Map<string, RollbackPlan>();
    for (const { key } of records) {
      const plan = await this.read(idFor(key)).catch((error: unknown) => {
        if (error instanceof NoPlan) return undefined;
        throw error;
      });
      if (plan) plans.set(key, plan);
    }
    return plans;
  }

  /**
   * The plan that somebody means: by its id or its change, else by the beginning of an id or a commit. A rollback applies
   * what a change has applied before: by that change its own plan is not meant.
   *
   * @param again the command that does the same with the plan of an id
   * @param among chooses of several, the last of which is the first. @default - all of them are meant
   * @throws {Error} when there is none
   * @throws {RollbackRefused} when there are several, with the command for each, in the order in which one goes back
   */
  async find(given: string, again: (id: string) => string, among: Among = (ids) => ids): Promise<RollbackPlan> {
    const ids = await this.ids();
    if (ids.includes(given)) return this.read(given);
    const all = await this.latest(undefined, ids.length);
    const exact = all.filter((plan) => !isOfRollback(plan) && changeOf(plan) === given);
    const found = exact.length > 0 ? exact : all.filter((plan) => beginsWith(plan, given));
    const meant = among(found.map(({ rollback_id: id }) => id));
    const [plan, ...others] = meant;
    if (plan === undefined)
      throw new Error(`no change "${given}" has a rollback plan. npx lke-platform rollback plan lists them.`);
    if (others.length > 0) {
      // The last first: what was applied together was applied in the order in which one stack needs another.
      throw new RollbackRefused(
        meant.map((id, place) => ({
          where: `rollback ${id}`,
          what: `"${given}" has ${meant.length} rollback plans, and this is number ${place + 1} in the order of going back`,
          fix: again(id),
        })),
      );
    }
    return this.read(plan);
  }
}

/** Chooses ids of plans, the last of which is the first. */
export type Among = (ids: readonly string[]) => readonly string[];

/** The first of each stack: going back from it last leads to what was before all of them. */
export const firstOfEachStack: Among = (ids) => ids.filter((id, place) => !ids.slice(place + 1).some(isOfStack(id)));

const isOfStack = (id: string) => (other: string) => other.startsWith(id.slice(0, id.indexOf('/') + 1));

const changeOf = (plan: RollbackPlan | UnreadablePlan) => ('change_id' in plan ? plan.change_id : undefined);

const isOfRollback = (plan: RollbackPlan | UnreadablePlan) => 'undoes' in plan && plan.undoes !== undefined;

/** Of a commit four digits at least, as git has it; of an id its stack and more. Another change has a whole name alone: `#1` is not `#12`. */
function beginsWith(plan: RollbackPlan | UnreadablePlan, given: string): boolean {
  if (/^\w+\/./.test(given)) return plan.rollback_id.startsWith(given);
  if (isOfRollback(plan)) return false;
  return /^[0-9a-f]{4,}$/.test(given) && COMMIT.test(changeOf(plan) ?? '') && changeOf(plan)!.startsWith(given);
}

/** A commit, or one with changes that are not in it. */
const COMMIT = /^[0-9a-f]{10,}\b/;

const timeIn = (id: string) => id.slice(id.indexOf('/') + 1);
