import { MONITORING_SERVICES, type BaselineService } from '../../../model/baseline-services';

const dataSource = (name: string, type: string, service: BaselineService) => ({
  name,
  type,
  uid: type,
  access: 'proxy',
  url: `http://${service.name}:${service.port}`,
});

/** Data sources of Grafana beside Prometheus and Alertmanager. Dashboards and links name them by their uid. */
export const dataSources = () => [
  dataSource('Loki', 'loki', MONITORING_SERVICES.loki),
  dataSource('Tempo', 'tempo', MONITORING_SERVICES.tempo),
];
