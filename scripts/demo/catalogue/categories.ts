/** A category of the demo, and those under it. `picture` is a photograph of web/public/demo. */
export interface DemoCategory {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly picture: string;
  readonly children: readonly {
    readonly slug: string;
    readonly name: string;
    readonly description: string;
  }[];
}

type Child = readonly [slug: string, name: string, description: string];

const category = (
  [slug, name, description]: Child,
  picture: string,
  ...children: readonly Child[]
): DemoCategory => ({
  slug,
  name,
  description,
  picture,
  children: children.map(([childSlug, childName, about]) => ({
    slug: childSlug,
    name: childName,
    description: about,
  })),
});

export const demoCategories: readonly DemoCategory[] = [
  category(
    ["trading-cards", "Trading cards", "Graded, sealed and signed."],
    "emberwing-1",
    ["graded-cards", "Graded cards", "In their holders, with a number on top."],
    ["signed-cards", "Signed cards", "With ink that was witnessed."],
    ["sealed-cards", "Sealed packs and boxes", "As they left the factory."],
  ),
  category(
    ["sneakers", "Sneakers", "Deadstock and well kept pairs."],
    "high-top-1",
    ["high-tops", "High-tops", "Over the ankle."],
    ["running-shoes", "Running shoes", "Made to go somewhere."],
    ["court-shoes", "Court shoes", "Leather, low and plain."],
    ["trail-shoes", "Trail shoes", "With lugs."],
  ),
  category(
    ["watches", "Watches", "Checked, timed and serviced."],
    "diver-1",
    ["dive-watches", "Dive watches", "Good for more water than you are."],
    ["chronographs", "Chronographs", "With a pusher to start time."],
    ["dress-watches", "Dress watches", "Thin, and quiet about it."],
    ["field-watches", "Field watches", "Made to be knocked about."],
    ["digital-watches", "Digital watches", "They beep."],
  ),
  category(
    ["cameras", "Cameras", "Film cameras that work."],
    "rangefinder-1",
    ["rangefinders", "Rangefinders", "Small, quiet, sharp."],
    ["reflex-cameras", "Reflex cameras", "What you see is what it sees."],
    ["medium-format", "Medium format", "Bigger film, slower hands."],
    ["instant-cameras", "Instant cameras", "The picture is there already."],
  ),
  category(
    ["vinyl-hi-fi", "Vinyl & hi-fi", "First pressings and what plays them."],
    "turntable-1",
    ["soundtracks", "Soundtracks", "Films you can only hear."],
    ["jazz", "Jazz", "Small bands in good rooms."],
    ["coloured-vinyl", "Coloured vinyl", "Limited, numbered, bright."],
    ["tapes", "Tapes", "Home-made and bought."],
    ["turntables", "Turntables", "Speed locked, bearing oiled."],
  ),
  category(
    ["ceramics", "Ceramics", "Thrown, fired, mended."],
    "sunset-vase-1",
    ["vases-jars", "Vases and jars", "To be filled or not."],
    ["tea-things", "Tea things", "Bowls and pots for every day."],
  ),
  category(
    ["comics-books", "Comics & books", "First issues and first editions."],
    "comic-1",
    ["comics", "Comics", "In bags and boards."],
    ["first-editions", "First editions", "With their jackets."],
  ),
  category(
    ["lamps", "Lamps", "Rewired, and switched on for the picture."],
    "glass-lamp-1",
    ["desk-lamps", "Desk lamps", "They bend to you."],
    ["table-lamps", "Table lamps", "Blown glass that glows."],
  ),
  category(
    ["bags", "Bags", "Leather and waxed cloth, stitched to last."],
    "satchel-1",
    ["satchels", "Satchels", "For papers and their owners."],
    ["rucksacks", "Rucksacks", "For hands that are busy."],
  ),
  category(
    ["plants", "Plants", "Rooted, repotted, and used to a window."],
    "monstera-1",
    ["leafy-plants", "Leafy plants", "They fill a corner."],
    ["cacti", "Cacti", "They ask for little and flower anyway."],
  ),
  category(
    ["jewellery", "Jewellery", "Hallmarked silver and stones we had tested."],
    "ring-1",
    ["rings", "Rings", "Resized once for free."],
    ["pendants", "Pendants", "With a chain."],
  ),
  category(
    ["vintage-toys", "Vintage toys", "Tin, clockwork, and the odd scratch."],
    "tin-robot-1",
    ["robots", "Robots", "They walk towards the edge of the table."],
    ["tin-cars", "Cars", "They go in circles."],
  ),
];
