// What govuk-frontend draws in its own blue and black, beyond the colours that its settings name, is drawn in ours.
const OURS = {
  "#1d70b8": "#0a5c74",
  "#1a65a6": "#0a5c74",
  "#16548a": "#084859",
  "#0f385c": "#06323f",
  "#5694ca": "#4d8b9c",
  "#8eb8dc": "#8db5c0",
  "#d2e2f1": "#d5e7ea",
  "#f4f8fb": "#f3f7f7",
  "#0b0c0c": "#14242c",
  "#f3f3f3": "#eef4f4",
};
const COLOUR = new RegExp(Object.keys(OURS).join("|"), "g");
const RULE = /([^{}]+)\{([^{}]*)\}/g;

// A tag keeps its blue: there the name of the colour was chosen on a page.
export function ours(css) {
  return css.replace(RULE, (whole, selector, body) =>
    selector.includes("govuk-tag--") ? whole : `${selector}{${body.replace(COLOUR, (found) => OURS[found])}}`,
  );
}
