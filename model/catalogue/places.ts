import data from './places.json';

/** A place on earth in degrees; south and west are negative. Good to a city. */
type Place = readonly [latitude: number, longitude: number];

/**
 * Where Linode's regions are. The API does not tell: `npm run catalogue` names the regions that have no place here, and
 * such a region is near to none.
 */
const PLACES = data as unknown as Readonly<Record<string, Place>>;

/** The region nearest to another one; undefined where it is not known where that one is. */
export function nearestRegion(region: string, candidates: readonly string[]): string | undefined {
  const from = placeOf(region);
  const near = candidates.flatMap((other) => {
    const place = placeOf(other);
    return from && place ? [{ other, distance: angleBetween(from, place) }] : [];
  });
  return near.sort((a, b) => a.distance - b.distance)[0]?.other;
}

const placeOf = (region: string) => (Object.hasOwn(PLACES, region) ? PLACES[region] : undefined);

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Angle between two places as seen from the middle of the earth (haversine), which grows with their distance. */
function angleBetween([latitude, longitude]: Place, [otherLatitude, otherLongitude]: Place): number {
  const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2;
  const along = Math.cos(radians(latitude)) * Math.cos(radians(otherLatitude));
  return 2 * Math.asin(Math.sqrt(half(latitude, otherLatitude) + along * half(longitude, otherLongitude)));
}
