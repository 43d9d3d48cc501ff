/** What is printed on the copies of a thing: for each photograph of it, the drawing's words and those in their place. */
import type { Print } from "./photograph.ts";

const wing = (
  name: string,
  number: string,
  [grade, verdict]: readonly [string, string],
  move: string,
): Print => ({
  Emberwing: name,
  "EMBERWING-HOLO": `${name.toUpperCase()}-HOLO`,
  "★ 04/102": `★ ${number}/102`,
  "10": grade,
  "GEM MINT": verdict,
  "Cinder Storm   90": move,
});

export const wings: readonly Print[] = [
  {},
  wing("Frostwing", "11", ["9", "MINT"], "White Squall   80"),
  wing("Mosswing", "19", ["9.5", "MINT+"], "Green Hush   70"),
  wing("Rosewing", "23", ["10", "GEM MINT"], "Thorn Fall   80"),
  wing("Goldwing", "31", ["8", "NM-MT"], "Noon Glare   100"),
  wing("Galewing", "37", ["9", "MINT"], "Long Gust   90"),
  wing("Duskwing", "42", ["8.5", "NM-MT+"], "Last Light   110"),
  wing("Cinderwing", "05", ["9.5", "MINT+"], "Ash Veil   60"),
];

const warden = (
  name: string,
  number: string,
  [grade, verdict]: readonly [string, string],
  move: string,
): Print => ({
  Tidewarden: name,
  TIDEWARDEN: name.toUpperCase(),
  "★ 04/102": `★ ${number}/88`,
  "9": grade,
  MINT: verdict,
  "Moon Swell   110": move,
});

export const wardens: readonly Print[] = [
  {},
  warden("Coralwarden", "12", ["10", "GEM MINT"], "Pink Reef   90"),
  warden("Deepwarden", "61", ["9", "MINT"], "Lightless   120"),
  warden("Kelpwarden", "27", ["8", "NM-MT"], "Slow Forest   70"),
  warden("Sunwarden", "33", ["9.5", "MINT+"], "Gold Tide   100"),
  warden("Nightwarden", "44", ["9", "MINT"], "Star Wake   110"),
  warden("Reedwarden", "50", ["8.5", "NM-MT+"], "Still Water   60"),
  warden("Lagoonwarden", "58", ["10", "GEM MINT"], "Warm Shoal   80"),
];

interface Player {
  readonly first: string;
  readonly last: string;
  readonly number: string;
  readonly place: string;
  readonly year: string;
  readonly grade: readonly [string, string];
}

const rookie = ({ first, last, number, place, year, grade }: Player): Print => ({
  MARLOWE: last.toUpperCase(),
  "27": number,
  "THEO MARLOWE": `${first} ${last}`.toUpperCase(),
  "SHORTSTOP · HARBOR CITY": place,
  "1987 CREST": `${year} CREST`,
  "T. MARLOWE": `${first.slice(0, 1)}. ${last}`.toUpperCase(),
  "8.5": grade[0],
  "NM-MT+": grade[1],
});

export const rookies: readonly Print[] = [
  {},
  rookie({
    first: "Sam",
    last: "Okafor",
    number: "14",
    place: "CATCHER · LAKE PORT",
    year: "1991",
    grade: ["9", "MINT"],
  }),
  rookie({
    first: "Luis",
    last: "Arroyo",
    number: "8",
    place: "PITCHER · GREEN BAY",
    year: "1989",
    grade: ["8", "NM-MT"],
  }),
  rookie({
    first: "Joe",
    last: "Tanaka",
    number: "31",
    place: "CENTRE · ROSE HILL",
    year: "1994",
    grade: ["9.5", "MINT+"],
  }),
  rookie({
    first: "Bo",
    last: "Whitlock",
    number: "5",
    place: "FIRST BASE · MESA",
    year: "1983",
    grade: ["7", "NM"],
  }),
  rookie({
    first: "Kit",
    last: "Lindgren",
    number: "19",
    place: "SHORTSTOP · FJORD",
    year: "1996",
    grade: ["10", "GEM MINT"],
  }),
  rookie({
    first: "Andre",
    last: "Dubois",
    number: "42",
    place: "PITCHER · BAYOU",
    year: "1985",
    grade: ["8", "NM-MT"],
  }),
  rookie({
    first: "Max",
    last: "Ferrara",
    number: "11",
    place: "THIRD BASE · PORTO",
    year: "1992",
    grade: ["9", "MINT"],
  }),
];

