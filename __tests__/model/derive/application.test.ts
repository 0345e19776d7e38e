import { deriveApplication } from '../../../model/derive/application';
import type { PlatformFile } from '../../../model/platform-file';

type ApplicationFile = PlatformFile['applications'][number];

const application = (destinationNamespace: string, approval?: 'manual' | 'none') =>
  ({ name: 'shop', destinationNamespace, ...(approval && { approval }) }) as ApplicationFile;

describe('who lets the waves of an application through', () => {
  it.each([
    ['env-production', 'manual'],
    ['env-staging', 'none'],
    ['monitoring', 'none'],
  ] as const)('is in %s, unless the file says so, "%s"', (namespace, approval) => {
    expect(deriveApplication(application(namespace))).toEqual({ ...application(namespace), approval });
  });

  it('is what the file says', () => {
    expect(deriveApplication(application('env-staging', 'manual')).approval).toBe('manual');
  });
});
