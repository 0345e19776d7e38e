import { Lock } from '@cdktf/provider-linode/lib/lock';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { forEach, type Keyed } from '../repeated';

/** What Linode can lock of a cluster. Nodes cannot be locked one by one. */
export type Lockable = 'lkecluster' | 'lkenodepool';

export interface DeletionLockProps {
  readonly entityType: Lockable;
  /** Linode ids by name, or a token. A name is part of the Terraform address. */
  readonly entityIds: Keyed;
}

/**
 * Makes Linode itself refuse to delete a cluster or pools, whoever asks: the console, another tool, or a provider behind
 * an update in place. Terraform lifts the lock before it destroys what is locked.
 */
export class DeletionLock extends Construct {
  constructor(scope: Construct, id: string, { entityType, entityIds }: DeletionLockProps) {
    super(scope, id);
    const lock = new Lock(this, 'this', {
      entityId: Token.asNumber('${each.value}'),
      entityType,
      // Nodes stay free to go, or no autoscaler and no recycling could work.
      lockType: 'cannot_delete',
    });
    forEach(lock, entityIds);
  }
}
