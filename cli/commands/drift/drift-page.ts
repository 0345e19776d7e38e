import { type ComponentChild, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { differencePath } from '../../../model/rules/drift/difference';
import { SEVERITIES, type Severity } from '../../../model/rules/drift/finding';
import { type FindingGroup, grouped } from '../../../operations/drift/grouped';
import { isPending } from '../../../operations/drift/pending';
import type { DriftReport } from '../../../operations/drift/report';
import { pendingText } from './drift-text';

/** Both sides have a contrast of at least 4.5 to 1 with their background (WCAG 2.2, 1.4.3). */
const STYLE = `
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --dim: #57606a; --line: #d0d7de; --major: #b3261e; --minor: #7a4b00; --none: #3b5b3b; --old: #ffe9e7; --new: #e3f5e6; }
@media (prefers-color-scheme: dark) { :root { --back: #14171a; --text: #e6e9ec; --dim: #a5adb5; --line: #3a4148; --major: #ff8a80; --minor: #ffc266; --none: #9ccc9c; --old: #43201e; --new: #1b3a22; } }
body { background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; } section { border-top: 1px solid var(--line); padding-top: .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; } del, ins { display: block; text-decoration: none; border-radius: 4px; } del { background: var(--old); } ins { background: var(--new); }
nav ul { padding: 0; list-style: none; } a { color: inherit; } code { overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
.major { color: var(--major); } .minor { color: var(--minor); } .none { color: var(--none); } .note { color: var(--dim); }
article { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; padding: .25rem 1rem 1rem; }
`;

const TITLES: Readonly<Record<Severity, string>> = { major: 'Major', minor: 'Minor', none: 'Of no importance' };

/** Reports as one page that needs nothing else: findings by severity, with what was applied and what is there. */
export function driftPage(reports: readonly DriftReport[]): string {
  const title = `Drift of ${reports[0]?.platform ?? 'the platform'}`;
  const page = h('html', { lang: 'en' }, [
    h('head', null, [
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', null, title),
      h('style', { dangerouslySetInnerHTML: { __html: STYLE } }),
    ]),
    h('body', null, [
      h('header', null, [h('h1', null, title), contents(reports)]),
      h('main', null, reports.map(ofReport)),
    ]),
  ]);
  return `<!doctype html>${renderToString(page)}\n`;
}

const contents = (reports: readonly DriftReport[]): ComponentChild =>
  h(
    'nav',
    { 'aria-label': 'Environments' },
    h(
      'ul',
      null,
      reports.map(({ environment, drift_summary: summary }) =>
        h('li', null, h('a', { href: `#${environment}` }, `${environment}: ${summary}`)),
      ),
    ),
  );

function ofReport(report: DriftReport): ComponentChild {
  const { environment, drift_summary: summary, complete, findings, stacks } = report;
  const groups = grouped(findings);
  return h('section', { 'aria-labelledby': environment }, [
    // What the contents lead to takes the focus with it.
    h('h2', { id: environment, tabIndex: -1 }, [
      `${environment}: `,
      h('span', { class: summary }, summary),
      complete ? '' : ', looked at in part',
    ]),
    h('dl', null, [
      ...pair('Detected', report.detected_at),
      ...pair('All compared last', report.last_complete_at ?? 'never'),
      ...pair('Report', report.report_id),
    ]),
    ...stacks.flatMap(({ stack, limits, pending }) => [
      ...limits.map((limit) => h('p', { class: 'note' }, `${stack}: ${limit}`)),
      ...(isPending(pending ?? undefined)
        ? [h('p', { class: 'note' }, `Pending in ${stack}: ${pendingText(pending)}`)]
        : []),
    ]),
    ...[...SEVERITIES].reverse().flatMap((severity) =>
      ofSeverity(
        severity,
        groups.filter((it) => it.severity === severity),
      ),
    ),
    ...(groups.length === 0 ? [h('p', null, 'Nothing differs.')] : []),
  ]);
}

function ofSeverity(severity: Severity, groups: readonly FindingGroup[]): ComponentChild[] {
  if (groups.length === 0) return [];
  return [h('h3', { class: severity }, `${TITLES[severity]} (${groups.length})`), ...groups.map(ofGroup)];
}

function ofGroup(group: FindingGroup): ComponentChild {
  const { stack, addresses, path, action, rule, because, by, accepted, before, after } = group;
  const isWhole = path.length === 0;
  return h('article', null, [
    h('dl', null, [
      ...pair('Stack', stack),
      ...addresses.flatMap((address) => pair('Address', h('code', null, address))),
      ...pair(
        'What',
        isWhole ? (action === 'removed' ? 'it is gone' : 'nobody declared it') : h('code', null, differencePath(path)),
      ),
      ...(isWhole ? [] : pair('Was applied', value('del', before))),
      ...(isWhole ? [] : pair('Is there', value('ins', after))),
      ...(by ? pair('By', `${by.who}, ${by.when}`) : []),
      ...pair('Rule', `${rule}: ${because}`),
      ...(accepted ? pair('Accepted', `until ${accepted.until}: ${accepted.reason}`) : []),
    ]),
  ]);
}

const pair = (name: string, said: ComponentChild): ComponentChild[] => [h('dt', null, name), h('dd', null, said)];

/** Marked as taken away or put in, for those who do not see the colour. */
const value = (side: 'del' | 'ins', it: unknown) =>
  h(side, null, h('pre', null, typeof it === 'string' ? it : (JSON.stringify(it, undefined, 2) ?? 'nothing')));
