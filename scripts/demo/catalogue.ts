import type { ProductInput } from "../../contract/http/products.ts";

export interface DemoCategory {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly picture: string;
}

export const demoCategories: readonly DemoCategory[] = [
  {
    slug: "trading-cards",
    name: "Trading cards",
    description: "Graded, sealed and signed.",
    picture: "emberwing",
  },
  { slug: "sneakers", name: "Sneakers", description: "Deadstock and well kept pairs.", picture: "high-top" },
  { slug: "watches", name: "Watches", description: "Checked, timed and serviced.", picture: "diver" },
  { slug: "cameras", name: "Cameras", description: "Film cameras that work.", picture: "rangefinder" },
  {
    slug: "vinyl-hi-fi",
    name: "Vinyl & hi-fi",
    description: "First pressings and what plays them.",
    picture: "turntable",
  },
  { slug: "ceramics", name: "Ceramics", description: "Thrown, fired, mended.", picture: "tea-bowl" },
];

/** A product of the demo; prices in US cents. `picture` is a file of web/public/demo. */
export interface DemoProduct {
  readonly category: string;
  readonly picture: string;
  readonly alt: string;
  readonly title: string;
  readonly description: string;
  readonly condition: ProductInput["condition"];
  readonly startMinor: number;
  readonly reserveMinor?: number;
  readonly buyNowMinor?: number;
  readonly specifications: Readonly<Record<string, string>>;
}

