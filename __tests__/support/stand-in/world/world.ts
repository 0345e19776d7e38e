import { Records } from '../engine/recorded';
import { Faults } from './faults';

/** Everything that exists behind the stand-in; tests change it to make things drift, and let things go wrong in it. */
export class World {
  readonly faults = new Faults();
  readonly records = new Records();
  private lastId = 1000;

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}
