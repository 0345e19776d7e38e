/** A place on earth in degrees; south and west are negative. Good to a city. */
type Place = readonly [latitude: number, longitude: number];

/** Where Linode's regions are. A region that is not here is near to none. */
const PLACES: Readonly<Record<string, Place>> = {
  'ap-northeast': [35.7, 139.7],
  'ap-south': [1.3, 103.8],
  'ap-southeast': [-33.9, 151.2],
  'ap-west': [19.1, 72.9],
  'au-mel': [-37.8, 145.0],
  'br-gru': [-23.5, -46.6],
  'ca-central': [43.7, -79.4],
  'de-fra-2': [50.1, 8.7],
  'es-mad': [40.4, -3.7],
  'eu-central': [50.1, 8.7],
  'eu-west': [51.5, -0.1],
  'fr-par': [48.9, 2.4],
  'fr-par-2': [48.9, 2.4],
  'gb-lon': [51.5, -0.1],
  'id-cgk': [-6.2, 106.8],
  'in-bom-2': [19.1, 72.9],
  'in-maa': [13.1, 80.3],
  'it-mil': [45.5, 9.2],
  'jp-osa': [34.7, 135.5],
  'jp-tyo-3': [35.7, 139.7],
  'nl-ams': [52.4, 4.9],
  'no-osl-1': [59.9, 10.8],
  'se-sto': [59.3, 18.1],
  'sg-sin-2': [1.3, 103.8],
  'us-central': [32.8, -96.8],
  'us-east': [40.7, -74.2],
  'us-iad': [38.9, -77.5],
  'us-iad-2': [38.9, -77.5],
  'us-lax': [34.1, -118.2],
  'us-mia': [25.8, -80.2],
  'us-ord': [41.9, -87.6],
  'us-sea': [47.6, -122.3],
  'us-southeast': [33.7, -84.4],
  'us-west': [37.5, -122.0],
};

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
