import {
  type Canvas,
  curve,
  line,
  type Markup,
  mix,
  oval,
  perhaps,
  place,
  type Spot,
  shape,
  stroke,
  vary,
} from './kit.ts';

/** What a figure's arms do. */
export type Pose =
  | 'stand'
  | 'wave'
  | 'point'
  | 'clap'
  | 'carry'
  | 'halt'
  | 'guide'
  | 'read'
  | 'fan'
  | 'fan-up'
  | 'reach'
  | 'behind'
  | 'sweep';

/** Hair or hat. */
export type Head = 'short' | 'bob' | 'bun' | 'ponytail' | 'cap' | 'straw' | 'grey';

/** One simple person: no face, clear gesture. */
export interface Figure {
  /** Feet. */
  readonly x: number;
  readonly y: number;
  /** Pixels from sole to crown. */
  readonly height: number;
  readonly pose?: Pose;
  readonly head?: Head;
  /** Red vest over a white shirt; false for an ordinary person. */
  readonly vest?: boolean;
  readonly top?: string;
  readonly bottom?: string;
  readonly skirt?: boolean;
  readonly child?: boolean;
  /** Seen from behind. */
  readonly back?: boolean;
  readonly mirrored?: boolean;
  /** Feet apart, in step. */
  readonly walking?: boolean;
}

/** Elbow and hand of each arm, relative to the feet, 100 units to the crown; the figure's right arm first. */
const arms: Readonly<Record<Pose, readonly [Spot, Spot, Spot, Spot]>> = {
  stand: [
    [-15, -64],
    [-14, -49],
    [15, -64],
    [14, -49],
  ],
  wave: [
    [-15, -64],
    [-13, -50],
    [21, -81],
    [24, -99],
  ],
  point: [
    [-15, -64],
    [-12, -51],
    [24, -79],
    [39, -84],
  ],
  clap: [
    [-17, -65],
    [-3, -68],
    [17, -65],
    [3, -68],
  ],
  carry: [
    [-16, -63],
    [-6, -60],
    [16, -63],
    [6, -60],
  ],
  halt: [
    [-15, -64],
    [-13, -50],
    [22, -74],
    [26, -91],
  ],
  guide: [
    [-23, -74],
    [-38, -75],
    [15, -65],
    [6, -60],
  ],
  read: [
    [-15, -64],
    [-5, -66],
    [15, -64],
    [5, -66],
  ],
  fan: [
    [-21, -70],
    [-33, -80],
    [20, -71],
    [31, -62],
  ],
  'fan-up': [
    [-20, -84],
    [-27, -101],
    [21, -84],
    [27, -101],
  ],
  reach: [
    [-15, -64],
    [-12, -51],
    [19, -88],
    [25, -104],
  ],
  behind: [
    [-16, -63],
    [-5, -56],
    [16, -63],
    [5, -56],
  ],
  sweep: [
    [-8, -64],
    [7, -58],
    [17, -65],
    [13, -52],
  ],
};

