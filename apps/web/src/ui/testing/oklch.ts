/** A colour in linear sRGB with its opacity. */
export type LinearColor = { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number }

/** Reads `oklch(L C H)`, `oklch(L C H / A)`, `#rgb` or `#rrggbb`. Colours outside sRGB are clipped, as browsers do on an sRGB display. Throws on anything else. */
export function parseColor(text: string): LinearColor {
  const oklch = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text)
  if (oklch) return fromOklch(Number(oklch[1]), Number(oklch[2]), Number(oklch[3]), Number(oklch[4] ?? 1))
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text)?.[1]
  if (hex === undefined) throw new Error(`Not a colour this test understands: ${text}`)
  const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? [])
  const [r = 0, g = 0, b = 0] = digits.map((pair) => linear(Number.parseInt(pair, 16) / 255))
  return { r, g, b, alpha: 1 }
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

function luminance({ r, g, b }: LinearColor): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
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
