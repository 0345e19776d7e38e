import { provenActor } from '../audit/actor';
import { outboxOf } from '../audit/outbox';
import { outboxRecorder, type WriteEnd } from '../audit/record';
import { sendFromOutbox } from '../audit/send-from-outbox';
import { linodeAccess } from '../linode/access';
import type { Step } from './next-step';
import type { Site } from './site';
import { readVariables } from './variables-file';

/** The events of a bootstrap. They wait on this machine until there is a ledger, which bootstrap makes. */
export class BootstrapAudit {
  private writeEnd: WriteEnd | undefined;

  constructor(private readonly site: Site) {}

  /** Before the first step. @throws {Error} when nothing proves who acts */
  async begin(first: Step): Promise<void> {
    if (this.writeEnd) return;
    const { platform, environment, onStep } = this.site;
    const linode = linodeAccess(platform.sources.linodeApi, environment);
    const actor = await provenActor({ linode, requestLimits: { onWait: onStep } });
    const what = `bootstrap ${platform.name}, from ${first} on`;
    const recorder = outboxRecorder(outboxOf(platform.name, environment), actor);
    this.writeEnd = await recorder.begin({ chain: 'platform', kind: 'bootstrap', what });
  }

  /** @returns what is not in the ledger, in words, and waits */
  async end(outcome: 'done' | 'failed'): Promise<string[]> {
    const { platform, places, environment } = this.site;
    await this.writeEnd?.(outcome);
    const place = { platform: platform.name, endpoint: platform.state.endpoint, buckets: platform.state.buckets };
    // The key is the one that bootstrap minted; nobody has sourced it yet.
    return sendFromOutbox(place, { ...environment, ...readVariables(places.variables) });
  }
}
