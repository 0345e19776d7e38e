import { Token } from 'cdktf';
import { METRICS_CHART_OTLP } from '../../../model/metrics-chart-otlp';
import { written } from '../../repeated';

type Text = (value: unknown) => string;

/** A version as one number, in HCL: 75.3.6 is 75003006. */
const numberOf = (version: string, text: Text) =>
  `sum([for place, part in split(".", split("-", ${text(version)})[0]) : tonumber(part) * pow(1000, 2 - place)])`;

const asNumber = (version: string) =>
  (version.split('-')[0] ?? '').split('.').reduce((sum, part, place) => sum + Number(part) * 1000 ** (2 - place), 0);

/** A list for the versions from one on and before another, and else another one; of a token by its expression. */
function within<T>(
  version: string,
  from: string,
  before: string,
  inside: readonly T[],
  outside: readonly T[],
): unknown {
  const [first, end] = [asNumber(from), asNumber(before)];
  if (!Token.isUnresolved(version)) {
    const number = asNumber(version);
    return number >= first && number < end ? inside : outside;
  }
  return written((text) => {
    const number = numberOf(version, text);
    const late = first > 0 ? `${number} >= ${first} && ` : '';
    return `${late}${number} < ${end} ? ${hcl(inside)} : ${hcl(outside)}`;
  });
}

/** A list as `terraform fmt` writes it. */
const hcl = (list: readonly unknown[]) => `[${list.map(entryOf).join(', ')}]`;
const entryOf = (entry: unknown): string =>
  typeof entry === 'object' && entry !== null
    ? `{ ${Object.entries(entry)
        .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
        .join(', ')} }`
    : JSON.stringify(entry);

const EXEMPLARS = 'exemplar-storage';

/**
 * What makes Prometheus take OTLP and keep exemplars, by the version of its chart. Older charts drop the value for OTLP
 * without a word: with Prometheus 2 it is a feature there, with Prometheus 3 a flag.
 *
 * @param version of kube-prometheus-stack; a token, too
 */
export const otlpReceiver = (version: string) => ({
  enableOTLPReceiver: true,
  enableFeatures: within(
    version,
    '0.0.0',
    METRICS_CHART_OTLP.flagFrom,
    [EXEMPLARS, METRICS_CHART_OTLP.feature],
    [EXEMPLARS],
  ),
  additionalArgs: within(
    version,
    METRICS_CHART_OTLP.flagFrom,
    METRICS_CHART_OTLP.valueFrom,
    [{ name: METRICS_CHART_OTLP.flag, value: '' }],
    [],
  ),
});
