import * as fc from 'fast-check';
import { BASELINE_NAMESPACES, namespaceOf } from '../../../model/naming';
import { type Part, type Setting } from './setting';
import { distinct, map, name } from './values';

export function applications({ environments }: Setting): Part<'applications'> {
  const namespaces = [...environments.map(namespaceOf), ...BASELINE_NAMESPACES];
  const application = fc.constantFrom<string>(...namespaces).chain((destinationNamespace) => {
    const isBaseline = BASELINE_NAMESPACES.some((baseline) => baseline === destinationNamespace);
    const isProduction = destinationNamespace === 'env-production';
    const byHand = map({}, { automated: fc.constant(false), selfHeal: fc.constant(false), prune: fc.constant(false) });
    const automatic = map({ automated: fc.constant(true) }, { selfHeal: fc.boolean(), prune: fc.boolean() });
    const healing = map({ automated: fc.constant(true), selfHeal: fc.constant(true) }, { prune: fc.boolean() });
    const syncPolicy = isBaseline ? healing : isProduction ? byHand : fc.oneof(byHand, automatic);
    const source = fc.constantFrom(
      { sourceRepo: 'infra/helm/shop' },
      { sourceRepo: 'https://git.example/shop.git//deploy', revision: 'c'.repeat(40) },
      { sourceRepo: 'git@git.example:acme/shop.git', revision: 'd'.repeat(40) },
    );
    return map(
      {
        name: name(20).map((text) => `app-${text}`),
        destinationNamespace: fc.constant(destinationNamespace),
        ...(isBaseline && { syncPolicy }),
      },
      {
        ...(!isBaseline && { syncPolicy }),
        syncWave: fc.integer({ min: -100, max: 100 }),
        approval: isProduction ? fc.constant('manual') : fc.constantFrom('manual', 'none'),
      },
    ).chain((rest) =>
      source.map((it): typeof rest & { sourceRepo: string; revision?: string } => ({ ...rest, ...it })),
    );
  });
  return distinct(application, ({ name: own }) => own) as Part<'applications'>;
}
