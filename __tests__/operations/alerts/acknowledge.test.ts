import { acknowledge, alertsMeant, endWhatIsOver } from '../../../operations/alerts/acknowledge';
import { KubernetesClient } from '../../../operations/kubernetes/client';
import { servicesAt, servicesOf, type AlertServices } from '../../../operations/alerts/services';
import { AlertServicesStandIn } from '../../support/observability/alert-services';

const MEANT = { alert: 'DriftMajor', labels: {} };
const firing = (environment: string) => ({ labels: { alertname: 'DriftMajor', environment }, since: 1_795_863_300 });

const WATCHDOG = { labels: { alertname: 'Watchdog' }, since: 1_795_863_000 };

describe('an acknowledgement', () => {
  const standIn = new AlertServicesStandIn();
  let services: AlertServices;
  let apiServer: string;
  beforeAll(async () => {
    const addresses = await standIn.start();
    services = servicesAt(addresses);
    apiServer = addresses.apiServer;
  });
  afterAll(() => standIn.stop());
  beforeEach(() => {
    standIn.silences.length = 0;
    standIn.firing = [firing('production'), firing('staging')];
  });

  const ack = (by: string, alerts: Awaited<ReturnType<typeof alertsMeant>>, from = services) =>
    acknowledge(from, alerts, by, 'looking at it', new Date());
  const holding = () => standIn.silences.filter(({ status }) => status.state === 'active');

  it('of two people at once is that of one of them, and the other is told', async () => {
    const [seenByAda, seenByBob] = await Promise.all([alertsMeant(services, MEANT), alertsMeant(services, MEANT)]);
    await ack('ada', seenByAda);

    await expect(ack('bob', seenByBob)).rejects.toThrow('DriftMajor is acknowledged already, by ada.');
    expect(holding().map(({ createdBy }) => createdBy)).toEqual(['ada', 'ada']);
  });

  it('of two people at the same moment is that of one of them, too', async () => {
    const seen = await alertsMeant(services, { ...MEANT, labels: { environment: 'production' } });
    const ends = await Promise.allSettled([ack('ada', seen), ack('bob', seen)]);

    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(holding()).toHaveLength(1);
  });

  it('is of what nobody else has, and says so', async () => {
    const seen = await alertsMeant(services, MEANT);
    await ack('ada', await alertsMeant(services, { ...MEANT, labels: { environment: 'production' } }));

    expect(await ack('bob', seen)).toEqual([
      { alert: expect.objectContaining({ environment: 'staging' }) as object, silence: expect.any(String) as string },
    ]);
    expect(holding().map(({ createdBy }) => createdBy)).toEqual(['ada', 'bob']);
  });

  const marksOf = () => holding().map(({ matchers }) => matchers.find(({ name }) => name === 'escalation')?.value);

  it('mutes nothing once the next channel was told, which has to hear the end', async () => {
    standIn.firing = [{ ...firing('production'), escalated: true }, firing('staging')];
    await ack('ada', await alertsMeant(services, MEANT));

    expect(marksOf().sort()).toEqual(['1', 'acknowledged']);
    await expect(alertsMeant(services, MEANT)).rejects.toThrow('DriftMajor is acknowledged already, by ada.');
    standIn.firing = [WATCHDOG];
    expect(await endWhatIsOver(services)).toHaveLength(2);
  });

  it('that is over is ended through the API server, too', async () => {
    const through = new KubernetesClient({ server: apiServer, credential: { token: 'x' } });
    const inCluster = servicesOf(through);
    await ack('ada', await alertsMeant(inCluster, MEANT), inCluster);
    standIn.firing = [WATCHDOG];

    expect(await endWhatIsOver(inCluster)).toHaveLength(2);
    expect(holding()).toEqual([]);
    through.close();
  });

  it('is not taken for over where Prometheus has only just started', async () => {
    await ack('ada', await alertsMeant(services, MEANT));
    standIn.firing = [];

    expect(await endWhatIsOver(services)).toEqual([]);
    expect(holding()).toHaveLength(2);
  });

  it('that was made while somebody else tidied up holds', async () => {
    const seen = await alertsMeant(services, { ...MEANT, labels: { environment: 'production' } });
    let isMade = false;
    const alertmanager: AlertServices['alertmanager'] = async (...request) => {
      const answer = await services.alertmanager(...request);
      if (!isMade && request[0] === 'GET') {
        isMade = true;
        await ack('ada', seen);
      }
      return answer;
    };

    expect(await endWhatIsOver({ ...services, alertmanager })).toEqual([]);
    expect(holding()).toHaveLength(1);
  });

  it('mutes nothing either where the next channel was told in the meantime', async () => {
    standIn.firing = [firing('production')];
    const seen = await alertsMeant(services, MEANT);
    standIn.firing = [{ ...firing('production'), escalated: true }];
    const [acknowledged] = await ack('ada', seen);

    expect(marksOf()).toEqual(['acknowledged']);
    expect(holding().map(({ id }) => id)).toEqual([acknowledged?.silence]);
  });

  it.each([
    ['has no Service', 404, 'services "kube-prometheus-stack-prometheus" not found'],
    ['has no pod', 503, 'no endpoints available for service "http:kube-prometheus-stack-prometheus:9090"'],
  ])('says where to look when Prometheus %s', async (_what, status, message) => {
    const prometheus = () => Promise.resolve({ status, body: { kind: 'Status', message } });

    await expect(alertsMeant({ ...services, prometheus }, MEANT)).rejects.toThrow(
      `Prometheus does not run in the cluster: ${message}. See what is there: kubectl -n monitoring get pods,services`,
    );
  });

  it('leaves no silence behind that no event would name, where it did not come to its end', async () => {
    const seen = await alertsMeant(services, MEANT);
    let asked = 0;
    const failing: AlertServices = {
      ...services,
      alertmanager: (method, ...rest) =>
        method === 'POST' && ++asked === 2
          ? Promise.resolve({ status: 503, body: 'not now' })
          : services.alertmanager(method, ...rest),
    };

    await expect(ack('ada', seen, failing)).rejects.toThrow('Alertmanager answers 503');
    expect(holding()).toEqual([]);
  });
});
