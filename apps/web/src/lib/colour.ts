/** A colour in linear sRGB with its opacity. */
export type LinearColor = { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number }

/**
 * Reads `oklch(L C H)`, `oklch(L C H / A)`, `rgba(R, G, B, A)` and hex of three, six or eight digits. Colours outside sRGB are
 * clipped, as browsers do on an sRGB display. Throws on anything else.
 */
export function parseColor(text: string): LinearColor {
  const oklch = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text)
  if (oklch) return fromOklch(Number(oklch[1]), Number(oklch[2]), Number(oklch[3]), Number(oklch[4] ?? 1))
  const rgba = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/.exec(text)
  if (rgba) return fromRgb(rgba.slice(1, 4).map(Number), Number(rgba[4]))
  const hex = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(text)?.[1]
  if (hex === undefined) throw new Error(`Not a colour that is understood: ${text}`)
  const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0, alpha = 255] = pairs.map((pair) => Number.parseInt(pair, 16))
  return fromRgb([red, green, blue], alpha / 255)
}

/** What the eye gets when `top` lies on the opaque `bottom`. Blends in gamma space, as browsers composite. */
export function over(top: LinearColor, bottom: LinearColor): LinearColor {
  const blend = (a: number, b: number) => linear(gamma(a) * top.alpha + gamma(b) * (1 - top.alpha))
  return { r: blend(top.r, bottom.r), g: blend(top.g, bottom.g), b: blend(top.b, bottom.b), alpha: 1 }
}

/** WCAG 2 contrast of two opaque colours: 1 … 21. */
export function contrast(a: LinearColor, b: LinearColor): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/**
 * The colour at the nearest lightness at which it is this clear on all of the opaque backgrounds: itself when it is so
 * already. Hue and chroma stay. On a dark first background it becomes lighter, else darker.
 */
export function clearOn(text: string, backgrounds: readonly LinearColor[], least: number): string {
  const color = parseColor(text)
  const isClear = (shown: LinearColor) => backgrounds.every((background) => contrast(shown, background) >= least)
  if (isClear(color)) return text
  const [lightness, chroma, hue] = toOklch(color)
  const [ground] = backgrounds
  const step = ground && luminance(ground) < middleLuminance ? lightnessStep : -lightnessStep
  for (let next = lightness + step; next > 0 && next < 1; next += step) {
    const shown = `oklch(${next.toFixed(3)} ${chroma.toFixed(4)} ${hue.toFixed(2)})`
    if (isClear(parseColor(shown))) return shown
  }
  return step > 0 ? '#fff' : '#000'
}

/** No eye sees a smaller one. */
const lightnessStep = 0.005
/** Black and white are as clear on it. */
const middleLuminance = 0.179

function luminance({ r, g, b }: LinearColor): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function fromRgb([red = 0, green = 0, blue = 0]: readonly number[], alpha: number): LinearColor {
  return { r: linear(red / 255), g: linear(green / 255), b: linear(blue / 255), alpha }
}

/** Lightness, chroma, and hue in degrees. */
function toOklch({ r, g, b }: LinearColor): readonly [number, number, number] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const hue = (Math.atan2(y, x) * 180) / Math.PI
  return [lightness, Math.hypot(x, y), hue < 0 ? hue + 360 : hue]
}

function fromOklch(lightness: number, chroma: number, hue: number, alpha: number): LinearColor {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return {
    r: clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    alpha,
  }
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function gamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
}
