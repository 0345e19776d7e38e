import * as fc from 'fast-check';
import { parseJUnit } from '../../../../operations/verify/evidence/junit';

const GOTESTSUM = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="1" errors="0" time="12.5">
	<testsuite tests="3" failures="1" time="12.5" name="acme.example/smoke" timestamp="2026-11-28T06:00:00Z">
		<properties><property name="go.version" value="go1.24 linux/amd64"></property></properties>
		<testcase classname="smoke" name="TestShop" time="4.1"></testcase>
		<testcase classname="smoke" name="TestCheckout" time="8.4">
			<failure message="Failed" type=""><![CDATA[ --- FAIL: <not a tag> ]]></failure>
		</testcase>
		<testcase classname="smoke" name="TestLater" time="0"><skipped message="later"></skipped></testcase>
	</testsuite>
</testsuites>`;

describe('a JUnit report', () => {
  it('is read as gotestsum writes it for Terratest', () => {
    expect(parseJUnit(GOTESTSUM)).toEqual({ tests: 3, failed: 1, skipped: 1, failures: ['smoke TestCheckout'] });
  });

  it('may have one suite alone, begin with a byte order mark, and hold an error for a failure', () => {
    const text = '\uFEFF<testsuite><testcase name="a"><error/></testcase><testcase/></testsuite>';

    expect(parseJUnit(text)).toEqual({ tests: 2, failed: 1, skipped: 0, failures: ['a'] });
  });

  it('has failed where a suite says so of itself, as when its set-up broke', () => {
    expect(parseJUnit('<testsuite failures="0" errors="1"><testcase/></testsuite>').failed).toBe(1);
    expect(parseJUnit('<testsuites failures="2"><testsuite><testcase/></testsuite></testsuites>').failed).toBe(2);
  });

  it('has not failed more often than once for what suite and test both say', () => {
    const inner = '<testsuite failures="1"><testcase><failure/></testcase></testsuite>';

    expect(parseJUnit(`<testsuites failures="1">${inner}</testsuites>`).failed).toBe(1);
    expect(parseJUnit(`<testsuites failures="2">${inner}${inner}</testsuites>`).failed).toBe(2);
  });

  it.each([
    ['', /it is not XML/],
    ['no XML at all', /it is not XML/],
    [GOTESTSUM.slice(0, 500), /it is not XML: unclosed tag/],
    ['<testsuite><testcase></testsuite>', /it is not XML/],
    ['<html><body/></html>', /its root is <html>/],
    ['<testsuite>&secret;</testsuite>', /it is not XML: undefined entity/],
    ['<!DOCTYPE x [<!ENTITY a "aaaa">]><testsuite>&a;</testsuite>', /declares a document type/],
    ['{"tests": 1}', /it is not XML/],
  ])('is not %j', (text, message) => {
    expect(() => parseJUnit(text)).toThrow(message);
  });

  it('counts what is in it, whatever its tests are called and say', () => {
    const kind = fc.constantFrom('passed', 'failure', 'error', 'skipped');
    const escaped = (text: string) =>
      [...text].map((sign) => (/[a-z0-9 ]/i.test(sign) ? sign : `&#${sign.codePointAt(0)};`)).join('');
    const word = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((it) => !/[\p{C}\uFFFE\uFFFF]/u.test(it));
    fc.assert(
      fc.property(fc.array(fc.array(fc.tuple(word, kind), { maxLength: 6 }), { maxLength: 4 }), (suites) => {
        const text = suites.map(
          (tests) =>
            `<testsuite>${tests.map(([name, of]) => `<testcase name="${escaped(name)}">${of === 'passed' ? '' : `<${of}>${escaped(name)}</${of}>`}</testcase>`).join('')}</testsuite>`,
        );
        const all = suites.flat().map(([, of]) => of);
        const count = (...kinds: string[]) => all.filter((of) => kinds.includes(of)).length;

        expect(parseJUnit(`<testsuites>${text.join('')}</testsuites>`)).toMatchObject({
          tests: all.length,
          failed: count('failure', 'error'),
          skipped: count('skipped'),
        });
      }),
    );
  });

  it('is never taken for one when it is cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: GOTESTSUM.length - 2 }), (length) => {
        expect(() => parseJUnit(GOTESTSUM.slice(0, length))).toThrow();
      }),
    );
  });
});
