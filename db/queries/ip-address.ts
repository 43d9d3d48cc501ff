const ipV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/**
 * An address fit for an `inet` column, or null. The header it comes from is set by the platform in production and by
 * anybody elsewhere; text that is no address must not fail the statement around it.
 */
export function toIpAddress(text: string | null): string | null {
  if (text === null) return null;
  // The URL parser knows every form of IPv6 and none of its zones, just as `inet`.
  return ipV4.test(text) || (text.includes(":") && URL.canParse(`http://[${text}]/`)) ? text : null;
}
