import { API_VERSION, isNewer, NEWER_FILE, versionOf } from './api-version';
import { catalogueOf } from './catalogue/catalogue';
import { draftOf, type PlatformDraft } from './draft';
import type { EnvironmentVariables } from './environment-variables';
import { YamlDocument } from './file/document';
import { pathInWords } from './file/path-in-words';
import { schemaProblems, type SchemaProblems } from './file/schema-problems';
import { syntaxProblems } from './file/syntax-problems';
import { overrideSources } from './overrides';
import { derivePlatform, type Platform } from './platform';
import { platformFile } from './platform-file';
import { formatPath, printable, type Path, type Problem } from './problem';
import { RULES } from './rules/all';
import { dashboardFilesRule, type ReadFile } from './rules/dashboard-files';
import { alertsReachSomebody } from './rules/alerts-reach-somebody';
import { dueRule } from './rules/due';
import type { Report, Rule } from './rules/rule';

/** What came of reading a platform file. */
export interface LoadResult {
  /** The platform; undefined if there is an error. */
  readonly platform: Platform | undefined;
  /** All errors and warnings, in the order of the file. */
  readonly problems: readonly Problem[];
}

export interface LoadOptions {
  /** Name of the file, as it is shown in problems. */
  readonly file: string;
  /** Environment variables; those that start with LKE_PLATFORM_ win over `sources`. @default - none */
  readonly environment?: EnvironmentVariables;
  /** Today, to find what is due and what is left open. @default - neither is looked for */
  readonly now?: Date;
  /** Files of the repository, to look at those that the platform file names. @default - they are not looked at */
  readonly readFile?: ReadFile;
}

/** Reads a platform file, checks every rule, and derives what follows from it. Never throws for bad input. */
export function loadPlatform(text: string, { file, environment = {}, now, readFile }: LoadOptions): LoadResult {
  const document = new YamlDocument(text);
  if (document.problems.length > 0)
    return { platform: undefined, problems: syntaxProblems(document, file).map(printable) };

  if (isNewer(versionOf(document.data))) return { platform: undefined, problems: [newerProblem(document, file)] };

  const parsed = platformFile.schema.safeParse(document.data);
  const rules = [
    ...RULES,
    ...(now ? [dueRule(now), alertsReachSomebody] : []),
    ...(readFile ? [dashboardFilesRule(readFile)] : []),
  ];
  const overrides = overrideSources(environment);
  const inFile: PlatformDraft = parsed.success ? parsed.data : draftOf(document.data);
  const draft = { ...inFile, sources: { ...inFile.sources, ...overrides.sources } };
  const wrong = schemaProblems(platformFile.schema, parsed.error?.issues ?? [], document, file);
  const found = [...wrong.problems, ...ruleProblems(rules, draft, wrong, document, file), ...overrides.problems];
  const problems = withoutRepeats(found)
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(printable);

  const failed = !parsed.success || problems.some(({ severity }) => severity === 'error');
  return { platform: failed ? undefined : derivePlatform(parsed.data, overrides.sources), problems };
}

/** Of a newer file nothing else can be said. */
function newerProblem(document: YamlDocument, file: string): Problem {
  const path = ['apiVersion'];
  return {
    severity: 'error',
    file,
    ...document.positionOf(path),
    path: formatPath(path),
    where: pathInWords(path, document.data),
    given: document.excerpt(path),
    allowed: API_VERSION,
    rule: 'api-version',
    source: 'contracts/platform.schema.json',
    ...NEWER_FILE,
  };
}

/** Leaves out what an alias repeats: the same problem at the same place. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const firsts = new Map<string, Problem>();
  for (const problem of problems) {
    const { line, column, what } = problem;
    const place = `${line}:${column} ${what}`;
    if (!firsts.has(place)) firsts.set(place, problem);
  }
  return [...firsts.values()];
}

/** What the rules between values find, apart from what the schema has found at the same place. */
function ruleProblems(
  rules: readonly Rule[],
  draft: PlatformDraft,
  wrong: SchemaProblems,
  document: YamlDocument,
  file: string,
): Problem[] {
  const catalogue = catalogueOf(draft.catalogue);
  const isWrong = (path: Path) => path.some((_, index) => wrong.places.has(formatPath(path.slice(0, index + 1))));
  const problems: Problem[] = [];
  for (const rule of rules) {
    const report: Report = (path, { severity = 'error', given, ...finding }) => {
      if (isWrong(path)) return;
      problems.push({
        severity,
        file,
        ...document.positionOf(path),
        path: formatPath(path),
        where: pathInWords(path, document.data),
        given: given ?? document.excerpt(path),
        rule: rule.id,
        source: rule.source,
        ...finding,
      });
    };
    rule.check(draft, report, catalogue);
  }
  return problems;
}
