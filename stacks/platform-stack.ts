import { type TerraformElement, TerraformStack } from 'cdktf';
import type { Construct, Node } from 'constructs';
import { logicalIdIn } from '../constructs/logical-id';
import type { StackId } from '../model/naming';
import type { Platform } from '../model/platform';
import { useRemoteState } from './backend';
import { protectFromDeletion } from './deletion-protection';
import { takeOver } from './imports';
import { refuseOwnProviders } from './layer-rule';
import { movesOf } from './moved';
import { refuseSameAddresses } from './unique-addresses';

/** Engines that can apply the stacks: from here on there are state locks without a database. */
export const REQUIRED_VERSION = '>= 1.10.0';

/** What every stack of a platform has: its state, the engine's version, names without hashes, and protection. */
export abstract class PlatformStack extends TerraformStack {
  protected constructor(
    scope: Construct,
    readonly stackId: StackId,
    protected readonly platform: Platform,
    options: { readonly deletionProtection: boolean },
  ) {
    super(scope, stackId);
    useRemoteState(this, platform, stackId);
    this.addOverride('terraform.required_version', REQUIRED_VERSION);
    const moved = movesOf(stackId, platform);
    if (moved.length > 0) this.addOverride('moved', moved);
    takeOver(this, stackId, platform);
    refuseOwnProviders(this);
    refuseSameAddresses(this);
    if (options.deletionProtection) protectFromDeletion(this);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return logicalIdIn(this, element);
  }
}
