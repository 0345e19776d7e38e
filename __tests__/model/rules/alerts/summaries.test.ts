import { ALERTS } from '../../../../model/rules/alerts/all';

describe('what alerts say', () => {
  it.each(ALERTS.map(({ alert, summary }) => [alert, summary]))('is a sentence that stays one: %s', (_, summary) => {
    // Alertmanager reads what it hands to PagerDuty as YAML, in which that makes a map of a text.
    const told = summary.replace(/\{\{.*?\}\}/g, 'x');

    expect(told).not.toMatch(/:\s|^[[{&*!|>%@`"'#-]|\s#/);
    expect(summary).toMatch(/[.)]$/);
  });
});
