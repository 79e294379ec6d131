// Contour lines of a function on a grid, by marching squares with linear interpolation along the edges; a cell whose
// four corners leave two readings is decided by its mean (Lorensen & Cline 1987, in the plane).

export interface Grid {
  columns: number;
  rows: number;
  /// Row after row; null where the function has no value: no line goes through such a cell.
  values: readonly (number | null)[];
}

export type Point = [number, number];

/// Polylines in units of the grid, closed ones with their first point once more at the end.
export function contours(grid: Grid, level: number): Point[][] {
  return joined(segmentsOf(grid, level));
}

/// A point on an edge of the grid, by which neighbouring cells find each other's segments.
interface End {
  edge: number;
  point: Point;
}
type Segment = [End, End];

function segmentsOf(grid: Grid, level: number): Segment[] {
  const segments: Segment[] = [];
  for (let j = 0; j + 1 < grid.rows; ++j) {
    for (let i = 0; i + 1 < grid.columns; ++i) {
      const corners = cornersOf(grid, i, j);
      if (corners !== null) segments.push(...segmentsIn(grid, i, j, corners, level));
    }
  }
  return segments;
}

type Corners = [number, number, number, number];

/// Counter-clockwise from the lower left one.
function cornersOf({ columns, values }: Grid, i: number, j: number): Corners | null {
  const at = j * columns + i;
  const corners = [values[at], values[at + 1], values[at + columns + 1], values[at + columns]];
  return corners.every((value) => typeof value === "number" && Number.isFinite(value)) ? (corners as Corners) : null;
}

function segmentsIn(grid: Grid, i: number, j: number, corners: Corners, level: number): Segment[] {
  const isAbove = corners.map((value) => value >= level);
  // Sides: below, right, above, left; each joins a corner to the next.
  const crossed = [0, 1, 2, 3].filter((side) => isAbove[side] !== isAbove[(side + 1) % 4]);
  const ends = crossed.map((side) => endOn(grid, i, j, side, corners, level));
  const [first, second, third, fourth] = ends;
  if (first === undefined || second === undefined) return [];
  if (third === undefined || fourth === undefined) return [[first, second]];
  const mean = corners.reduce((sum, value) => sum + value, 0) / 4;
  // The middle is with the lower left corner: the lines cut off the other two.
  return mean >= level === isAbove[0]
    ? [
        [first, second],
        [third, fourth],
      ]
    : [
        [fourth, first],
        [second, third],
      ];
}

function endOn({ columns }: Grid, i: number, j: number, side: number, corners: Corners, level: number): End {
  const from = corners[side] as number;
  const to = corners[(side + 1) % 4] as number;
  const part = (level - from) / (to - from);
  switch (side) {
    case 0:
      return { edge: 2 * (j * columns + i), point: [i + part, j] };
    case 1:
      return { edge: 2 * (j * columns + i + 1) + 1, point: [i + 1, j + part] };
    case 2:
      return { edge: 2 * ((j + 1) * columns + i), point: [i + 1 - part, j + 1] };
    default:
      return { edge: 2 * (j * columns + i) + 1, point: [i, j + 1 - part] };
  }
}

function joined(segments: Segment[]): Point[][] {
  const at = new Map<number, Segment[]>();
  for (const segment of segments) {
    for (const { edge } of segment) at.set(edge, [...(at.get(edge) ?? []), segment]);
  }
  const left = new Set(segments);
  const isStart = (segment: Segment): boolean => segment.some(({ edge }) => at.get(edge)?.length === 1);
  // Lines that end at the border first, then the closed ones.
  const lines: Point[][] = [];
  for (const segment of [...segments.filter(isStart), ...segments]) {
    if (left.has(segment)) lines.push(lineFrom(segment, at, left));
  }
  return lines;
}

function lineFrom(start: Segment, at: Map<number, Segment[]>, left: Set<Segment>): Point[] {
  const isReversed = at.get(start[1].edge)?.length === 1 && at.get(start[0].edge)?.length !== 1;
  const [first, second] = isReversed ? [start[1], start[0]] : start;
  left.delete(start);
  const line = [first.point, second.point];
  let edge = second.edge;
  for (;;) {
    const next = at.get(edge)?.find((segment) => left.has(segment));
    if (next === undefined) return line;
    left.delete(next);
    const end = next[0].edge === edge ? next[1] : next[0];
    line.push(end.point);
    edge = end.edge;
  }
}
