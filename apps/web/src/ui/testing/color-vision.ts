import type { LinearColor } from '#lib/colour.ts'

/** Kinds of seeing few colours, each as strong as it gets. */
export const colorVisions = ['protanopia', 'deuteranopia', 'tritanopia'] as const

/** Machado, Oliveira, Fernandes 2009, severity 1: rows for red, green and blue of linear sRGB. */
const matrices: Record<(typeof colorVisions)[number], readonly (readonly [number, number, number])[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** How somebody with such eyes sees an opaque colour. */
export function seenWith(vision: (typeof colorVisions)[number], { r, g, b }: LinearColor): LinearColor {
  const [red = 0, green = 0, blue = 0] = matrices[vision].map(([fromRed, fromGreen, fromBlue]) =>
    Math.min(1, Math.max(0, fromRed * r + fromGreen * g + fromBlue * b)),
  )
  return { r: red, g: green, b: blue, alpha: 1 }
}
