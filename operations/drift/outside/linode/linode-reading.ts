import type { StackId } from '../../../../model/naming';
import type { OutputFolder } from '../../../deploy/output-folder';
import type { Declared } from '../declared';
import type { Unread } from '../unread';

export interface LinodeReading extends Pick<OutputFolder, 'platform' | 'buckets' | 'clusterLabel'> {
  readonly declared: Declared;
  /** Stacks that are looked at. */
  readonly stacks: readonly StackId[];
  /** Stacks that have a state: only these are ever looked at. */
  readonly applied: readonly StackId[];
  readonly unread: Unread;
}
