import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import type { ArtifactsTold } from '../sources/artifacts-reader';
import type { LedgerTold } from '../sources/ledger-reader';
import { type Family, type Sample, sampleOf, secondsOf } from './family';

/** When something was kept last from which a stack can be brought back. */
export function backupFamilies({ artifacts, ledger }: { artifacts: ArtifactsTold; ledger: LedgerTold }): Family[] {
  const sample = (kind: string, stack: string, time: string | Date | undefined): Sample[] =>
    sampleOf({ kind, stack }, secondsOf(time));
  return [
    {
      name: 'lke_platform_backup_timestamp_seconds',
      help:
        'When the last backup was made: the snapshot of a state, an applied configuration, the key that opens sealed ' +
        'secrets, or what an environment holds.',
      labels: ['kind', 'stack'],
      samples: [
        ...[...artifacts.snapshots].flatMap(([stack, time]) => sample('state', stack, time)),
        ...[...artifacts.applied].flatMap(([stack, { began }]) => sample('configuration', stack, began)),
        ...sample('sealing-key', 'system', artifacts.sealingKeys),
        ...ENVIRONMENT_NAMES.flatMap((name) => sample('environment', name, ledger.environments.get(name)?.backedUp)),
      ],
    },
  ];
}