export const demoProducts: readonly DemoProduct[] = [
  {
    category: "trading-cards",
    picture: "emberwing",
    alt: "Graded holographic card: Emberwing",
    title: "Emberwing 1st Edition Holo, GEM MINT 10",
    description:
      "The card everyone wanted in 1999, from a binder that never left its shelf. Centring 52/48, no print lines, holo without a scratch. One of 61 in this grade.",
    condition: "like_new",
    startMinor: 24_000,
    reserveMinor: 48_000,
    specifications: { Set: "Fable, First Flame", Year: "1999", Number: "04/102", Grade: "10 GEM MINT" },
  },
  {
    category: "trading-cards",
    picture: "tidewarden",
    alt: "Graded card: Tidewarden",
    title: "Tidewarden Reverse Holo, MINT 9",
    description:
      "Sharp corners, clean surface, a touch of whitening on the back that keeps it from a ten. Glows under a lamp.",
    condition: "like_new",
    startMinor: 8_500,
    specifications: { Set: "Fable, Moon Swell", Year: "2002", Grade: "9 MINT" },
  },
  {
    category: "trading-cards",
    picture: "rookie-card",
    alt: "Signed rookie card, graded",
    title: "Theo Marlowe 1987 Rookie, signed",
    description:
      "On-card autograph in blue, witnessed and slabbed together with the card. The season before the Harbor City title.",
    condition: "good",
    startMinor: 12_000,
    specifications: { Maker: "Crest", Year: "1987", Grade: "8.5 NM-MT+", Signature: "Authenticated" },
  },
  {
    category: "trading-cards",
    picture: "booster-pack",
    alt: "Sealed booster pack",
    title: "First Flame booster pack, factory sealed",
    description: "Unweighed, crimps intact, from a box opened on camera. Eleven cards nobody has seen yet.",
    condition: "new",
    startMinor: 3_500,
    buyNowMinor: 9_000,
    specifications: { Set: "Fable, First Flame", Cards: "11", Seal: "Factory" },
  },
  {
    category: "trading-cards",
    picture: "booster-box",
    alt: "Sealed booster box",
    title: "First Flame booster box, 36 packs, sealed",
    description:
      "Wrap without tears, corners square, stored dry and dark since it left the shop. Ships in an acrylic case.",
    condition: "new",
    startMinor: 64_000,
    reserveMinor: 110_000,
    specifications: { Set: "Fable, First Flame", Packs: "36", Seal: "Factory wrap" },
  },
  {
    category: "sneakers",
    picture: "high-top",
    alt: "Red and white basketball high-top",
    title: "Court ’85 high-top, Chicago red, EU 43",
    description:
      "Leather that creased twice and then lived in its box. Original laces and a spare black pair. Soles clean.",
    condition: "like_new",
    startMinor: 9_000,
    specifications: { Size: "EU 43 / US 9.5", Year: "2015", Box: "Original" },
  },
  {
    category: "sneakers",
    picture: "runner",
    alt: "Blue running shoe",
    title: "Meridian runner, harbour blue, EU 42",
    description:
      "Mesh over suede, a foam that still bounces. Worn indoors for one photo shoot, which is why you know the colour.",
    condition: "like_new",
    startMinor: 4_500,
    specifications: { Size: "EU 42 / US 8.5", Weight: "268 g", Drop: "8 mm" },
  },
  {
    category: "sneakers",
    picture: "court-shoe",
    alt: "White leather court shoe with a gum sole",
    title: "Baseline court shoe, white and green, EU 41",
    description:
      "The plain one: full-grain leather, gum sole, stitched cup. Never worn. Goes with everything you own.",
    condition: "new",
    startMinor: 3_800,
    buyNowMinor: 12_000,
    specifications: { Size: "EU 41 / US 8", Upper: "Full-grain leather", Sole: "Gum rubber" },
  },
  {
    category: "sneakers",
    picture: "trail-shoe",
    alt: "Yellow trail shoe",
    title: "Ridgeline trail shoe, saffron, EU 44",
    description:
      "Ripstop, rand, lugs that bite. Two muddy weekends, then washed and reproofed. Cord lock works.",
    condition: "good",
    startMinor: 3_200,
    specifications: { Size: "EU 44 / US 10", Lugs: "5 mm", Membrane: "Waterproof" },
  },
  {
    category: "watches",
    picture: "diver",
    alt: "Steel diver’s watch with a blue dial",
    title: "Meridian Automatic 300 m, blue dial",
    description:
      "Serviced in March, +3 s a day on the timegrapher, bezel clicks crisply all 120 times. Full bracelet.",
    condition: "like_new",
    startMinor: 32_000,
    reserveMinor: 55_000,
    specifications: {
      Movement: "Automatic",
      Case: "41 mm steel",
      "Water resistance": "300 m",
      Service: "2026",
    },
  },
  {
    category: "watches",
    picture: "chronograph",
    alt: "Chronograph with a cream dial on brown leather",
    title: "Corsa chronograph, cream dial, 1971 layout",
    description:
      "Column wheel you can feel in the pusher. Dial untouched, hands relumed once. On new calf with contrast stitching.",
    condition: "good",
    startMinor: 58_000,
    reserveMinor: 90_000,
    specifications: { Movement: "Manual wind", Case: "39 mm steel", Dial: "Three registers" },
  },
  {
    category: "watches",
    picture: "dress-watch",
    alt: "Gold dress watch on black leather",
    title: "Halden et Fils dress watch, 18 kt",
    description:
      "Thin enough to forget. Small seconds at six, Roman quarters, hallmarks sharp inside the back.",
    condition: "good",
    startMinor: 76_000,
    specifications: { Movement: "Manual wind", Case: "36 mm yellow gold", Year: "1958" },
  },
  {
    category: "watches",
    picture: "field-watch",
    alt: "Black field watch on a green cloth strap",
    title: "Field watch, black DLC, 24-hour dial",
    description:
      "Made to be knocked about and mostly was not. Lume lasts the night. Canvas strap replaced last year.",
    condition: "good",
    startMinor: 11_000,
    specifications: { Movement: "Automatic", Case: "38 mm steel, DLC", Strap: "20 mm canvas" },
  },
  {
    category: "watches",
    picture: "digital-watch",
    alt: "Digital watch of the eighties",
    title: "Quartz Wave digital, 1984, new battery",
    description:
      "Alarm, chronograph, and the hourly chirp of every classroom. Display without bleed. Resin strap still supple.",
    condition: "good",
    startMinor: 2_400,
    specifications: { Movement: "Quartz", Year: "1984", Functions: "Alarm, chronograph" },
  },
  {
    category: "cameras",
    picture: "rangefinder",
    alt: "Chrome rangefinder camera",
    title: "Norden III rangefinder with 50 mm f/2",
    description:
      "Patch bright and contrasty, shutter true within a sixth of a stop, curtains light-tight. The lens has a little bloom and draws like it.",
    condition: "good",
    startMinor: 41_000,
    reserveMinor: 60_000,
    specifications: { Format: "35 mm", Lens: "50 mm f/2", Shutter: "1 s to 1/1000 s" },
  },
  {
    category: "cameras",
    picture: "reflex",
    alt: "Black reflex camera",
    title: "Vesta AE-1000 with 50 mm f/1.4",
    description:
      "New seals, meter checked against a modern one, prism without a speck. Loaded with a test roll; the scans come with it.",
    condition: "like_new",
    startMinor: 14_500,
    specifications: { Format: "35 mm", Lens: "50 mm f/1.4", Metering: "Centre-weighted" },
  },
  {
    category: "cameras",
    picture: "twin-lens",
    alt: "Twin-lens reflex camera",
    title: "Duoflex 75 twin-lens reflex",
    description:
      "Six by six, waist-level, crank that winds like silk. Taking lens clear, viewing lens with one cleaning mark.",
    condition: "good",
    startMinor: 22_000,
    specifications: { Format: "6 × 6, 120 film", Lens: "75 mm f/3.5", Shutter: "1 s to 1/500 s" },
  },
  {
    category: "cameras",
    picture: "instant-camera",
    alt: "Instant camera with a picture coming out",
    title: "Pronto 600 instant camera, with film",
    description:
      "Rollers cleaned, flash strong, one pack of film in it. The picture in the slot is of our back yard.",
    condition: "good",
    startMinor: 5_200,
    buyNowMinor: 14_000,
    specifications: { Format: "600 instant film", Flash: "Built in", Film: "One pack included" },
  },
  {
    category: "vinyl-hi-fi",
    picture: "sunset-record",
    alt: "Pink soundtrack record in its sleeve",
    title: "Night Drive OST, neon pink pressing",
    description:
      "First pressing of 500 in pink. Played twice on a clean table, sleeve kept in a bag. Download card unused.",
    condition: "like_new",
    startMinor: 2_800,
    specifications: { Speed: "33⅓ rpm", Pressing: "First, pink", Sleeve: "Near mint" },
  },
  {
    category: "vinyl-hi-fi",
    picture: "jazz-record",
    alt: "Jazz record in its sleeve",
    title: "Blue Hour Quartet, original stereo pressing",
    description:
      "Deep groove, hand-stamped matrix, that tape hiss before the bass comes in. A few light marks that do not sound.",
    condition: "good",
    startMinor: 6_400,
    specifications: { Speed: "33⅓ rpm", Pressing: "Original, 1961", Sound: "Stereo" },
  },
  {
    category: "vinyl-hi-fi",
    picture: "splatter-record",
    alt: "Record of splattered vinyl",
    title: "Tidal, splatter vinyl, number 41 of 300",
    description: "No two are alike and this is the good one. Numbered by hand on the label.",
    condition: "new",
    startMinor: 3_600,
    specifications: { Speed: "45 rpm", Edition: "41 / 300", Weight: "180 g" },
  },
  {
    category: "vinyl-hi-fi",
    picture: "turntable",
    alt: "Turntable with a wooden plinth",
    title: "Sunday direct-drive turntable, walnut plinth",
    description:
      "Speed locked, bearing oiled, new cartridge with twelve hours on it. Dust cover has one hairline.",
    condition: "good",
    startMinor: 18_000,
    reserveMinor: 26_000,
    specifications: { Drive: "Direct", Speeds: "33⅓ and 45", Cartridge: "Moving magnet, new" },
  },
  {
    category: "vinyl-hi-fi",
    picture: "cassette",
    alt: "Home-made cassette of 1989",
    title: "“Summer tape ’89”, one-off mixtape",
    description: "Found in a glovebox, digitised, and then we could not throw it away. Side A is better.",
    condition: "fair",
    startMinor: 500,
    specifications: { Length: "90 min", Type: "II, chrome", Copies: "1" },
  },
  {
    category: "ceramics",
    picture: "moon-jar",
    alt: "White porcelain moon jar",
    title: "Moon jar, white porcelain, 38 cm",
    description:
      "Two bowls joined at the belly and fired as one; the seam is the point. Iron specks from the clay.",
    condition: "new",
    startMinor: 26_000,
    reserveMinor: 40_000,
    specifications: { Height: "38 cm", Clay: "Porcelain", Firing: "Wood, 1280 °C" },
  },
  {
    category: "ceramics",
    picture: "celadon-bottle",
    alt: "Celadon bottle vase",
    title: "Celadon bottle, carved lotus, crackle glaze",
    description:
      "Glaze that pools jade in the carving. The crackle sang for a week after the kiln; it has stopped.",
    condition: "new",
    startMinor: 13_500,
    specifications: { Height: "31 cm", Glaze: "Celadon", Firing: "Reduction" },
  },
  {
    category: "ceramics",
    picture: "tea-bowl",
    alt: "Black tea bowl mended with gold",
    title: "Kintsugi tea bowl, black raku",
    description: "Broken once, in 2011, and mended with urushi and gold. Holds tea, and attention.",
    condition: "good",
    startMinor: 9_800,
    specifications: { Diameter: "12 cm", Repair: "Urushi, 23 kt gold", Use: "Food safe" },
  },
  {
    category: "ceramics",
    picture: "teapot",
    alt: "Blue stoneware teapot with a bamboo handle",
    title: "Stoneware teapot, bamboo handle, 0.9 l",
    description:
      "Pours without a drip, which is rarer than it should be. Lid fits; handle was bent over steam by the potter.",
    condition: "new",
    startMinor: 5_400,
    buyNowMinor: 12_500,
    specifications: { Volume: "0.9 l", Clay: "Stoneware", Strainer: "Built in" },
  },
  {
    category: "ceramics",
    picture: "sunset-vase",
    alt: "Tall vase in sunset glaze",
    title: "Sunset vase, straw to aubergine, 44 cm",
    description:
      "Three glazes poured wet into each other and left to argue. Turned in one piece. Watertight.",
    condition: "new",
    startMinor: 11_500,
    specifications: { Height: "44 cm", Glaze: "Layered", Clay: "Stoneware" },
  },
];
