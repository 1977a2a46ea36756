/** Time of day or weather of a picture. */
export type Light = 'morning' | 'noon' | 'dusk' | 'rain' | 'night';

/** Every colour a scene may use, '#RRGGBB'. Far things come first in `hills`. */
export interface Palette {
  readonly skyTop: string;
  readonly skyMiddle: string;
  readonly skyLow: string;
  readonly sun: string;
  readonly cloud: string;
  readonly hills: readonly [string, string, string, string, string];
  readonly mist: string;
  readonly tree: string;
  readonly treeDark: string;
  readonly treeLight: string;
  readonly grass: string;
  readonly grassDark: string;
  readonly field: string;
  readonly water: string;
  readonly waterLight: string;
  readonly road: string;
  readonly roadEdge: string;
  readonly wall: string;
  readonly wallShade: string;
  readonly roof: string;
  readonly roofShade: string;
  readonly wood: string;
  readonly woodDark: string;
  readonly stone: string;
  readonly stoneShade: string;
  readonly red: string;
  readonly redDark: string;
  readonly blue: string;
  readonly gold: string;
  readonly cloth: string;
  readonly clothShade: string;
  readonly navy: string;
  readonly skin: string;
  readonly skinDeep: string;
  readonly hair: string;
  readonly ink: string;
  readonly glow: string;
}

const noon: Palette = {
  skyTop: '#0E64AE',
  skyMiddle: '#4C9AD4',
  skyLow: '#CFE8F3',
  sun: '#FFF6DC',
  cloud: '#FFFFFF',
  hills: ['#9CC5D6', '#6FAAA2', '#4C9272', '#2F7750', '#1F5A3B'],
  mist: '#D9ECEA',
  tree: '#2F7A4C',
  treeDark: '#1B5636',
  treeLight: '#5DA35F',
  grass: '#8DBB66',
  grassDark: '#6FA354',
  field: '#C7D57E',
  water: '#4E9CC6',
  waterLight: '#A6D3E6',
  road: '#5D6770',
  roadEdge: '#F4F1E6',
  wall: '#FBF8F0',
  wallShade: '#DAE0DF',
  roof: '#525F69',
  roofShade: '#39444D',
  wood: '#A4663C',
  woodDark: '#74432A',
  stone: '#E6E0D2',
  stoneShade: '#C5BFB0',
  red: '#C81E2B',
  redDark: '#98131F',
  blue: '#0E64AE',
  gold: '#F0B73C',
  cloth: '#FFFFFF',
  clothShade: '#D5DDE2',
  navy: '#22384F',
  skin: '#F0BE95',
  skinDeep: '#D9996C',
  hair: '#23201F',
  ink: '#1B1F23',
  glow: '#FFE2A0',
};

const morning: Palette = {
  ...noon,
  skyTop: '#7FB9DA',
  skyMiddle: '#BFDDE3',
  skyLow: '#FBE8C8',
  sun: '#FFF8E4',
  cloud: '#FFF9EC',
  hills: ['#BFD6CF', '#93BDAA', '#68A184', '#418461', '#286447'],
  mist: '#F4EBD3',
  grass: '#A3C573',
  grassDark: '#83AC5E',
  field: '#D9DC8C',
  water: '#79B4C6',
  waterLight: '#D8E8DC',
  road: '#737A7C',
  wall: '#FFFAEE',
  wallShade: '#E3DFD0',
};

const dusk: Palette = {
  ...noon,
  skyTop: '#2E4D86',
  skyMiddle: '#D77F67',
  skyLow: '#FBD08A',
  sun: '#FFE9B0',
  cloud: '#F3A887',
  hills: ['#AE86A0', '#86708F', '#5E6580', '#3D5566', '#27434D'],
  mist: '#F6BE96',
  tree: '#2E5B50',
  treeDark: '#1D4240',
  treeLight: '#6C8A5E',
  grass: '#8B9A5D',
  grassDark: '#6C8153',
  field: '#C8AE66',
  water: '#A97F80',
  waterLight: '#F5C48F',
  road: '#4C515F',
  roadEdge: '#F3DDBE',
  wall: '#FAE6CC',
  wallShade: '#D5B7A6',
  roof: '#4A4E60',
  roofShade: '#33384B',
  stone: '#E3CBB0',
  stoneShade: '#BDA294',
  cloth: '#FFF1DF',
  clothShade: '#DFC7B6',
  navy: '#26304A',
  skin: '#EDB387',
  skinDeep: '#CE8A63',
};

const rain: Palette = {
  ...noon,
  skyTop: '#8399A6',
  skyMiddle: '#AFC0C6',
  skyLow: '#DCE4E2',
  sun: '#E7ECEA',
  cloud: '#C9D4D7',
  hills: ['#B9C9CB', '#97B0B0', '#71958F', '#4C766F', '#315952'],
  mist: '#DFE7E4',
  tree: '#3B6F5B',
  treeDark: '#285143',
  treeLight: '#6D9579',
  grass: '#8DA980',
  grassDark: '#718F6C',
  field: '#AEBB8A',
  water: '#7E9EAC',
  waterLight: '#C6D5D9',
  road: '#59646B',
  wall: '#EFF0EB',
  wallShade: '#CBD3D3',
  stone: '#D2D3CB',
  stoneShade: '#AFB4B0',
};

const night: Palette = {
  ...noon,
  skyTop: '#0A1833',
  skyMiddle: '#16305C',
  skyLow: '#34568A',
  sun: '#F7EFD2',
  cloud: '#27447A',
  hills: ['#2C4A78', '#21395F', '#192D4C', '#13233B', '#0D1A2C'],
  mist: '#3A5C8F',
  tree: '#1B3A45',
  treeDark: '#10262F',
  treeLight: '#2F5A5C',
  grass: '#2C4A50',
  grassDark: '#223C45',
  field: '#3C5653',
  water: '#1E3E6B',
  waterLight: '#F0C678',
  road: '#2B3547',
  roadEdge: '#C9BD9C',
  wall: '#D9CDB8',
  wallShade: '#8F8EA0',
  roof: '#2B3650',
  roofShade: '#1C2439',
  wood: '#8C5534',
  woodDark: '#57341F',
  stone: '#8F93A6',
  stoneShade: '#666C85',
  red: '#DB3340',
  redDark: '#9A1924',
  cloth: '#F3E8D4',
  clothShade: '#B9B2AF',
  navy: '#1B2844',
  skin: '#E6AF84',
  skinDeep: '#BF8560',
  glow: '#FFD37A',
};

/** The palettes by light. */
export const palettes: Readonly<Record<Light, Palette>> = { morning, noon, dusk, rain, night };