function hairOf(canvas: Canvas, figure: Figure, radius: number, centre: number): Markup {
  const { colours } = canvas;
  const head = figure.head ?? 'short';
  const colour = head === 'grey' ? mix('#B9BDC0', colours.ink, 0.08) : colours.hair;
  const back = figure.back === true;
  const cover = back
    ? oval(0, centre, radius * 1.04, colour)
    : shape(
        `M${-radius * 1.06} ${centre + radius * 0.15}A${radius * 1.06} ${radius * 1.08} 0 1 1 ${radius * 1.06} ${centre + radius * 0.15}Q${radius * 0.85} ${centre - radius * 0.42} ${radius * 0.2} ${centre - radius * 0.36}Q${-radius * 0.7} ${centre - radius * 0.3} ${-radius * 1.06} ${centre + radius * 0.15}Z`,
        colour,
      );
  switch (head) {
    case 'short':
    case 'grey':
      return cover;
    case 'bob':
      return (
        cover +
        shape(
          `M${-radius * 1.12} ${centre - radius * 0.2}Q${-radius * 1.35} ${centre + radius * 0.9} ${-radius * 0.82} ${centre + radius * 1.02}L${-radius * 0.78} ${centre}ZM${radius * 1.12} ${centre - radius * 0.2}Q${radius * 1.35} ${centre + radius * 0.9} ${radius * 0.82} ${centre + radius * 1.02}L${radius * 0.78} ${centre}Z`,
          colour,
        )
      );
    case 'bun':
      return oval(radius * 0.15, centre - radius * 1.25, radius * 0.48, colour) + cover;
    case 'ponytail':
      return (
        curve(
          `M${radius * 0.7} ${centre - radius * 0.6}Q${radius * 1.9} ${centre - radius * 0.2} ${radius * 1.35} ${centre + radius * 1.25}`,
          colour,
          radius * 0.55,
        ) + cover
      );
    case 'cap':
      return (
        cover +
        shape(
          `M${-radius * 1.1} ${centre - radius * 0.25}A${radius * 1.1} ${radius * 1.05} 0 0 1 ${radius * 1.1} ${centre - radius * 0.25}Z`,
          colours.red,
        ) +
        (back
          ? ''
          : shape(
              `M${-radius * 0.2} ${centre - radius * 0.3}h${radius * 1.75}q${radius * 0.2} 0 ${radius * 0.1} ${radius * 0.25}h${-radius * 1.6}Z`,
              colours.redDark,
            ))
      );
    case 'straw':
      return (
        cover +
        oval(0, centre - radius * 0.35, radius * 2, '#DDB767', radius * 0.5) +
        shape(
          `M${-radius * 1.02} ${centre - radius * 0.4}Q${-radius * 0.9} ${centre - radius * 1.45} 0 ${centre - radius * 1.45}T${radius * 1.02} ${centre - radius * 0.4}Z`,
          '#EBCB82',
        ) +
        shape(
          `M${-radius * 1.02} ${centre - radius * 0.4}q${radius} ${radius * 0.4} ${radius * 2.04} 0l${-radius * 0.07} ${-radius * 0.26}q${-radius * 0.95} ${radius * 0.34} ${-radius * 1.9} 0Z`,
          colours.red,
        )
      );
  }
}

function legsOf(figure: Figure, colour: string, skin: string, shoe: string): Markup {
  const step = figure.walking === true ? 7 : 0;
  const foot = (x: number): Markup => shape(`M${x - 3.6} 0q-0.6 -4.4 3.4 -4.4q4.4 0 6 4.4Z`, shoe);
  if (figure.skirt === true) {
    const leg = (x: number): Markup => line(x * 0.7, -30, x, -3, skin, 4.4);
    return (
      leg(-4.5 - step) +
      leg(4.5 + step) +
      foot(-5 - step) +
      foot(4.5 + step) +
      shape('M-9.5 -52L9.5 -52Q14 -38 14.5 -25Q0 -21.5 -14.5 -25Q-14 -38 -9.5 -52Z', colour)
    );
  }
  const leg = (side: number): Markup =>
    shape(
      `M${side * 0.3} -50L${side * 10.2} -50Q${side * 10.5} -26 ${side * (7.6 + step)} -2.5L${side * (2.6 + step)} -2.5Q${side * 2} -26 ${side * 0.3} -44Z`,
      colour,
    );
  return foot(-5.4 - step) + foot(5 + step) + leg(-1) + leg(1);
}

