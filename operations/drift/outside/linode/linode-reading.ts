import type { OutputFolder } from '../../../deploy/output-folder';
import type { Declared } from '../declared';
import type { Unread } from '../unread';

export interface LinodeReading extends Pick<OutputFolder, 'platform' | 'buckets' | 'clusterLabel'> {
  readonly declared: Declared;
  /** Whether more is read than the pools of environments. */
  readonly isAll: boolean;
  readonly unread: Unread;
}
