import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isRunning, processSpace } from '../machine/process';
import { unfinishedIn } from '../engine/messages';
import {
  ENGINE_OUTPUT,
  type EngineNote,
  ENGINES,
  RUN_FOLDER_PREFIX,
  RUN_NOTE,
  type RunNote,
  statesLeftIn,
} from './run-folder';

/** A run that is over, or lives in another container, and whose folder is still there. */
export interface LeftRun {
  readonly folder: string;
  /** What run it was; undefined if it was killed before it could write that down. */
  readonly note: RunNote | undefined;
  /**
   * - `dead`: it was killed, and nothing of it is at work any more;
   * - `engine-at-work`: it was killed, and its engine brings to an end what it had begun;
   * - `elsewhere`: it runs or ran in another container or on another machine, which has the same temporary folder.
   */
  readonly status: 'dead' | 'engine-at-work' | 'elsewhere';
  /** Engines that are still at work. */
  readonly engines: readonly EngineNote[];
  /** Addresses of what the engine had begun to make, change or destroy when it ended. */
  readonly unfinished: readonly string[];
  /** Files in it with a state that its store did not take: the only copies. */
  readonly states: readonly string[];
}

/** What was made in this time may not be written down yet. */
const YOUNG_MS = 60_000;

/** The runs of this user that were killed, or that cannot be judged from here. */
export function leftRuns(temporary = tmpdir()): LeftRun[] {
  const { uid } = userInfo();
  return readdirSync(temporary, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(RUN_FOLDER_PREFIX))
    .map(({ name }) => join(temporary, name))
    .filter((folder) => uid === -1 || statSync(folder, { throwIfNoEntry: false })?.uid === uid)
    .flatMap(look);
}

/**
 * Removes the folders of the runs that are dead: a saved plan holds secrets. What holds the only copy of a state stays.
 *
 * @returns those runs
 */
export function removeDeadRuns(runs: readonly LeftRun[]): LeftRun[] {
  const dead = runs.filter(({ status, states }) => status === 'dead' && states.length === 0);
  for (const { folder } of dead) rmSync(folder, { recursive: true, force: true });
  return dead;
}

function look(folder: string): LeftRun[] {
  const [note] = readLines<RunNote>(join(folder, RUN_NOTE));
  if (!note) return isYoung(folder) ? [] : [{ ...leftIn(folder), note, status: 'dead', engines: [], unfinished: [] }];
  const unfinished = () => outputsIn(folder).flatMap(unfinishedIn);
  if (note.space !== processSpace()) {
    return [{ ...leftIn(folder), note, status: 'elsewhere', engines: [], unfinished: unfinished() }];
  }
  if (isRunning(note.process)) return [];
  const engines = readLines<EngineNote>(join(folder, ENGINES)).filter((engine) => isRunning(engine.process));
  return [
    {
      ...leftIn(folder),
      note,
      status: engines.length > 0 ? 'engine-at-work' : 'dead',
      engines,
      unfinished: unfinished(),
    },
  ];
}

const leftIn = (folder: string) => ({ folder, states: statesLeftIn(folder) });

function isYoung(folder: string): boolean {
  const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined || Date.now() - made < YOUNG_MS;
}

/** What the engine said in each of its runs. */
const outputsIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ENGINE_OUTPUT))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

/** JSON documents, one a line; a line that a killed process left half written is none. */
function readLines<T>(file: string): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
}
