import { join } from 'node:path';
import type { StageProps } from '../synth/stage';
import type { Launcher } from './launcher';

/** What a synth puts into its output beside the stacks, from the clone that the command belongs to. */
export async function synthParts(
  launcher: Launcher,
): Promise<Pick<StageProps, 'kubeCredential' | 'exporter' | 'charts' | 'repository'>> {
  return {
    kubeCredential: await launcher.bundle('kube-credential'),
    exporter: await launcher.bundle('exporter'),
    charts: join(launcher.root, 'infra/helm'),
    repository: launcher.root,
  };
}