const packSets = [
  "FIRST FLAME",
  "MOON SWELL",
  "EMBER ROAD",
  "DEEP FROST",
  "ROSE COURT",
  "MOSS KEEP",
  "GALE SEASON",
  "DUSK CHOIR",
];
export const packs: readonly Print[] = packSets.map((set) => ({ "FIRST FLAME": set }));

const boxSets = [
  ["FIRST", "FLAME"],
  ["MOSS", "KEEP"],
  ["ROSE", "COURT"],
  ["MOON", "SWELL"],
  ["DUSK", "CHOIR"],
  ["EMBER", "ROAD"],
  ["GALE", "SEASON"],
  ["DEEP", "FROST"],
] as const;
export const boxes: readonly Print[] = boxSets.map(([first, second]) => ({ FIRST: first, FLAME: second }));

export const soundtracks: readonly Print[] = [
  "NIGHT DRIVE",
  "EMERALD COAST",
  "GOLDEN HOUR",
  "BLUE LAGOON",
  "REDLINE",
  "FOREST RUN",
  "ARCTIC LINE",
  "VIOLET CITY",
].map((title) => ({ "NIGHT DRIVE": title }));

/** The label has both words of the band in one. */
export const quartets: readonly Print[] = [
  ["BLUE HOUR", "QUARTET"],
  ["SMALL ROOMS", "TRIO"],
  ["ROSE & LIME", "SEXTET"],
  ["PINK MOON", "QUINTET"],
  ["OLIVE GROVE", "QUARTET"],
  ["CORNER BAR", "TRIO"],
  ["LILAC WINE", "DUO"],
  ["HARBOUR", "QUARTET"],
].map(([name = "", band = ""]) => ({ "BLUE HOUR": name, QUARTET: band }));

export const splatters: readonly Print[] = [
  "TIDAL",
  "DUNES",
  "AURORA",
  "MEADOW",
  "SURF",
  "PETALS",
  "CANYON",
  "ORCHARD",
].map((title) => ({ TIDAL: title }));

export const tapes: readonly Print[] = [
  "summer tape ’89",
  "first demo, side A",
  "garage, july ’91",
  "for Ellen",
  "late radio, vol. 3",
  "rainy day mix",
  "dance floor ’88",
  "road songs",
].map((title) => ({ "summer tape ’89": title }));

export const comics: readonly Print[] = [
  ["CAPTAIN COMET", "TALES BEYOND THE RIM", "1"],
  ["MISS METEOR", "THE GIRL WHO FELL UP", "4"],
  ["THE GREEN PILOT", "NO RUNWAY NEEDED", "7"],
  ["DOCTOR DUSK", "NIGHT HAS AN OFFICE", "2"],
  ["KID LIGHTHOUSE", "ALONE AGAINST THE FOG", "12"],
  ["THE TIN MARSHAL", "LAW OF THE SALT FLATS", "3"],
  ["NIGHT POSTMAN", "EVERY LETTER ARRIVES", "9"],
  ["ROSE RANGER", "THORNS OF THE CANYON", "5"],
].map(([title = "", line = "", number = ""]) => ({
  "CAPTAIN COMET": title,
  "TALES BEYOND THE RIM": line,
  "NO. 1": `NO. ${number}`,
  ...(number === "1" ? {} : { "FIRST ISSUE!": "NEW SERIES!" }),
}));

export const novels: readonly Print[] = [
  ["THE SALT TOWER", "SALT TOWER", "ADA WINTERBOURNE"],
  ["A YEAR OF WEATHER", "WEATHER", "TOM HALLORAN"],
  ["THE GARDENER’S DEBT", "THE DEBT", "INES MARCHETTI"],
  ["LOW WATER", "LOW WATER", "EWAN CARRICK"],
  ["THE VIOLET ROOM", "VIOLET ROOM", "ADA WINTERBOURNE"],
  ["NORTH OF HERE", "NORTH", "SOLVEIG DAHL"],
  ["PAPER HARBOUR", "PAPER HARBOUR", "RUTH ADEYEMI"],
  ["THE LAST FERRY", "LAST FERRY", "EWAN CARRICK"],
].map(([title = "", spine = "", author = ""]) => ({
  "THE SALT TOWER": title,
  "SALT TOWER": spine,
  "ADA WINTERBOURNE": author,
}));
