import { deriveApplications } from '../../../model/derive/application';
import type { PlatformFile } from '../../../model/platform-file';

type ApplicationFile = PlatformFile['applications'][number];

const application = (destinationNamespace: string, approval?: 'manual' | 'none') =>
  ({ name: 'shop', destinationNamespace, ...(approval && { approval }) }) as ApplicationFile;

const approvalsOf = (...applications: ApplicationFile[]) => deriveApplications(applications).map((it) => it.approval);

describe('who lets the waves of an application through', () => {
  it.each([
    ['env-production', 'manual'],
    ['env-staging', 'none'],
    ['monitoring', 'none'],
  ] as const)('is in %s, unless the file says so, "%s"', (namespace, approval) => {
    expect(deriveApplications([application(namespace)])).toEqual([{ ...application(namespace), approval }]);
  });

  it('is what the file says', () => {
    expect(approvalsOf(application('env-staging', 'manual'))).toEqual(['manual']);
    expect(approvalsOf(application('monitoring', 'none'), application('env-production'))).toEqual(['none', 'manual']);
  });

  it('is a person in the baseline, too, where an environment waits for one: it could be the way around', () => {
    expect(approvalsOf(application('monitoring'), application('env-production'))).toEqual(['manual', 'manual']);
    expect(approvalsOf(application('ingress'), application('env-staging', 'manual'))).toEqual(['manual', 'manual']);
    expect(approvalsOf(application('ingress'), application('monitoring', 'manual'))).toEqual(['none', 'manual']);
  });
});
