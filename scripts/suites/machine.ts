import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Chromium that is installed on this machine. */
export function findChromium(): string | undefined {
  const places = [
    process.env.CHROMIUM_PATH ?? "",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  return places.find((place) => place !== "" && existsSync(place));
}

/** The programs of the newest PostgreSQL that this machine's Debian has. */
export function findDebianPostgres(): string | undefined {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).toSorted((left, right) => Number(right) - Number(left));
  return versions.map((version) => join(root, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
}

/** stripe-mock, which checks calls to Stripe: the one STRIPE_MOCK names, or that of PATH. */
export const findStripeMock = (): string | undefined => findProgram("stripe-mock", process.env.STRIPE_MOCK);

/** Versity's gateway, which speaks S3: the one VERSITYGW names, or that of PATH. */
export const findVersityGateway = (): string | undefined => findProgram("versitygw", process.env.VERSITYGW);

/** Azurite, the emulator of Azure's storage: the one AZURITE_BLOB names, or that of PATH. */
export const findAzurite = (): string | undefined => findProgram("azurite-blob", process.env.AZURITE_BLOB);

function findProgram(name: string, place = ""): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = [place, ...folders.map((folder) => join(folder, name))];
  return places.find((found) => found !== "" && existsSync(found));
}
