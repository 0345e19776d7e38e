import { bool, list, map, number, object, optional, required, text } from '../../../constructs/inputs/types';
import { nodeCount } from '../../../model/limits';
import { network } from '../../../publish/modules/network';
import { propsPath, propsText } from '../../../publish/modules/props';

const taint = object({ key: required(text(), 'Key of the taint.') });
const inputs = {
  label: required(text(), 'Label of the pool.'),
  nodeCount: optional(number(nodeCount), 'Number of nodes.', 3),
  enabled: optional(bool(), 'Whether it is there.'),
  taints: optional(list(taint), 'Taints of the nodes.', []),
  others: optional(map(object({ taints: optional(list(taint), 'Taints.', []) })), 'Other pools.', {}),
};

describe('the props of a construct', () => {
  it('are interfaces with what an editor shows: meaning, limit and default', () => {
    expect(propsText({ ...network, name: 'network', inputs }))
      .toBe(`// Written by \`npm run modules\` from inputs.ts; a test holds it current.
import type { IResolvable } from 'cdktf';

/** Props of the construct behind the module \`network\`. */
export interface NetworkProps {
  /** Label of the pool. */
  readonly label: string;
  /**
   * Number of nodes.
   * Allowed: ${nodeCount.allowed}.
   *
   * @default 3
   */
  readonly nodeCount?: number;
  /**
   * Whether it is there.
   *
   * @default - none
   */
  readonly enabled?: boolean | IResolvable;
  /**
   * Taints of the nodes.
   *
   * @default []
   */
  readonly taints?: readonly NetworkTaint[];
  /**
   * Other pools.
   *
   * @default {}
   */
  readonly others?: Readonly<Record<string, NetworkOther>> | IResolvable;
}

/** Taints of the nodes. */
export interface NetworkTaint {
  /** Key of the taint. */
  readonly key: string;
}

/** Other pools. */
export interface NetworkOther {
  /**
   * Taints.
   *
   * @default []
   */
  readonly taints?: readonly NetworkTaint[];
}
`);
  });

  it('stand beside the construct', () => {
    expect(propsPath(network)).toBe('constructs/network/props.ts');
  });
});
