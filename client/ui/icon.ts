/** A hilltop with a red dot on the road, drawn in the page itself. */
export const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230E64AE'/%3E%3Cpath d='M2 25l9-12 6 7 4-5 9 10z' fill='%23DCE5D3'/%3E%3Ccircle cx='22' cy='9' r='4.5' fill='%23F04B55'/%3E%3C/svg%3E";
