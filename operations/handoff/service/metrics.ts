import { Counter, Histogram, Registry } from 'prom-client';

/** What the service tells of itself. It names nobody. */
export class ServiceMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'lke_platform_handoff_requests_total',
    help: 'Requests, by operation and status.',
    labelNames: ['operation', 'status'],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'lke_platform_handoff_request_seconds',
    help: 'How long requests took.',
    labelNames: ['operation'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [this.registry],
  });

  observe(operation: string, status: number, seconds: number): void {
    this.requests.inc({ operation, status: String(status) });
    this.seconds.observe({ operation }, seconds);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
