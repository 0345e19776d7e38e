import { z } from 'zod';
import { FACTS_LOCAL } from '../../../model/naming';
import { type FactualStack, type StackFacts, stackFactsSchema } from '../../../model/stack-facts';
import type { AppliedConfigurations } from '../../applied-configuration/applied-configurations';
import { textOf } from '../../applied-configuration/configuration';
import type { AppliedRecord, SnapshotTaken } from '../../applied-configuration/record';

/** What was applied of one stack. */
export interface AppliedTold {
  /** When the last apply began, in ISO 8601, however it ended. */
  readonly began: string;
  /** When the last apply began that changed something, in ISO 8601: one that had nothing to do only confirms it. */
  readonly changed: string;
  /** What became of the copy of the state before that; undefined where a release applied it that did not tell. */
  readonly snapshot: SnapshotTaken | undefined;
  /** How it ended; undefined for one that goes on, or was killed. */
  readonly outcome: 'done' | 'failed' | undefined;
  /** When the apply began that came to a good end last; undefined before there is one. */
  readonly done: string | undefined;
  /** What that one tells; undefined where a release applied it that told nothing. */
  readonly facts: StackFacts | undefined;
}

const rootSchema = z.object({ locals: z.object({ [FACTS_LOCAL]: stackFactsSchema }) });

/** Reads what was applied last. An applied configuration never changes, so that each is read once. */
export class AppliedReader {
  private readonly known = new Map<FactualStack, { readonly key: string; readonly facts: StackFacts | undefined }>();

  constructor(private readonly configurations: Pick<AppliedConfigurations, 'list' | 'read'>) {}

  /** @returns undefined where nothing was applied @throws {Error} when the store does not answer, or holds something else */
  async read(stack: FactualStack): Promise<AppliedTold | undefined> {
    const last = (await this.configurations.list(stack, 1)).at(-1);
    if (!last) return undefined;
    const done = last.end?.outcome === 'done' ? last : await this.lastDone(stack);
    return {
      began: last.began,
      changed: last.confirms ?? last.began,
      snapshot: last.snapshot,
      outcome: last.end?.outcome,
      done: done?.began,
      facts: done && (await this.factsOf(stack, done)),
    };
  }

  private async lastDone(stack: FactualStack): Promise<AppliedRecord | undefined> {
    const records = await this.configurations.list(stack);
    return records.filter(({ end }) => end?.outcome === 'done').at(-1);
  }

  private async factsOf(stack: FactualStack, record: AppliedRecord): Promise<StackFacts | undefined> {
    const known = this.known.get(stack);
    if (known?.key === record.key) return known.facts;
    const text = textOf(await this.configurations.read(record), `stacks/${stack}/cdk.tf.json`);
    const facts = text === undefined ? undefined : parseFacts(text);
    this.known.set(stack, { key: record.key, facts });
    return facts;
  }
}

function parseFacts(text: string): StackFacts | undefined {
  try {
    return rootSchema.safeParse(JSON.parse(text)).data?.locals[FACTS_LOCAL];
  } catch {
    return undefined;
  }
}
