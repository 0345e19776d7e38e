import { h } from 'preact';
import { differencePath } from '../../../../model/rules/drift/difference';
import { type FindingGroup, grouped } from '../../../drift/grouped';
import type { DriftReport } from '../../../drift/report';
import { badge, described, moment, type Part, section } from './parts';

const MOST = 50;

/**
 * The last report of drift, and those before it. It names what differs and not its values: whoever reads a contract need
 * not know those of the whole platform.
 */
export function driftPart(reports: readonly DriftReport[] | 'unreadable'): Part {
  if (reports === 'unreadable') return section('drift', 'Drift', [h('p', null, 'The reports cannot be read now.')]);
  const [last, ...former] = reports;
  if (!last) return section('drift', 'Drift', [h('p', null, 'Nobody has looked for it yet.')]);
  const groups = grouped(last.findings);
  return section('drift', 'Drift', [
    described([
      ['Now', badge(last.drift_summary)],
      ['Looked at', moment(last.detected_at)],
      ['All compared last', last.last_complete_at === null ? 'never' : moment(last.last_complete_at)],
      ['Report', h('code', null, last.report_id)],
    ]),
    groups.length === 0
      ? h('p', null, 'Nothing differs.')
      : h('ul', { class: 'rows' }, groups.slice(0, MOST).map(ofGroup)),
    ...(groups.length > MOST ? [h('p', null, `And ${groups.length - MOST} more, which the report has.`)] : []),
    ...(former.length === 0
      ? []
      : [
          h('h3', null, 'Before that'),
          h(
            'ul',
            { class: 'rows' },
            former.map((report) => h('li', null, [moment(report.detected_at), ' ', badge(report.drift_summary)])),
          ),
        ]),
  ]);
}

function ofGroup({ severity, addresses, path, action, because, by }: FindingGroup): Part {
  const what = path.length > 0 ? differencePath(path) : action === 'removed' ? 'it is gone' : 'nobody declared it';
  return h('li', null, [
    badge(severity),
    described([
      ['Address', h('code', null, addresses.join(', '))],
      ['What', what],
      ['Why it counts', because],
      ...(by ? [['By', by.who] as const] : []),
    ]),
  ]);
}
