import type { Family } from "./family.ts";

const ana = { shop: "anas-cabinet" } as const;
const light = { shop: "north-light", weightGrams: 1_300 } as const;

export const cameras: readonly Family[] = [
  {
    ...light,
    category: "rangefinders",
    subject: "rangefinder",
    alt: "Chrome rangefinder camera",
    about: "Patch bright and contrasty, curtains light-tight.",
    specifications: { Format: "35 mm", Lens: "50 mm f/2", Shutter: "1 s to 1/1000 s" },
    pieces: [
      [
        "Norden III rangefinder with 50 mm f/2",
        "good",
        410,
        "Shutter true within a sixth of a stop. The lens has a little bloom and draws like it.",
        { ...ana, reserve: 600, shots: [1, 2], isFeatured: true },
      ],
      [
        "Norden III rangefinder, press set",
        "good",
        480,
        "With the hood, the case and a viewfinder nobody needs.",
        { shots: [3, 4], reserve: 620 },
      ],
      [
        "Norden III rangefinder, first serials",
        "like_new",
        690,
        "Serial under five thousand. Chrome without brassing.",
        { shots: [5, 6], reserve: 850 },
      ],
      [
        "Norden III rangefinder, user’s copy",
        "fair",
        230,
        "Dented top plate, perfect inside. The one we would take to the rain.",
        { shots: [7, 8], buyNow: 390 },
      ],
    ],
  },
  {
    ...light,
    category: "reflex-cameras",
    subject: "reflex",
    alt: "Black reflex camera",
    about: "New seals, meter checked against a modern one, prism without a speck.",
    specifications: { Format: "35 mm", Lens: "50 mm f/1.4", Metering: "Centre-weighted" },
    pieces: [
      [
        "Vesta AE-1000 with 50 mm f/1.4",
        "like_new",
        145,
        "Loaded with a test roll; the scans come with it.",
        { ...ana, shots: [1, 2] },
      ],
      [
        "Vesta AE-1000, motor drive included",
        "good",
        130,
        "Four frames a second and the sound of a sewing machine.",
        { shots: [3, 4] },
      ],
      [
        "Vesta AE-1000, student’s kit",
        "good",
        95,
        "Strap, flash, a tin of yellow filters and somebody’s notes.",
        { shots: [5, 6], buyNow: 180 },
      ],
      [
        "Vesta AE-1000, brassed",
        "fair",
        70,
        "Black worn to brass on every edge. Works as if it knew.",
        { shots: [7, 8] },
      ],
    ],
  },
  {
    ...light,
    category: "medium-format",
    subject: "twin-lens",
    alt: "Twin-lens reflex camera",
    about: "Six by six, waist-level, crank that winds like silk.",
    specifications: { Format: "6 × 6, 120 film", Lens: "75 mm f/3.5", Shutter: "1 s to 1/500 s" },
    pieces: [
      [
        "Duoflex 75 twin-lens reflex",
        "good",
        220,
        "Taking lens clear, viewing lens with one cleaning mark.",
        { ...ana, shots: [1, 2] },
      ],
      [
        "Duoflex 75 twin-lens, bright screen",
        "like_new",
        290,
        "A modern screen, and the old one in its envelope.",
        { shots: [3, 4], reserve: 360 },
      ],
      [
        "Duoflex 75 twin-lens, wedding photographer’s",
        "good",
        210,
        "Forty years of Saturdays, serviced every tenth.",
        { shots: [5, 6] },
      ],
      [
        "Duoflex 75 twin-lens, slow below 1/30",
        "fair",
        110,
        "Needs an hour of somebody’s patience.",
        { shots: [7, 8], buyNow: 190 },
      ],
    ],
  },
  {
    ...light,
    category: "instant-cameras",
    subject: "instant-camera",
    alt: "Instant camera with a picture coming out",
    about: "Rollers cleaned, flash strong.",
    specifications: { Format: "600 instant film", Flash: "Built in" },
    pieces: [
      [
        "Pronto 600 instant camera, with film",
        "good",
        52,
        "One pack of film in it. The picture in the slot is of our back yard.",
        { ...ana, buyNow: 140, specifications: { Film: "One pack included" } },
      ],
      [
        "Pronto 600 instant camera, rainbow stripe",
        "like_new",
        64,
        "Stripe unfaded: it lived in a wardrobe.",
      ],
      ["Pronto 600 instant camera, close-up lens", "good", 58, "Slides across for faces at arm’s length."],
      [
        "Pronto 600 instant camera, party set",
        "good",
        70,
        "Four flash bars and a strap with somebody’s initials.",
        { buyNow: 130 },
      ],
      ["Pronto 600 instant camera, boxed", "like_new", 88, "Box, foam, leaflet, warranty card never sent."],
      ["Pronto 600 instant camera, sun-worn", "fair", 26, "The white has gone to cream. Pictures have not."],
    ],
  },
];
