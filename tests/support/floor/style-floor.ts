/** Words of a list. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/*
 * What of style all browsers of the floor know. These lists are closed: what does not stand here is taken for newer,
 * so that nothing comes in unseen. Look it up in MDN's tables (Chrome 86, Safari 14.1 and 14.5, Firefox 91) before adding it.
 */

/** Properties, without prefixed ones. */
export const PROPERTIES = words(`
  align-content align-items align-self all animation animation-delay animation-direction animation-duration
  animation-fill-mode animation-iteration-count animation-name animation-play-state
  animation-timing-function background background-attachment background-blend-mode background-clip
  background-color background-image background-origin background-position background-position-x
  background-position-y background-repeat background-size block-size border border-block-end
  border-block-end-color border-block-end-style border-block-end-width border-block-start
  border-block-start-color border-block-start-style border-block-start-width border-bottom
  border-bottom-color border-bottom-left-radius border-bottom-right-radius border-bottom-style
  border-bottom-width border-collapse border-color border-image border-image-outset border-image-repeat
  border-image-slice border-image-source border-image-width border-inline-end border-inline-end-color
  border-inline-end-style border-inline-end-width border-inline-start border-inline-start-color
  border-inline-start-style border-inline-start-width border-left border-left-color border-left-style
  border-left-width border-radius border-right border-right-color border-right-style border-right-width
  border-spacing border-style border-top border-top-color border-top-left-radius border-top-right-radius
  border-top-style border-top-width border-width bottom box-shadow box-sizing break-after break-before
  break-inside caption-side caret-color clear clip clip-path clip-rule color color-interpolation
  color-interpolation-filters column-count column-fill column-gap column-rule column-rule-color
  column-rule-style column-rule-width column-span column-width columns content counter-increment
  counter-reset cursor cx cy direction display dominant-baseline empty-cells fill fill-opacity fill-rule
  filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float flood-color
  flood-opacity font font-family font-feature-settings font-kerning font-optical-sizing font-size
  font-stretch font-style font-variant font-variant-caps font-variant-east-asian font-variant-ligatures
  font-variant-numeric font-variation-settings font-weight gap grid grid-area grid-auto-columns
  grid-auto-flow grid-auto-rows grid-column grid-column-end grid-column-start grid-row grid-row-end
  grid-row-start grid-template grid-template-areas grid-template-columns grid-template-rows height
  image-orientation image-rendering inline-size isolation justify-content justify-items justify-self left
  letter-spacing lighting-color line-break line-height list-style list-style-image list-style-position
  list-style-type margin margin-block-end margin-block-start margin-bottom margin-inline-end
  margin-inline-start margin-left margin-right margin-top marker marker-end marker-mid marker-start
  mask-type max-block-size max-height max-inline-size max-width min-block-size min-height min-inline-size
  min-width mix-blend-mode object-fit object-position opacity order outline outline-color outline-offset
  outline-style outline-width overflow overflow-wrap overflow-x overflow-y padding padding-block-end
  padding-block-start padding-bottom padding-inline-end padding-inline-start padding-left padding-right
  padding-top page-break-after page-break-before page-break-inside perspective perspective-origin
  place-content place-items place-self pointer-events position quotes r right row-gap scroll-margin
  scroll-margin-bottom scroll-margin-left scroll-margin-right scroll-margin-top scroll-padding
  scroll-padding-bottom scroll-padding-left scroll-padding-right scroll-padding-top scroll-snap-align
  shape-image-threshold shape-margin shape-outside shape-rendering stop-color stop-opacity stroke
  stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
  stroke-width tab-size table-layout text-align text-anchor text-decoration text-decoration-color
  text-decoration-line text-decoration-style text-indent text-orientation text-overflow text-rendering
  text-shadow text-transform text-underline-position top touch-action transform transform-box
  transform-origin transform-style transition transition-delay transition-duration transition-property
  transition-timing-function unicode-bidi vector-effect vertical-align visibility white-space width
  will-change word-break word-spacing writing-mode x y z-index
`);

/** Functions in values. */
export const FUNCTIONS = words(`
  attr blur brightness calc circle clamp conic-gradient contrast counter cubic-bezier drop-shadow ellipse env
  fit-content format grayscale hsl hsla hue-rotate inset invert linear-gradient local matrix matrix3d max min minmax
  opacity perspective polygon radial-gradient repeat repeating-linear-gradient rgb rgba rotate rotate3d rotateX rotateY
  rotateZ saturate scale scale3d scaleX scaleY scaleZ sepia skew skewX skewY steps translate translate3d translateX
  translateY translateZ url var
`);

/** Units of numbers. */
export const UNITS = words(
  '% ch cm deg dpi dppx em ex fr grad in mm ms pc pt px rad rem s turn vh vmax vmin vw x',
);

/** Classes and elements that selectors ask for with a colon. Those of one maker's engine stand in `OF_ENGINES`. */
export const PSEUDO = words(`
  :active :after :any-link :before :checked :default :defined :disabled :empty :enabled :first-child :first-letter
  :first-line :first-of-type :focus :focus-within :fullscreen :hover :in-range :indeterminate :invalid :lang
  :last-child :last-of-type :link :not :nth-child :nth-last-child :nth-last-of-type :nth-of-type :only-child
  :only-of-type :optional :out-of-range :placeholder-shown :read-only :read-write :required :root :target :valid
  :visited ::after ::before ::cue ::first-letter ::first-line ::marker ::placeholder ::selection ::slotted
`);

/** WebKit's and Chromium's own elements: every engine of the floor lets a rule stand that names one. */
export const OF_ENGINES = /^::-webkit-/;

/** Rules that begin with `@`. */
export const AT_RULES = words('charset font-face import keyframes media page supports');

/** What `@media` may ask. */
export const MEDIA = words(`
  any-hover any-pointer aspect-ratio color height hover max-aspect-ratio max-height max-resolution max-width
  min-aspect-ratio min-height min-resolution min-width orientation pointer prefers-color-scheme
  prefers-reduced-motion resolution width
`);

/** What a font face may say. */
export const FONT_FACE = words('font-display font-family font-style font-weight src unicode-range');

/** Values of known properties that one of the floor lacks. */
export const NEWER_VALUES: ReadonlyMap<string, RegExp> = new Map([
  ...['overflow', 'overflow-x', 'overflow-y'].map((name) => [name, /\bclip\b/] as const),
  ['overflow-wrap', /\banywhere\b/],
  ['word-break', /\bauto-phrase\b/],
  ...['width', 'min-width', 'max-width', 'height', 'min-height', 'max-height', 'flex-basis'].map(
    (name) => [name, /(^|[\s(])(fit-content(?!\()|stretch)\b/] as const,
  ),
  ...['grid-template', 'grid-template-rows', 'grid-template-columns'].map(
    (name) => [name, /\b(subgrid|masonry)\b/] as const,
  ),
  ['display', /\b(inline|block) (flex|grid|flow)|\bmath\b/],
  ['transition', /\ballow-discrete\b/],
  ['vertical-align', /^(first|last) baseline/],
]);
