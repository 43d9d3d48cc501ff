/** How long somebody waits for another's reading. A request that was dropped takes its reading with it, unheard. */
const patienceMs = 5_000;

/**
 * One reading per key at a time, whoever asks meanwhile shares it. workerd lets a promise of one request be awaited in
 * another (`handle_cross_request_promise_resolution`, on since 2024), but not that it ever settles: hence the patience.
 */
export interface Flights<Value> {
  /** `turn` changes with every write: a reading that began before one is not shared by who asks after it. */
  share(key: string, turn: number, read: () => Promise<Value>): Promise<Value>;
}

export function createFlights<Value>(): Flights<Value> {
  const flights = new Map<string, { readonly turn: number; readonly reading: Promise<Value> }>();

  const begin = (key: string, turn: number, read: () => Promise<Value>): Promise<Value> => {
    const flight = { turn, reading: read() };
    flights.set(key, flight);
    const land = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.reading.then(land, land);
    return flight.reading;
  };

  return {
    async share(key, turn, read) {
      const known = flights.get(key);
      if (known === undefined || known.turn !== turn) return begin(key, turn, read);
      const { promise: lost, resolve } = Promise.withResolvers<"lost">();
      const timer = setTimeout(() => resolve("lost"), patienceMs);
      try {
        const outcome = await Promise.race([known.reading.then((value) => ({ value })), lost]);
        return outcome === "lost" ? await begin(key, turn, read) : outcome.value;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
