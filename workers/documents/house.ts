/** The house as its documents name it. */
export interface House {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly taxNumber: string;
  readonly email: string;
  readonly origin: string;
}

/** The settings that say who the house is. */
interface HouseSettings {
  readonly HOUSE_NAME: string;
  readonly HOUSE_ADDRESS: string;
  readonly HOUSE_TAX_NUMBER: string;
  readonly HOUSE_EMAIL: string;
  readonly ORIGIN: string;
}

export const readHouse = (settings: HouseSettings): House => ({
  name: settings.HOUSE_NAME,
  addressLines: settings.HOUSE_ADDRESS.split("|")
    .map((line) => line.trim())
    .filter((line) => line !== ""),
  taxNumber: settings.HOUSE_TAX_NUMBER,
  email: settings.HOUSE_EMAIL,
  origin: settings.ORIGIN,
});
