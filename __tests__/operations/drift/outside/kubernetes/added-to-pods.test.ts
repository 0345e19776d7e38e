import { addedToPods } from '../../../../../operations/drift/outside/kubernetes/added-to-pods';

const pods = (spec: object) => ({ spec: { template: { spec } } });
const web = (more: object = {}) => ({ containers: [{ name: 'web', image: 'web:1', ...more }] });
const added = (pinned: object, live: object) => addedToPods(pinned, live).map(({ path }) => path.slice(3).join('.'));

describe('what the template of pods has that its manifest does not', () => {
  it('is not what the API server fills in', () => {
    const filled = {
      ...web({ resources: {}, imagePullPolicy: 'Always' }),
      securityContext: {},
      dnsPolicy: 'ClusterFirst',
    };

    expect(added(pods(web()), pods(filled))).toEqual([]);
  });

  it.each([
    ['the root user', { ...web(), securityContext: { runAsUser: 0 } }, 'securityContext'],
    ['a volume of the node', { ...web(), volumes: [{ name: 'a', hostPath: { path: '/' } }] }, 'volumes'],
    ['the network of the node', { ...web(), hostNetwork: true }, 'hostNetwork'],
    ['a place where it runs', { ...web(), nodeName: 'a' }, 'nodeName'],
    ['a command', web({ command: ['sh'] }), 'containers.web.command'],
    ['more rights', web({ securityContext: { privileged: true } }), 'containers.web.securityContext'],
  ])('is %s', (_, live, path) => {
    expect(added(pods(web()), pods(live))).toEqual([path]);
  });

  it('is one right more beside those that are asked for', () => {
    const own = web({ securityContext: { readOnlyRootFilesystem: true } });
    const live = web({ securityContext: { readOnlyRootFilesystem: true, privileged: true } });

    expect(added(pods(own), pods(live))).toEqual(['containers.web.securityContext.privileged']);
  });

  it('is found in jobs that are made on a schedule', () => {
    const cronJob = (spec: object) => ({ spec: { jobTemplate: { spec: { template: { spec } } } } });
    const [found] = addedToPods(cronJob(web()), cronJob({ ...web(), hostPID: true }));

    expect(found?.path.at(-1)).toBe('hostPID');
  });
});
