import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ProviderError } from '../protocol/service';
import type { ClusterMirror } from '../world/kubernetes';
import { labPrograms } from './programs';

/** Installs charts into a lab by the real helm, and uninstalls them. @param kubeconfig a file, of a cluster-admin */
export function labCharts(kubeconfig: string): Pick<ClusterMirror, 'install' | 'uninstall'> {
  const helm = async (...args: string[]) => {
    try {
      await promisify(execFile)(labPrograms().helm, [...args, '--kubeconfig', kubeconfig]);
    } catch (error) {
      throw new ProviderError('installation failed', (error as { stderr?: string }).stderr ?? String(error));
    }
  };
  return {
    install: async ({ name, namespace, folder, values }) => {
      const temporary = mkdtempSync(join(tmpdir(), 'lke-platform-lab-values-'));
      const file = join(temporary, 'values.yaml');
      try {
        writeFileSync(file, JSON.stringify(values));
        await helm('upgrade', '--install', name, folder, '--namespace', namespace, '--values', file);
      } finally {
        rmSync(temporary, { recursive: true });
      }
    },
    uninstall: ({ name, namespace }) => helm('uninstall', name, '--namespace', namespace, '--ignore-not-found'),
  };
}
