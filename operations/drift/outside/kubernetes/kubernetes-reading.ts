import type { StackId } from '../../../../model/naming';
import type { KubernetesClient } from '../../../kubernetes/client';
import type { Declared } from '../declared';
import type { Unread } from '../unread';

export interface KubernetesReading {
  readonly client: KubernetesClient;
  /** Those that are looked at. */
  readonly stacks: readonly StackId[];
  readonly declared: Declared;
  readonly unread: Unread;
}
