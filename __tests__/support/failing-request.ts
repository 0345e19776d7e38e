import { Refused, type Incident } from '@lke-platform/stand-ins/world/faults';
import type { World } from '@lke-platform/stand-ins/world/world';

/** Requests to the Linode API that change something, counted while some work is done. */
export interface CountedRequests {
  readonly count: number;
  /** The one that failed, if it came that far. */
  readonly failed: Incident | undefined;
}

const changesSomething = ({ type, operation }: Incident) => type === 'api' && operation !== 'GET';

/**
 * Lets the nth request that changes something fail while some work is done.
 *
 * @param answer `lost`: it happens all the same, and only the answer is an error
 */
export async function failingAt(
  nth: number,
  answer: 'refused' | 'lost',
  { faults }: World,
  work: () => Promise<unknown>,
): Promise<CountedRequests> {
  let count = 0;
  let failed: Incident | undefined;
  const spy = jest.spyOn(faults, 'around').mockImplementation(async (incident, happen) => {
    if (!changesSomething(incident) || ++count !== nth) return happen();
    failed = incident;
    if (answer === 'lost') await happen();
    throw new Refused('out of order', 400);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return { count, failed };
}

/** A request that is held on its way. */
export interface HeldRequest {
  /** Settles when it has come. */
  readonly come: Promise<void>;
  /** Lets it happen, with all that come after it. */
  release(): Promise<void>;
}

/** Holds the nth request of a kind when it comes. */
export function holdRequest({ faults }: World, operation: Incident['operation'], path: RegExp, nth = 1): HeldRequest {
  let count = 0;
  const [come, comes] = signal();
  const [released, release] = signal();
  const [happened, happens] = signal();
  const spy = jest.spyOn(faults, 'around').mockImplementation(async (incident, happen) => {
    const isMeant = incident.type === 'api' && incident.operation === operation && path.test(incident.name);
    if (!isMeant || ++count !== nth) return happen();
    comes();
    await released;
    try {
      return await happen();
    } finally {
      happens();
    }
  });
  return {
    come,
    release: async () => {
      release();
      await happened;
      spy.mockRestore();
    },
  };
}

function signal(): [Promise<void>, () => void] {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return [given, give];
}
