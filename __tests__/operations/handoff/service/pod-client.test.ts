import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { podClient } from '../../../../operations/handoff/service/pod-client';
import { temporaryFolder } from '../../../support/temporary-folder';

const POD = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };

describe('the client of the pod', () => {
  const folder = temporaryFolder();

  it('is not there without a token, and outside of a cluster', () => {
    expect(podClient(POD, folder)).toBeUndefined();
    writeFileSync(join(folder, 'token'), 'canary\n');
    writeFileSync(join(folder, 'ca.crt'), '');
    expect(podClient({}, folder)).toBeUndefined();
  });

  it('is there where the pod has a token', () => {
    const client = podClient(POD, folder);

    expect(client).toBeDefined();
    client?.close();
  });
});