/** Draws one figure. */
export function person(canvas: Canvas, figure: Figure): Markup {
  const { colours } = canvas;
  const vest = figure.vest !== false;
  const child = figure.child === true;
  const shirt =
    figure.top ?? (vest ? colours.cloth : perhaps(canvas, 0.5) ? colours.blue : colours.treeLight);
  const trousers = figure.bottom ?? colours.navy;
  const skin = perhaps(canvas, 0.3) ? mix(colours.skin, colours.skinDeep, 0.5) : colours.skin;
  const radius = child ? 10 : 7.3;
  const centre = child ? -90 : -92;
  const [elbowR, handR, elbowL, handL] = arms[figure.pose ?? 'stand'];
  const arm = (side: number, elbow: Spot, hand: Spot): Markup => {
    const shoulder: Spot = [side * 10.6, -77];
    const cuff: Spot = [
      shoulder[0] + (elbow[0] - shoulder[0]) * 0.85,
      shoulder[1] + (elbow[1] - shoulder[1]) * 0.85,
    ];
    return (
      stroke([cuff, elbow, hand], skin, 4.6) +
      oval(hand[0], hand[1], 2.9, skin) +
      stroke([shoulder, cuff], mix(shirt, colours.clothShade, vest ? 0.35 : 0), 6.8)
    );
  };
  const torso =
    'M-5 -83.5L-10.5 -81Q-13.6 -79 -13.2 -72L-10.6 -48L10.6 -48L13.2 -72Q13.6 -79 10.5 -81L5 -83.5Q0 -80 -5 -83.5Z';
  const collar = figure.back === true ? '' : shape('M-4.6 -83.8L0 -72L4.6 -83.8Z', colours.cloth);
  const heart = shape(
    'M0 -61.5c-6 -4 -5.6 -9.2 -2.6 -9.2c1.6 0 2.6 1.6 2.6 1.6c0 0 1 -1.6 2.6 -1.6c3 0 3.4 5.2 -2.6 9.2Z',
    colours.cloth,
  );
  const red = vest
    ? shape(torso, colours.red) +
      shape(
        'M3 -82.6L10.5 -81Q13.6 -79 13.2 -72L10.6 -48L4.5 -48Q6 -66 3 -82.6Z',
        colours.redDark,
        'opacity="0.45"',
      ) +
      collar +
      shape('M-11.8 -58.8L11.8 -58.8L11.5 -55.8L-11.5 -55.8Z', mix(colours.gold, colours.cloth, 0.55)) +
      (figure.back === true ? heart : place(-6, -23.5, 0.62, heart))
    : shape(torso, shirt) +
      shape(
        'M3 -82.6L10.5 -81Q13.6 -79 13.2 -72L10.6 -48L4.5 -48Q6 -66 3 -82.6Z',
        '#0B1A2A',
        'opacity="0.14"',
      );
  const neck = line(0, -86, 0, -81, mix(skin, colours.skinDeep, 0.6), 5.4);
  const face = oval(0, centre, radius, skin, radius * 1.06);
  const shadow = oval(2, 0, 17, colours.ink, 2.6, 'opacity="0.16"');
  const behindBack = figure.back === true && figure.pose !== 'behind';
  const limbs = arm(-1, elbowR, handR) + arm(1, elbowL, handL);
  const body =
    legsOf(figure, trousers, skin, vest ? '#F5F5F2' : colours.ink) +
    (behindBack ? limbs : '') +
    neck +
    red +
    (behindBack ? '' : limbs) +
    face +
    hairOf(canvas, figure, radius, centre);
  return place(figure.x, figure.y, figure.height / 100, shadow + body, figure.mirrored);
}

const volunteerHeads: readonly [Head, ...Head[]] = [
  'short',
  'bob',
  'cap',
  'ponytail',
  'bun',
  'cap',
  'short',
  'grey',
];

/** One of the heads that volunteers have. */
export function someHead(canvas: Canvas): Head {
  return volunteerHeads[Math.floor(canvas.chance() * volunteerHeads.length)] ?? 'short';
}

/** A head and shoulders from behind, for audiences; (x, y) is the bottom middle, `size` the shoulder width. */
export function seated(canvas: Canvas, x: number, y: number, size: number, vest: boolean): Markup {
  const { colours } = canvas;
  const cloth = vest
    ? colours.red
    : ([colours.cloth, '#4E7FA8', '#7FA38A', '#D9C9A8'][Math.floor(canvas.chance() * 4)] ?? colours.cloth);
  const grey = perhaps(canvas, 0.16);
  const hair = grey ? '#A9ADB0' : colours.hair;
  const tilt = vary(canvas, -2, 2);
  const body =
    shape('M-50 0Q-52 -44 -22 -52L22 -52Q52 -44 50 0Z', cloth) +
    shape('M8 -52L22 -52Q52 -44 50 0L24 0Q28 -30 8 -52Z', '#0B1A2A', 'opacity="0.13"');
  const neck = line(0, -62, 0, -50, colours.skinDeep, 19);
  const bun = perhaps(canvas, 0.25) ? oval(tilt, -110, 11, hair) : '';
  return place(
    x,
    y,
    size / 100,
    neck +
      body +
      bun +
      oval(tilt, -82, 25, hair, 27) +
      shape(`M${tilt - 12} -58q12 6 24 0l-2 -6h-20Z`, colours.skin) +
      (vest
        ? shape(
            'M0 -20c-9 -6 -8.4 -14 -3.9 -14c2.4 0 3.9 2.4 3.9 2.4c0 0 1.5 -2.4 3.9 -2.4c4.5 0 5.1 8 -3.9 14Z',
            colours.cloth,
          )
        : ''),
  );
}
